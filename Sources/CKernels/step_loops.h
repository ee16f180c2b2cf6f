// Loops over the elementary functions; included where those are defined, so that they are inlined.

#include "errors.h"
#include "steps.h"

#if defined(__x86_64__) && defined(__linux__) && defined(__clang__) && !defined(CK_PORTABLE)
#define WIDEST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDEST
#endif
#define EACH(EXPRESSION)                                                                           \
  for (ptrdiff_t i = 0; i < n; i++) y[i] = EXPRESSION;                                             \
  break

// Whether all numbers are between the ends.
static inline __attribute__((always_inline)) int ck_within(const double *a, ptrdiff_t n, double low,
                                                           double high) {
  int64_t beyond = 0;
  for (ptrdiff_t i = 0; i < n; i++) beyond |= !(a[i] > low && a[i] < high);
  return beyond == 0;
}

WIDEST void ck_step_values(ck_step step, const double *restrict a, const double *restrict b,
                           double *restrict y, ptrdiff_t n) {
  switch (step) {
    case CK_SUM: EACH(a[i] + b[i]);
    case CK_PRODUCT: EACH(a[i] * b[i]);
    case CK_QUOTIENT: EACH(a[i] / b[i]);
    case CK_POWER: EACH(el_pow(a[i], b[i]));
    case CK_NEGATION: EACH(-a[i]);
    case CK_ABS: EACH(fabs(a[i]));
    case CK_SQRT: EACH(sqrt(a[i]));
    // Neighbours mostly need one part of a function only; each part gives the bits of the whole.
    case CK_EXP:
      if (ck_within(a, n, -0x1p-54, 0x1p-54)) { EACH(1.0); }
      if (ck_within(a, n, -INFINITY, -745.2)) { EACH(0.0); }
      EACH(el_exp(a[i]));
    case CK_EXPM1: EACH(el_expm1(a[i]));
    case CK_LOG: EACH(el_log(a[i]));
    case CK_LOG1P:
      if (ck_within(a, n, -0.29, 0.29)) { EACH(el_log1p_centre(a[i])); }
      EACH(el_log1p(a[i]));
    case CK_TANH: EACH(el_tanh(a[i]));
    case CK_SINH: EACH(el_sinh(a[i]));
    case CK_COSH: EACH(el_cosh(a[i]));
    case CK_ERF:
      if (ck_within(a, n, -1.0, 1.0)) { EACH(el_erf_centre(a[i])); }
      if (ck_within(a, n, 6.0, INFINITY)) { EACH(1.0); }
      if (ck_within(a, n, -INFINITY, -6.0)) { EACH(-1.0); }
      EACH(el_erf(a[i]));
    case CK_ERFC:
      if (ck_within(a, n, -1.0, 0.5)) { EACH(1.0 - el_erf_centre(a[i])); }
      if (ck_within(a, n, 27.3, INFINITY)) { EACH(0.0); }
      if (ck_within(a, n, 0.5, INFINITY)) { EACH(el_erfc_right(a[i])); }
      if (ck_within(a, n, -INFINITY, -6.0)) { EACH(2.0); }
      EACH(el_erfc(a[i]));
    case CK_ERFCX:
      if (ck_within(a, n, 0.5, INFINITY)) { EACH(el_erfcx_right(a[i])); }
      EACH(el_erfcx(a[i]));
    case CK_SIN: EACH(el_sin(a[i]));
    case CK_COS: EACH(el_cos(a[i]));
    case CK_TAN: EACH(el_tan(a[i]));
    case CK_ATAN: EACH(el_atan(a[i]));
    case CK_CBRT: EACH(el_cbrt(a[i]));
    case CK_SIGN: EACH(el_sign(a[i]));
    case CK_FLOOR: EACH(floor(a[i]));
  }
}
#undef EACH

#define ULP 0x1p-53  // half a unit in the last place, relative
#define TINY 0x1p-1000
#define UNKNOWN ((double)INFINITY)

// Enlarges a bound by more than its computation can have lost.
#define ROOM(E) ((E) * 1.0001)
// An absolute error that underflow may add.
#define UNDERFLOW(Y) (fabs(Y) < 0x1p-900 ? TINY : 0.0)

