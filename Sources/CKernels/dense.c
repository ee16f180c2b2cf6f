#include "CKernels.h"

#pragma STDC FP_CONTRACT OFF

// One binary runs the widest vectors that the processor has.
#if defined(__x86_64__) && defined(__linux__) && defined(__clang__)
#define WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDEST
#endif

// Macros, not functions: a function that takes a vector would have another calling convention in each
// of the clones.
typedef double eight __attribute__((vector_size(64), aligned(8), may_alias));
#define load(P) (*(const eight *)(P))
#define store(P, V) (*(eight *)(P) = (V))

// START + the sum over i < COUNT of FACTOR times the eight numbers at VECTOR, which depend on i.
#define BLOCK(START, COUNT, FACTOR, VECTOR)                                                        \
  ({                                                                                               \
    eight total = (START);                                                                         \
    for (ptrdiff_t i = 0; i < (COUNT); i++) total = total + (FACTOR) * load(VECTOR);               \
    total;                                                                                         \
  })

WIDEST void ck_affine(const double *x, const double *w, const double *b, double *a,
                      ptrdiff_t samples, ptrdiff_t inputs, ptrdiff_t outputs) {
  ptrdiff_t j = 0;
  for (; j + 8 <= outputs; j += 8) {
    const eight bias = load(b + j);
    ptrdiff_t s = 0;
    for (; s + 4 <= samples; s += 4) {
      const double *x0 = x + s * inputs, *x1 = x0 + inputs, *x2 = x1 + inputs, *x3 = x2 + inputs;
      eight t0 = bias, t1 = bias, t2 = bias, t3 = bias;
      for (ptrdiff_t k = 0; k < inputs; k++) {
        const eight v = load(w + k * outputs + j);
        t0 = t0 + x0[k] * v;
        t1 = t1 + x1[k] * v;
        t2 = t2 + x2[k] * v;
        t3 = t3 + x3[k] * v;
      }
      store(a + s * outputs + j, t0);
      store(a + (s + 1) * outputs + j, t1);
      store(a + (s + 2) * outputs + j, t2);
      store(a + (s + 3) * outputs + j, t3);
    }
    for (; s < samples; s++) {
      const double *xs = x + s * inputs;
      store(a + s * outputs + j, BLOCK(bias, inputs, xs[i], w + i * outputs + j));
    }
  }
  for (ptrdiff_t s = 0; s < samples; s++) {
    for (ptrdiff_t last = j; last < outputs; last++) {
      double total = b[last];
      for (ptrdiff_t k = 0; k < inputs; k++) {
        total = total + x[s * inputs + k] * w[k * outputs + last];
      }
      a[s * outputs + last] = total;
    }
  }
}

WIDEST void ck_parameter_gradient(const double *x, const double *d, double *gw, double *gb,
                                  ptrdiff_t samples, ptrdiff_t inputs, ptrdiff_t outputs) {
  const eight zero = {0};
  ptrdiff_t j = 0;
  for (; j + 8 <= outputs; j += 8) {
    ptrdiff_t k = 0;
    for (; k + 4 <= inputs; k += 4) {
      eight t0 = zero, t1 = zero, t2 = zero, t3 = zero;
      for (ptrdiff_t s = 0; s < samples; s++) {
        const eight v = load(d + s * outputs + j);
        const double *xs = x + s * inputs + k;
        t0 = t0 + xs[0] * v;
        t1 = t1 + xs[1] * v;
        t2 = t2 + xs[2] * v;
        t3 = t3 + xs[3] * v;
      }
      store(gw + k * outputs + j, t0);
      store(gw + (k + 1) * outputs + j, t1);
      store(gw + (k + 2) * outputs + j, t2);
      store(gw + (k + 3) * outputs + j, t3);
    }
    for (; k < inputs; k++) {
      store(gw + k * outputs + j,
            BLOCK(zero, samples, x[i * inputs + k], d + i * outputs + j));
    }
    store(gb + j, BLOCK(zero, samples, 1.0, d + i * outputs + j));
  }
  for (ptrdiff_t last = j; last < outputs; last++) {
    for (ptrdiff_t k = 0; k < inputs; k++) {
      double total = 0;
      for (ptrdiff_t s = 0; s < samples; s++) {
        total = total + x[s * inputs + k] * d[s * outputs + last];
      }
      gw[k * outputs + last] = total;
    }
    double total = 0;
    for (ptrdiff_t s = 0; s < samples; s++) total = total + 1.0 * d[s * outputs + last];
    gb[last] = total;
  }
}

WIDEST void ck_input_gradient(const double *w, const double *d, double *e, ptrdiff_t samples,
                              ptrdiff_t inputs, ptrdiff_t outputs) {
  for (ptrdiff_t s = 0; s < samples; s++) {
    const double *ds = d + s * outputs;
    for (ptrdiff_t k = 0; k < inputs; k++) {
      const double *wk = w + k * outputs;
      eight total = {0};
      ptrdiff_t j = 0;
      for (; j + 8 <= outputs; j += 8) total = total + load(wk + j) * load(ds + j);
      for (ptrdiff_t lane = 0; j < outputs; j++, lane++) total[lane] += wk[j] * ds[j];
      e[s * inputs + k] = ((total[0] + total[1]) + (total[2] + total[3]))
                          + ((total[4] + total[5]) + (total[6] + total[7]));
    }
  }
}
