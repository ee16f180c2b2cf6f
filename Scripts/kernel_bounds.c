// The errors of a vector kernel in float32 against its twin in double precision, over all 2^32 inputs:
// kernel_bounds NAME VALUE DERIVATIVE
//
// The twin is proved to be right to some units of 2^-53 where the truth is at least 2^-6 in magnitude, and as many of
// 2^-59 elsewhere: less than 2^-20 of a unit of float32. Prints a line each for value and derivative: the largest error
// in units in the last place where |true value| >= 2^-6, that in units of 2^-29 elsewhere, and how many results are zero
// for a normal truth, of the wrong sign, NaN, or infinite for a finite truth.
//
// Exit codes: 0 within the bounds, 1 beyond VALUE or DERIVATIVE or any NaN or infinity, 64 unknown name.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "activations.h"

#define BLOCK 4096

typedef void (*single_kernel)(const float *, float, float *, ptrdiff_t);
typedef void (*double_kernel)(const double *, double, double *, ptrdiff_t);

static const struct {
  const char *name;
  single_kernel single[2];
  double_kernel twin[2];
} kernels[] = {
#define KERNEL(NAME)                                                                               \
  {#NAME,                                                                                          \
   {ck_##NAME##_value_f32, ck_##NAME##_slope_f32},                                                 \
   {ck_##NAME##_value_f64, ck_##NAME##_slope_f64}}
    KERNEL(elu), KERNEL(tanh), KERNEL(sigmoid), KERNEL(silu), KERNEL(softplus), KERNEL(mish), KERNEL(gelu),
#undef KERNEL
};

// The unit in the last place of a truth that is a normal float32.
static double unit(double truth) {
  uint64_t bits;
  memcpy(&bits, &truth, sizeof bits);
  bits &= UINT64_C(0x7ff) << 52;
  memcpy(&truth, &bits, sizeof bits);
  return truth * 0x1p-23;
}

// Tries all inputs; 1 if the errors are within the bound.
static int try_all(const char *label, single_kernel single, double_kernel twin, double bound) {
  static float x[BLOCK], y[BLOCK];
  static double wide[BLOCK], truth[BLOCK];
  double bulk = 0, bulk_at = 0, small = 0, small_at = 0;
  long zeros = 0, signs = 0, invalid = 0, infinite = 0;
  for (uint64_t first = 0; first < UINT64_C(1) << 32; first += BLOCK) {
    for (int i = 0; i < BLOCK; i++) {
      const uint32_t bits = (uint32_t)(first + i);
      memcpy(&x[i], &bits, sizeof bits);
      wide[i] = x[i];
    }
    single(x, 1.0f, y, BLOCK);
    twin(wide, 1.0, truth, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      if (!isfinite(x[i])) continue;
      const double t = truth[i], error = fabs(y[i] - t);
      invalid += isnan(y[i]);
      infinite += isinf(y[i]) && fabs(t) < 0x1.ffffffp127;
      zeros += y[i] == 0 && fabs(t) >= 0x1p-126;
      signs += y[i] != 0 && t != 0 && (y[i] < 0) != (t < 0);
      if (fabs(t) < 0x1p-6) {
        if (error > small) small = error, small_at = x[i];
      } else if (error > bulk * unit(t)) {
        bulk = error / unit(t), bulk_at = x[i];
      }
    }
  }
  const int is_within = bulk <= bound && small * 0x1p29 <= bound && invalid + infinite == 0;
  printf("%-22s %8.4f at %-13.9g %8.4f at %-13.9g %5ld %5ld %5ld %5ld  %s\n", label, bulk, bulk_at,
         small * 0x1p29, small_at, zeros, signs, invalid, infinite, is_within ? "within" : "BEYOND");
  fflush(stdout);
  return is_within;
}

int main(int count, char **arguments) {
  for (size_t k = 0; count == 4 && k < sizeof kernels / sizeof *kernels; k++) {
    if (strcmp(arguments[1], kernels[k].name) != 0) continue;
    int is_within = 1;
    for (int of = 0; of < 2; of++) {
      char label[40];
      snprintf(label, sizeof label, "%s, %s", kernels[k].name, of ? "derivative" : "value");
      is_within &= try_all(label, kernels[k].single[of], kernels[k].twin[of], atof(arguments[2 + of]));
    }
    return !is_within;
  }
  fprintf(stderr, "usage: kernel_bounds NAME VALUE DERIVATIVE, of a kernel of Sources/CKernels\n");
  return 64;
}