static inline double ck_sum_bound(double a, double ea, double b, double eb, double y) {
  // Knuth's exact error of a sum.
  const double z = y - a;
  const double lost = (a - (y - z)) + (b - z);
  return ROOM(ea + eb + fabs(lost));
}

static inline double ck_product_bound(double a, double ea, double b, double eb, double y) {
  const double lost = fma(a, b, -y);
  const double small = (fabs(y) < 0x1p-900 && a != 0.0 && b != 0.0) ? TINY : 0.0;
  return ROOM(fabs(a) * eb + fabs(b) * ea + ea * eb + fabs(lost) + small);
}

static inline double ck_quotient_bound(double a, double ea, double b, double eb, double y) {
  const double rest = fabs(fma(-y, b, a));
  const double divisor = fabs(b) - eb;
  const double small = (fabs(y) < 0x1p-900 && a != 0.0) || fabs(a) < 0x1p-900 ? TINY : 0.0;
  const double e = ROOM((rest + ea + fabs(y) * eb + (a == 0.0 && ea == 0.0 ? 0.0 : small)) /
                        divisor * 1.0001);
  return divisor > 0.0 ? e : UNKNOWN;
}

static inline double ck_sqrt_bound(double a, double ea, double y) {
  const double rest = fabs(fma(-y, y, a));
  const double small = a < 0x1p-900 && a != 0.0 ? 0x1p-480 : 0.0;
  const double e = ROOM((rest + ea) / y + small);
  if (a == 0.0 && ea == 0.0) return 0.0;
  return a > 2.0 * ea ? e : UNKNOWN;
}

// x^y for x > 0, or whole y.
static inline double ck_power_bound(double a, double ea, double b, double eb, double y) {
  const double size = fabs(a);
  const double logarithm = fabs(el_log(size));
  const double exponent = fabs(b) + eb;
  const double relative = exponent * ea / (size - ea) + (logarithm + 1.0) * eb +
                          CK_POWER_ERROR * ULP * (exponent * logarithm + exponent + 1.0);
  const int whole = eb == 0.0 && floor(b) == b;
  if (b == 0.0 && eb == 0.0) return ea < UNKNOWN ? 0.0 : UNKNOWN;
  if (a == 0.0 && ea == 0.0 && b > 0.0 && eb == 0.0) return 0.0;
  if (!(relative < 0.1) || !(size > 2.0 * ea) || !(whole || a > 2.0 * ea)) return UNKNOWN;
  return ROOM(1.2 * relative * fabs(y) + TINY);
}

// Functions of relative error C half units, which errors.h has. SLOPE bounds the derivative wherever the operand may be, where
// KNOWN holds; where FLAT does, the function changes by less than TINY whatever d is.
#define FLAT_BOUND(KNOWN, SLOPE, C, FLAT)                                                          \
  for (ptrdiff_t i = 0; i < n; i++) {                                                              \
    const double x = a[i], d = ea[i], v = y[i];                                                    \
    const double rounding = (C) * ULP * fabs(v) + (v == 0.0 && x == 0.0 ? 0.0 : TINY);             \
    const double bound = ROOM((SLOPE) * d + rounding);                                             \
    e[i] = (FLAT) ? ROOM(rounding + TINY) : ((KNOWN) ? bound : UNKNOWN);                           \
  }                                                                                                \
  break
#define FUNCTION_BOUND(KNOWN, SLOPE, C) FLAT_BOUND(KNOWN, SLOPE, C, 0)

