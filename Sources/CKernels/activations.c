#include "activations.h"

#include <string.h>

#include "elementary.h"

#pragma STDC FP_CONTRACT OFF

// One binary runs the widest vectors that the processor has; CK_PORTABLE leaves only the plain loops.
#if defined(__x86_64__) && defined(__linux__) && defined(__clang__) && !defined(CK_PORTABLE)
#define WIDEST __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define WIDEST
#endif
#define PART static inline __attribute__((always_inline))

// MARK: Single precision, without branches

PART float bits_to_float(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

PART float high_part(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits_to_float(bits & 0xfffff000u);
}

PART float magnitude(float x) { return __builtin_fabsf(x); }
PART float above(float x, float bound) { return x < bound ? bound : x; }
PART float below(float x, float bound) { return x > bound ? bound : x; }

// k with |x - k ln 2| least, as a whole number; the sum with 3·2^22 drops what is below 1.
typedef struct {
  float k;
  uint32_t bits;
} whole_number;
PART whole_number whole(float x) {
  const float sum = x * 1.44269504f + 12582912.0f;
  uint32_t bits;
  memcpy(&bits, &sum, sizeof bits);
  // The last bits of the sum are k, whatever they are of NaN.
  return (whole_number){sum - 12582912.0f, bits - 0x4b400000u};
}

// (exp(r) - 1 - r) / r^2 for |r| <= 0.35.
PART float exponential_rest(float r) {
  float p = 1.9841270e-4f;
  p = p * r + 1.3888889e-3f;
  p = p * r + 8.3333333e-3f;
  p = p * r + 4.1666668e-2f;
  p = p * r + 1.6666667e-1f;
  return p * r + 0.5f;
}

// exp(x + d) for x <= 0 and a small d; 0 where it is below every subnormal. NaN stays NaN.
PART float exponential2(float x, float d) {
  const float z = above(x, -104.5f);
  const whole_number n = whole(z);
  const float r = ((z - n.k * 0.693145752f) - n.k * 1.42860677e-6f) + d;
  const float y = 1.0f + (r + r * r * exponential_rest(r));
  // 2^k in two steps, of which only the second rounds, where the result is subnormal.
  return (y * bits_to_float((n.bits + 64 + 127) << 23)) * 0x1p-64f;
}
PART float exponential(float x) { return exponential2(x, 0.0f); }

// exp(x) - 1 for x <= 88.
PART float exponential_minus_one(float x) {
  const float z = above(x, -20.0f);
  const whole_number n = whole(z);
  const float r = (z - n.k * 0.693145752f) - n.k * 1.42860677e-6f;
  const float scale = bits_to_float((n.bits + 127) << 23);
  const float y = r + r * r * exponential_rest(r);
  return scale * y + (scale - 1.0f);
}

// log(1 + t) for 0 <= t <= 1.
PART float logarithm_of_one_plus(float t) {
  const float s = t / (2.0f + t), z = s * s;
  float p = 1.1764706e-1f;
  p = p * z + 1.3333334e-1f;
  p = p * z + 1.5384616e-1f;
  p = p * z + 1.8181819e-1f;
  p = p * z + 2.2222222e-1f;
  p = p * z + 2.8571429e-1f;
  p = p * z + 0.4f;
  p = p * z + 6.6666669e-1f;
  return t - s * (t - z * p);
}

// The probability that a standard normal variable exceeds a >= 0, divided by exp(-a^2 / 2).
PART float mills(float a) {
  const float t = (a - 3.0f) / (a + 3.0f);
  static const float c[] = {4.752419983e-5,1.437779991e-5,-0.0004691079086,-0.0003421815631,0.002990097117,0.001155578194,-0.0227263268,0.04516459628,-0.01643239071,-0.09652678199,0.4860557958};
  float p = c[0];
  for (int i = 1; i < 11; i++) p = p * t + c[i];
  return p / (1.0f + a);
}

// exp(-a^2 / 2) for 0 <= a <= 16, the square split so that its error does not count; it is 0 at 16.
PART float gaussian(float a) {
  const float h = high_part(a);
  return exponential2(-0.5f * h * h, -0.5f * (a - h) * (a + h));
}

// MARK: The functions, in single precision

PART float relu_value(float x, float p) { return x < 0.0f ? 0.0f : x; }
PART float relu_slope(float x, float p) { return x != x ? x : x > 0.0f ? 1.0f : 0.0f; }
PART float leaky_relu_value(float x, float p) { return x < 0.0f ? p * x : x; }
PART float leaky_relu_slope(float x, float p) { return x != x ? x : x > 0.0f ? 1.0f : p; }

PART float elu_value(float x, float p) {
  const float y = p * exponential_minus_one(below(x, 0.0f));
  return x > 0.0f || x == 0.0f ? x : y;
}
PART float elu_slope(float x, float p) {
  const float y = p * exponential(below(x, 0.0f));
  return x > 0.0f ? 1.0f : y;
}

PART float tanh_value(float x, float p) {
  const float e = exponential_minus_one(2.0f * below(magnitude(x), 10.0f));
  return __builtin_copysignf(e / (e + 2.0f), x);
}
PART float tanh_slope(float x, float p) {
  const float e = exponential(-magnitude(x)), s = e * e, q = 2.0f * e / (1.0f + s);
  return q * q;
}

PART float sigmoid_value(float x, float p) {
  const float t = exponential(-magnitude(x));
  return (x < 0.0f ? t : 1.0f) / (1.0f + t);
}
PART float sigmoid_slope(float x, float p) {
  const float t = exponential(-magnitude(x)), u = 1.0f + t;
  return t / (u * u);
}

PART float silu_value(float x, float p) {
  const float t = exponential(-magnitude(x));
  const float n = x < 0.0f ? t : 1.0f;
  return above(x, -1000.0f) * n / (1.0f + t);
}
PART float silu_slope(float x, float p) {
  const float a = below(magnitude(x), 1000.0f);
  const float t = exponential(-a), u = 1.0f + t;
  // (t (1 + t) - a t) / (1 + t)^2 below 0, (1 + t + a t) / (1 + t)^2 above.
  const float n = x < 0.0f ? t * ((1.0f - a) + t) : u + a * t;
  return x != x ? x : n / (u * u);
}

PART float softplus_value(float x, float p) {
  return above(x, 0.0f) + logarithm_of_one_plus(exponential(-magnitude(x)));
}
PART float softplus_slope(float x, float p) { return sigmoid_value(x, p); }

// tanh(softplus(x)) is n / (n + 2) with n = t (t + 2) and t = exp(x); above 0 both are divided by t^2.
PART float mish_value(float x, float p) {
  const float t = exponential(-magnitude(x)), w = x < 0.0f ? t * (t + 2.0f) : 1.0f + 2.0f * t;
  const float d = x < 0.0f ? w + 2.0f : w + 2.0f * t * t;
  return above(x, -1000.0f) * w / d;
}
PART float mish_slope(float x, float p) {
  const float b = above(below(x, 1000.0f), -1000.0f);
  const float t = exponential(-magnitude(x)), w = x < 0.0f ? t * (t + 2.0f) : 1.0f + 2.0f * t;
  const float d = x < 0.0f ? w + 2.0f : w + 2.0f * t * t;
  const float r = x < 0.0f ? t : t * t;
  const float n = w * d + b * (4.0f * r * (1.0f + t));
  return x != x ? x : n / (d * d);
}

PART float gelu_value(float x, float p) {
  const float a = below(magnitude(x), 16.0f);
  const float q = gaussian(a) * mills(a);
  return above(x, -1000.0f) * (x < 0.0f ? q : 1.0f - q);
}
PART float gelu_slope(float x, float p) {
  const float a = below(magnitude(x), 16.0f);
  const float q = gaussian(a) * (mills(a) - a * 0.398942280f);
  return x < 0.0f ? q : 1.0f - q;
}

// MARK: The same in double precision, by the elementary functions

PART double relu_value_f64(double x, double p) { return x < 0.0 ? 0.0 : x; }
PART double relu_slope_f64(double x, double p) { return x != x ? x : x > 0.0 ? 1.0 : 0.0; }
PART double leaky_relu_value_f64(double x, double p) { return x < 0.0 ? p * x : x; }
PART double leaky_relu_slope_f64(double x, double p) { return x != x ? x : x > 0.0 ? 1.0 : p; }
PART double elu_value_f64(double x, double p) { return x >= 0.0 ? x : p * el_expm1(x); }
PART double elu_slope_f64(double x, double p) { return x > 0.0 ? 1.0 : p * el_exp(x); }
PART double tanh_value_f64(double x, double p) { return el_tanh(x); }
PART double tanh_slope_f64(double x, double p) {
  const double e = el_exp(-__builtin_fabs(x)), q = 2.0 * e / (1.0 + e * e);
  return q * q;
}
PART double sigmoid_value_f64(double x, double p) { return el_sigmoid(x); }
PART double sigmoid_slope_f64(double x, double p) {
  const double t = el_exp(-__builtin_fabs(x)), u = 1.0 + t;
  return t / (u * u);
}
PART double silu_value_f64(double x, double p) { return (x < -1000.0 ? -1000.0 : x) * el_sigmoid(x); }
PART double silu_slope_f64(double x, double p) {
  const double m = __builtin_fabs(x), a = m > 1000.0 ? 1000.0 : m, t = el_exp(-a), u = 1.0 + t;
  return x != x ? x : (x < 0.0 ? t * ((1.0 - a) + t) : u + a * t) / (u * u);
}
PART double softplus_value_f64(double x, double p) { return el_softplus(x); }
PART double softplus_slope_f64(double x, double p) { return el_sigmoid(x); }
PART double mish_value_f64(double x, double p) {
  const double t = el_exp(-__builtin_fabs(x)), w = x < 0.0 ? t * (t + 2.0) : 1.0 + 2.0 * t;
  const double d = x < 0.0 ? w + 2.0 : w + 2.0 * t * t;
  return (x < -1000.0 ? -1000.0 : x) * (w / d);
}
PART double mish_slope_f64(double x, double p) {
  const double b = x < -1000.0 ? -1000.0 : x > 1000.0 ? 1000.0 : x;
  const double t = el_exp(-__builtin_fabs(x)), w = x < 0.0 ? t * (t + 2.0) : 1.0 + 2.0 * t;
  const double d = x < 0.0 ? w + 2.0 : w + 2.0 * t * t;
  return (w * d + b * (4.0 * (x < 0.0 ? t : t * t) * (1.0 + t))) / (d * d);
}
// exp(-a^2 / 2), the square split as in single precision.
PART double gaussian_f64(double a) {
  const double h = (double)(float)a;
  return el_exp(-0.5 * h * h) * el_exp(-0.5 * (a - h) * (a + h));
}
PART double gelu_value_f64(double x, double p) {
  const double m = __builtin_fabs(x), a = m > 1000.0 ? 1000.0 : m;
  const double q = gaussian_f64(a) * (0.5 * el_erfcx(a * 0.7071067811865476));
  return x < 0.0 ? -a * q : x * (1.0 - q);
}
PART double gelu_slope_f64(double x, double p) {
  const double m = __builtin_fabs(x), a = m > 1000.0 ? 1000.0 : m;
  const double q =
      gaussian_f64(a) * (0.5 * el_erfcx(a * 0.7071067811865476) - a * 0.3989422804014327);
  return x < 0.0 ? q : 1.0 - q;
}

// MARK: Loops

#define LOOPS(NAME, T, SUFFIX, VALUE, SLOPE)                                                       \
  WIDEST void ck_##NAME##_value_##SUFFIX(const T *restrict x, T p, T *restrict y, ptrdiff_t n) {   \
    for (ptrdiff_t i = 0; i < n; i++) y[i] = VALUE(x[i], p);                                       \
  }                                                                                                \
  WIDEST void ck_##NAME##_slope_##SUFFIX(const T *restrict x, T p, T *restrict y, ptrdiff_t n) {   \
    for (ptrdiff_t i = 0; i < n; i++) y[i] = SLOPE(x[i], p);                                       \
  }                                                                                                \
  WIDEST void ck_##NAME##_both_##SUFFIX(const T *restrict x, T p, T *restrict y, T *restrict d,    \
                                        ptrdiff_t n) {                                             \
    for (ptrdiff_t i = 0; i < n; i++) {                                                            \
      y[i] = VALUE(x[i], p);                                                                       \
      d[i] = SLOPE(x[i], p);                                                                       \
    }                                                                                              \
  }
#define FUNCTION(NAME)                                                                             \
  LOOPS(NAME, float, f32, NAME##_value, NAME##_slope)                                              \
  LOOPS(NAME, double, f64, NAME##_value_f64, NAME##_slope_f64)

FUNCTION(relu)
FUNCTION(leaky_relu)
FUNCTION(elu)
FUNCTION(tanh)
FUNCTION(sigmoid)
FUNCTION(silu)
FUNCTION(softplus)
FUNCTION(mish)
FUNCTION(gelu)
