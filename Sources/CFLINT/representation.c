#include "CFLINT.h"

cflint_representation cflint_ca_representation(ca_srcptr x, ca_ctx_struct *context) {
  if (CA_IS_SPECIAL(x)) return CFLINT_SPECIAL;
  if (CA_IS_QQ(x, context)) return CFLINT_RATIONAL;
  if (CA_FIELD_IS_NF(CA_FIELD(x, context))) return CFLINT_NUMBER_FIELD;
  return CFLINT_FRACTION;
}

slong cflint_ca_generator_count(ca_srcptr x) { return CA_FIELD_LENGTH(CA_FIELD(x, NULL)); }

ca_ext_struct *cflint_ca_generator(ca_srcptr x, slong index) {
  return CA_FIELD_EXT_ELEM(CA_FIELD(x, NULL), index);
}

static fmpz_mpoly_struct *polynomial(ca_srcptr x, bool denominator) {
  fmpz_mpoly_q_struct *fraction = x->elem.mpoly_q;
  return denominator ? fmpz_mpoly_q_denref(fraction) : fmpz_mpoly_q_numref(fraction);
}

slong cflint_ca_term_count(ca_srcptr x, bool denominator, ca_ctx_struct *context) {
  return fmpz_mpoly_length(
    polynomial(x, denominator), CA_FIELD_MCTX(CA_FIELD(x, context), context));
}

void cflint_ca_term(
  fmpz *coefficient, ulong *exponents, ca_srcptr x, bool denominator, slong index,
  ca_ctx_struct *context
) {
  fmpz_mpoly_ctx_struct *variables = CA_FIELD_MCTX(CA_FIELD(x, context), context);
  fmpz_mpoly_get_term_coeff_fmpz(coefficient, polynomial(x, denominator), index, variables);
  fmpz_mpoly_get_term_exp_ui(exponents, polynomial(x, denominator), index, variables);
}

calcium_func_code cflint_generator_head(const ca_ext_struct *generator) { return generator->head; }

slong cflint_generator_argument_count(const ca_ext_struct *generator) {
  return CA_EXT_IS_QQBAR(generator) ? 0 : CA_EXT_FUNC_NARGS(generator);
}

ca_srcptr cflint_generator_argument(const ca_ext_struct *generator, slong index) {
  return CA_EXT_FUNC_ARGS(generator) + index;
}

// The most bits of a discriminant that is factored completely: numbers of one word, which need no
// sieve.
static const slong factored_bits = 64;

void cflint_quadratic_integers(fmpz *a, fmpz *b, fmpz *c, fmpz *q, const qqbar_struct *x) {
  enum { complete_factoring = 1, smooth_factoring = 2 };
  bool is_short = 2 * qqbar_height_bits(x) + 3 <= factored_bits;
  qqbar_get_quadratic(a, b, c, q, x, is_short ? complete_factoring : smooth_factoring);
}

bool cflint_generator_quadratic(
  fmpz *a, fmpz *b, fmpz *c, fmpz *q, const ca_ext_struct *generator
) {
  if (!CA_EXT_IS_QQBAR(generator)) return false;
  const qqbar_struct *value = CA_EXT_QQBAR(generator);
  if (qqbar_degree(value) != 2) return false;
  cflint_quadratic_integers(a, b, c, q, value);
  return true;
}
