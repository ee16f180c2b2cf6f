// Calcium calls that end: each has a budget of work, and neither a blow-up nor a failed allocation
// aborts the process.
#ifndef CFLINT_GUARD_H
#define CFLINT_GUARD_H

#include <stdbool.h>
#include <stdint.h>

/// Makes FLINT and GMP allocate through functions that count, once for the process.
void cflint_install_guard(void);

/// The work of all guarded calls on this thread so far; a call that was left counts with its budget.
uint64_t cflint_work_done(void);

/// What the guarded call computes from x, or from x and y.
typedef enum {
  CFLINT_SUM,
  CFLINT_DIFFERENCE,
  CFLINT_PRODUCT,
  CFLINT_QUOTIENT,
  CFLINT_POWER,
  CFLINT_EXP,
  CFLINT_LOG,
  CFLINT_SQRT,
  CFLINT_SIN,
  CFLINT_COS,
  CFLINT_TAN,
  CFLINT_ATAN,
  CFLINT_ERFC
} cflint_operation;

// Each function below returns false when its budget is spent or memory ran out. The context and
// every number in it must then be abandoned: not used, not even freed.
//
// One unit of work is about one allocation, so that the same calls stop at the same place.

/// result = operation(x, y); unary operations ignore y.
bool cflint_ca_compute(
  cflint_operation operation, ca_ptr result, ca_srcptr x, ca_srcptr y, ca_ctx_struct *context,
  uint64_t work);

/// Whether x is 0, in result.
bool cflint_ca_is_zero(
  truth_t *result, ca_srcptr x, ca_ctx_struct *context, uint64_t work);

/// Enclosures of the real and the imaginary part of x from balls of `precision` bits.
bool cflint_ca_enclosure(
  arb_ptr real, arb_ptr imaginary, ca_srcptr x, slong precision, ca_ctx_struct *context,
  uint64_t work);

/// Whether x is known to be rational, in isRational; then its value, in result.
bool cflint_ca_rational(
  bool *isRational, fmpq *result, ca_srcptr x, ca_ctx_struct *context, uint64_t work);

/// Whether x is known to be (a + b·√c)/q with integers, in isQuadratic; then these integers.
bool cflint_ca_quadratic(
  bool *isQuadratic, fmpz *a, fmpz *b, fmpz *c, fmpz *q, ca_srcptr x, ca_ctx_struct *context,
  uint64_t work);

/// Factors of x, powers of generators and rational content apart.
bool cflint_ca_factor(
  ca_factor_struct *result, ca_srcptr x, ca_ctx_struct *context, uint64_t work);

// Reading a number: its representation as a fraction of polynomials in generators. These are cheap
// and need no guard.

/// How x is represented.
typedef enum {
  CFLINT_SPECIAL,
  CFLINT_RATIONAL,
  CFLINT_NUMBER_FIELD,
  CFLINT_FRACTION
} cflint_representation;

/// How x is represented.
cflint_representation cflint_ca_representation(ca_srcptr x, ca_ctx_struct *context);

/// The number of generators of the field that x lies in.
slong cflint_ca_generator_count(ca_srcptr x);

/// The generator at `index`, which is below the count.
ca_ext_struct *cflint_ca_generator(ca_srcptr x, slong index);

/// The number of terms of the numerator or of the denominator of a fraction.
slong cflint_ca_term_count(ca_srcptr x, bool denominator, ca_ctx_struct *context);

/// The coefficient of a term, and an exponent for each generator.
void cflint_ca_term(
  fmpz *coefficient, ulong *exponents, ca_srcptr x, bool denominator, slong index,
  ca_ctx_struct *context);

/// The function code of a generator.
calcium_func_code cflint_generator_head(const ca_ext_struct *generator);

/// The number of arguments of the function; 0 for an algebraic generator.
slong cflint_generator_argument_count(const ca_ext_struct *generator);

/// The argument at `index`, which is below the count.
ca_srcptr cflint_generator_argument(const ca_ext_struct *generator, slong index);

/// Integers with x = (a + b·√c)/q, for an x of degree 2 at most. Square factors of c above 2³² may
/// remain where its discriminant is long: FLINT would look for them with a quadratic sieve, which
/// takes minutes and keeps its relations in a file in the working folder.
void cflint_quadratic_integers(fmpz *a, fmpz *b, fmpz *c, fmpz *q, const qqbar_struct *x);

/// Whether an algebraic generator is (a + b·√c)/q with integers; then these.
bool cflint_generator_quadratic(
  fmpz *a, fmpz *b, fmpz *c, fmpz *q, const ca_ext_struct *generator);

#endif