WIDEST void ck_step_bounds(ck_step step, const double *restrict a, const double *restrict ea,
                           const double *restrict b, const double *restrict eb,
                           const double *restrict y, double *restrict e, ptrdiff_t n) {
  switch (step) {
    case CK_SUM:
      for (ptrdiff_t i = 0; i < n; i++) e[i] = ck_sum_bound(a[i], ea[i], b[i], eb[i], y[i]);
      break;
    case CK_PRODUCT:
      for (ptrdiff_t i = 0; i < n; i++) e[i] = ck_product_bound(a[i], ea[i], b[i], eb[i], y[i]);
      break;
    case CK_QUOTIENT:
      for (ptrdiff_t i = 0; i < n; i++) e[i] = ck_quotient_bound(a[i], ea[i], b[i], eb[i], y[i]);
      break;
    case CK_POWER:
      for (ptrdiff_t i = 0; i < n; i++) e[i] = ck_power_bound(a[i], ea[i], b[i], eb[i], y[i]);
      break;
    case CK_SQRT:
      for (ptrdiff_t i = 0; i < n; i++) e[i] = ck_sqrt_bound(a[i], ea[i], y[i]);
      break;
    case CK_NEGATION:
    case CK_ABS:
      for (ptrdiff_t i = 0; i < n; i++) e[i] = ea[i];
      break;
    case CK_EXP: FLAT_BOUND(d < 0.5 && v < UNKNOWN, 2.0 * v, CK_EXP_ERROR, x + d < -700.0);
    case CK_EXPM1:
      FLAT_BOUND(d < 0.5 && v < UNKNOWN, 2.0 * (1.0 + fabs(v)), CK_EXPM1_ERROR, x + d < -700.0);
    case CK_LOG: FUNCTION_BOUND(x > 2.0 * d, 1.0 / (x - d), CK_LOG_ERROR);
    case CK_LOG1P: FUNCTION_BOUND(1.0 + x > 2.0 * d, 1.0 / (1.0 + x - d), CK_LOG1P_ERROR);
    case CK_TANH: FLAT_BOUND(d < UNKNOWN, 1.0, CK_TANH_ERROR, fabs(x) - d > 400.0);
    case CK_SINH:
      FUNCTION_BOUND(d < 0.5 && fabs(v) < UNKNOWN, 2.0 * (1.0 + fabs(v)), CK_SINH_ERROR);
    case CK_COSH: FUNCTION_BOUND(d < 0.5 && v < UNKNOWN, 2.0 * v, CK_COSH_ERROR);
    case CK_ERF: FLAT_BOUND(d < UNKNOWN, 1.13, CK_ERF_ERROR, fabs(x) - d > 30.0);
    case CK_ERFC:
      // The hazard rate of erfc is below x + sqrt(x^2 + 2); over d it grows erfc by less than a quarter.
      FLAT_BOUND(d * (x + 1.0) < 0.1, x > 0.0 ? 1.3 * v * (2.0 * x + 1.5) : 1.13, CK_ERFC_ERROR,
                 fabs(x) - d > 30.0);
    case CK_ERFCX:
      // |x erfcx'(x)| <= erfcx(x) for x > 0, and |erfcx'| decreases: it is below 11.3 from -1 on.
      FUNCTION_BOUND(x > 2.0 ? d <= 0.05 * x : x - d > -1.0 && d < 0.1, x > 2.0 ? 1.3 * v / x : 12.0,
                     CK_ERFCX_ERROR);
    case CK_SIN: FUNCTION_BOUND(d < UNKNOWN, 1.0, CK_SIN_ERROR);
    case CK_COS: FUNCTION_BOUND(d < UNKNOWN, 1.0, CK_COS_ERROR);
    case CK_TAN: FUNCTION_BOUND(d * (1.0 + fabs(v)) < 0.1, 2.0 * (1.0 + v * v), CK_TAN_ERROR);
    case CK_ATAN: FUNCTION_BOUND(d < UNKNOWN, 1.0, CK_ATAN_ERROR);
    case CK_CBRT:
      FUNCTION_BOUND(d == 0.0 || fabs(x) > 2.0 * d, d == 0.0 ? 0.0 : fabs(v) / fabs(x), CK_CBRT_ERROR);
    case CK_SIGN:
      for (ptrdiff_t i = 0; i < n; i++)
        e[i] = ea[i] < UNKNOWN ? (ea[i] == 0.0 || fabs(a[i]) > ea[i] ? 0.0 : 2.0) : UNKNOWN;
      break;
    case CK_FLOOR:
      for (ptrdiff_t i = 0; i < n; i++)
        e[i] = floor(a[i] - 2.0 * ea[i]) == floor(a[i] + 2.0 * ea[i]) ? 0.0 : UNKNOWN;
      break;
  }
}

// One loop a relation, whatever SELECT is where this stands.
#define BY_RELATION(RELATION)                                                                      \
  switch (RELATION) {                                                                              \
    case CK_LESS: SELECT(<);                                                                       \
    case CK_LESS_EQUAL: SELECT(<=);                                                                \
    case CK_GREATER: SELECT(>);                                                                    \
    case CK_GREATER_EQUAL: SELECT(>=);                                                             \
    case CK_EQUAL: SELECT(==);                                                                     \
    case CK_NOT_EQUAL: SELECT(!=);                                                                 \
  }

