// The steps of straight-line programs over contiguous buffers of doubles, and bounds for how far their
// results are from the real numbers they stand for.
//
// A value y with a bound e stands for some real number t with |y - t| <= e. An infinite or NaN bound says
// that nothing is known, not even that t exists. Bounds are themselves computed in floating point, with
// room to spare: each is enlarged by far more than its own rounding can take away.
//
// Bits of values and bounds depend neither on the processor nor on the system's libraries.

#ifndef CKERNELS_STEPS_H
#define CKERNELS_STEPS_H

#include <stddef.h>
#include <stdint.h>

typedef enum {
  CK_SUM,
  CK_PRODUCT,
  CK_QUOTIENT,
  CK_POWER,
  CK_NEGATION,
  CK_ABS,
  CK_SQRT,
  CK_EXP,
  CK_EXPM1,
  CK_LOG,
  CK_LOG1P,
  CK_TANH,
  CK_SINH,
  CK_COSH,
  CK_ERF,
  CK_ERFC,
  CK_ERFCX,
  CK_SIN,
  CK_COS,
  CK_TAN,
  CK_ATAN,
  CK_CBRT,
  CK_SIGN,
  CK_FLOOR,
} ck_step;

typedef enum { CK_LESS, CK_LESS_EQUAL, CK_GREATER, CK_GREATER_EQUAL, CK_EQUAL, CK_NOT_EQUAL } ck_relation;

// y = a op b; steps of one operand ignore b.
void ck_step_values(ck_step step, const double *a, const double *b, double *y, ptrdiff_t n);

// Bounds e of the values y that ck_step_values computed, from the bounds of the operands.
void ck_step_bounds(ck_step step, const double *a, const double *ea, const double *b,
                    const double *eb, const double *y, double *e, ptrdiff_t n);

// y = yes where a relation b holds, else no.
void ck_select_values(ck_relation relation, const double *a, const double *b, const double *yes,
                      const double *no, double *y, ptrdiff_t n);

// 1 if a relation b holds at all places, 0 if it holds at none, and -1 otherwise: also where bounds ea and eb, which may
// both be null, leave it in doubt.
int ck_decision(ck_relation relation, const double *a, const double *ea, const double *b,
                const double *eb, ptrdiff_t n);

// Bounds of the selection; where the relation is in doubt, of both possible results.
void ck_select_bounds(ck_relation relation, const double *a, const double *ea, const double *b,
                      const double *eb, const double *yes, const double *eyes, const double *no,
                      const double *eno, double *e, ptrdiff_t n);

// Each value rounded to single precision.
void ck_round_to_float(double *y, ptrdiff_t n);

// Each value rounded to a format of `digits` bits with the least normal exponent `least`, to nearest with ties to even;
// from `limit` on, the first number above the format's that has so many bits, it becomes infinite.
void ck_round(double *y, ptrdiff_t n, double digits, double least, double limit);

// The error of each result r against t in units of 2^-20 of the unit in the last place of t, rounded to
// the nearest whole number and at most 2^50, for a format of `precision` bits with the least normal
// exponent `least` and the largest finite value `largest`. -1 where an easy answer is not to be had: where r
// is not finite or t above the largest value, |r - t| is above 2 units in the last place, r is zero and t a
// normal number, r is not zero and t not beyond e on its side of zero, e is NaN or above 2^-20 of the unit, or
// t is so close to a power of two that e leaves the unit in doubt and r differs from t.
void ck_error_units(const double *r, const double *t, const double *e, int64_t *units, ptrdiff_t n,
                    int precision, int least, double largest);

// How many values t are not known to 2^-20 of their unit in the last place.
ptrdiff_t ck_undecided(const double *t, const double *e, ptrdiff_t n, int precision, int least);

// What ck_error_units computed, added up; units below 0 are left out. Place 0 of `count`, `sum`, `largest`
// and `place` is for |t| >= 2^-6, place 1 for the others. `largest` is -1 where there is none; `place` is the
// index of the largest error, of equal ones of that whose input x, in ascending order, has the smallest bit
// pattern. `bins` counts errors of 0, up to 1/4, 1/2, 1 and 2 units in the last place.
void ck_add_errors(const int64_t *units, const double *t, const double *x, ptrdiff_t n,
                   int64_t count[2], int64_t sum[2], int64_t largest[2], ptrdiff_t place[2],
                   int64_t bins[5]);

// The number of neighbours whose values r are in the strictly opposite order of the real numbers that t
// stands for, or may be.
ptrdiff_t ck_doubtful_orders(const double *r, const double *t, const double *e, ptrdiff_t n);

#endif