#define SELECT(RELATION)                                                                           \
  for (ptrdiff_t i = 0; i < n; i++) y[i] = (a[i] RELATION b[i]) ? yes[i] : no[i];                  \
  break

WIDEST void ck_select_values(ck_relation relation, const double *restrict a,
                             const double *restrict b, const double *restrict yes,
                             const double *restrict no, double *restrict y, ptrdiff_t n) {
  BY_RELATION(relation);
}
#undef SELECT

#define SELECT(RELATION)                                                                           \
  for (ptrdiff_t i = 0; i < n; i++) holding += (a[i] RELATION b[i]);                               \
  break

WIDEST int ck_decision(ck_relation relation, const double *a, const double *ea, const double *b,
                       const double *eb, ptrdiff_t n) {
  int64_t holding = 0, doubtful = 0;
  BY_RELATION(relation);
  if (holding != 0 && holding != n) return -1;
  if (ea && eb) {
    for (ptrdiff_t i = 0; i < n; i++) {
      const double doubt = ROOM(ea[i] + eb[i]);
      doubtful += !(doubt == 0.0 || fabs(a[i] - b[i]) > doubt);
    }
  }
  return doubtful > 0 ? -1 : holding > 0;
}
#undef SELECT

#define SELECT(RELATION)                                                                           \
  for (ptrdiff_t i = 0; i < n; i++) {                                                              \
    const double doubt = ROOM(ea[i] + eb[i]);                                                      \
    const double apart = fabs(a[i] - b[i]);                                                        \
    const double chosen = (a[i] RELATION b[i]) ? eyes[i] : eno[i];                                 \
    const double larger = eyes[i] > eno[i] ? eyes[i] : eno[i];                                     \
    const double both = ROOM(larger + fabs(yes[i] - no[i]));                                       \
    const double bound = (doubt == 0.0 || apart > doubt) ? chosen : both;                          \
    e[i] = doubt < UNKNOWN ? bound : UNKNOWN;                                                      \
  }                                                                                                \
  break

WIDEST void ck_select_bounds(ck_relation relation, const double *restrict a,
                             const double *restrict ea, const double *restrict b,
                             const double *restrict eb, const double *restrict yes,
                             const double *restrict eyes, const double *restrict no,
                             const double *restrict eno, double *restrict e, ptrdiff_t n) {
  BY_RELATION(relation);
}
#undef SELECT

WIDEST void ck_round_to_float(double *y, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i++) y[i] = (double)(float)y[i];
}

WIDEST void ck_round(double *y, ptrdiff_t n, double digits, double least, double limit) {
  for (ptrdiff_t i = 0; i < n; i++) y[i] = el_round(y[i], digits, least, limit);
}

WIDEST void ck_error_units(const double *restrict r, const double *restrict t,
                           const double *restrict e, int64_t *restrict units, ptrdiff_t n,
                           int precision, int least, double largest) {
  const double smallest = el_from_bits((uint64_t)(least + 1023) << 52);
  const int64_t shift = (int64_t)(20 + precision - 1) << 52;
  for (ptrdiff_t i = 0; i < n; i++) {
    const double size = fabs(t[i]) > smallest ? fabs(t[i]) : smallest;
    const uint64_t power = el_bits(size) >> 52 << 52;
    // 2^20 over the unit in the last place: 2^(20 + precision - 1 - exponent).
    const double scale = el_from_bits((uint64_t)((int64_t)(2046ull << 52) - (int64_t)power + shift));
    const double floor_of_binade = el_from_bits(power);
    const double error = fabs(r[i] - t[i]) * scale;
    // A bound that reaches below the binade, or above it, leaves the unit in doubt, unless the error is 0.
    const double slack = r[i] == t[i] ? 0.0 : 2.0 * e[i];
    const double low = size > smallest ? floor_of_binade : -1.0;
    // One choice after the other, since vectors of doubles and of truth values do not mix well.
    double easy = error <= 2097152.0 ? error : -1.0;
    easy = e[i] * scale <= 1.0 ? easy : -1.0;
    easy = size - slack > (slack == 0.0 ? -1.0 : low) ? easy : -1.0;
    easy = size + slack < 2.0 * floor_of_binade ? easy : -1.0;
    easy = (r[i] == 0.0 ? fabs(t[i]) : 0.0) < smallest ? easy : -1.0;
    // Of the sign of the result, beyond doubt.
    const double along = r[i] > 0.0 ? t[i] : r[i] < 0.0 ? -t[i] : (double)INFINITY;
    easy = along > e[i] ? easy : -1.0;
    easy = fabs(t[i]) <= largest ? easy : -1.0;
    // Rounded to a whole number by a sum with 3·2^51, whose last bits are it then.
    units[i] = (int64_t)(el_bits(easy + 6755399441055744.0) - el_bits(6755399441055744.0));
  }
}

WIDEST ptrdiff_t ck_doubtful_orders(const double *restrict r, const double *restrict t,
                                    const double *restrict e, ptrdiff_t n) {
  int64_t count = 0;
  for (ptrdiff_t i = 0; i + 1 < n; i++) {
    const double doubt = ROOM(e[i] + e[i + 1]);
    // How much larger the result is whose true value is to be larger by more than the doubt.
    const double rise = r[i + 1] - r[i], true_rise = t[i + 1] - t[i];
    const double agreeing = rise < 0.0 ? -true_rise : rise > 0.0 ? true_rise : (double)INFINITY;
    count += !(agreeing > doubt);
  }
  return (ptrdiff_t)count;
}

WIDEST ptrdiff_t ck_undecided(const double *restrict t, const double *restrict e, ptrdiff_t n,
                              int precision, int least) {
  const double smallest = el_from_bits((uint64_t)(least + 1023) << 52);
  const double part = el_from_bits((uint64_t)(1023 - 19 - precision) << 52);
  int64_t open = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    const double size = fabs(t[i]) > smallest ? fabs(t[i]) : smallest;
    const double binade = el_from_bits(el_bits(size) >> 52 << 52);
    open += !(e[i] <= binade * part && fabs(t[i]) < UNKNOWN);
  }
  return (ptrdiff_t)open;
}

static ptrdiff_t ck_place_of(const int64_t *units, const double *t, const double *x, ptrdiff_t n,
                             int64_t error, int small) {
  ptrdiff_t last = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    if (units[i] != error || (fabs(t[i]) < 0x1p-6) != small) continue;
    if (el_bits(x[i]) >> 63 == 0) return i;
    last = i;
  }
  return last;
}

WIDEST void ck_add_errors(const int64_t *restrict units, const double *restrict t,
                          const double *restrict x, ptrdiff_t n, int64_t count[2], int64_t sum[2],
                          int64_t largest[2], ptrdiff_t place[2], int64_t bins[5]) {
  int64_t all = 0, all_sum = 0, small_count = 0, small_sum = 0, small_largest = -1, bulk_largest = -1;
  int64_t inexact = 0, above_quarter = 0, above_half = 0, above_one = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    const int64_t u = units[i];
    const int64_t easy = u > -1, error = easy ? u : 0;
    all += easy;
    all_sum += error;
    const int64_t in_small = fabs(t[i]) < 0x1p-6 ? u : -1, in_bulk = fabs(t[i]) < 0x1p-6 ? -1 : u;
    small_count += in_small > -1;
    small_sum += fabs(t[i]) < 0x1p-6 ? error : 0;
    small_largest = in_small > small_largest ? in_small : small_largest;
    bulk_largest = in_bulk > bulk_largest ? in_bulk : bulk_largest;
    inexact += u > 0;
    above_quarter += u > 1 << 18;
    above_half += u > 1 << 19;
    above_one += u > 1 << 20;
  }
  count[0] = all - small_count, count[1] = small_count;
  sum[0] = all_sum - small_sum, sum[1] = small_sum;
  largest[0] = bulk_largest, largest[1] = small_largest;
  for (int k = 0; k < 2; k++) place[k] = largest[k] < 0 ? 0 : ck_place_of(units, t, x, n, largest[k], k);
  bins[0] = all - inexact, bins[1] = inexact - above_quarter, bins[2] = above_quarter - above_half;
  bins[3] = above_half - above_one, bins[4] = above_one;
}
