#include "CFLINT.h"

#include <gmp.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>

// FLINT has no way to stop a computation, and it aborts the process when memory runs out. Both are
// mended where it allocates: a spent budget or a failed allocation leaves the guarded call by
// longjmp. Only C frames of FLINT and GMP are left that way, and what they held is abandoned.

typedef struct {
  jmp_buf exit;
  uint64_t work;
} guard_t;

static _Thread_local guard_t *current = NULL;
static _Thread_local uint64_t work_done = 0;

uint64_t cflint_work_done(void) { return work_done; }

// A single request above this is a blow-up.
static const size_t largest_request = (size_t) 1 << 30;

static void __attribute__((noreturn)) leave(void) {
  guard_t *guard = current;
  current = NULL;
  longjmp(guard->exit, 1);
}

static void account(size_t size) {
  if (current == NULL) return;
  uint64_t cost = 1 + size / 256;
  if (size > largest_request || cost > current->work) leave();
  current->work -= cost;
}

static void *checked(void *memory, size_t size) {
  if (memory == NULL && size > 0) {
    if (current != NULL) leave();
    abort();
  }
  return memory;
}

static void *allocate(size_t size) {
  account(size);
  return checked(malloc(size), size);
}

static void *allocate_zeroed(size_t count, size_t size) {
  size_t total = 0;
  if (__builtin_mul_overflow(count, size, &total)) total = SIZE_MAX;
  account(total);
  return checked(calloc(count, size), total);
}

static void *reallocate(void *memory, size_t size) {
  account(size);
  return checked(realloc(memory, size), size);
}

static void *reallocate_sized(void *memory, size_t old_size, size_t size) {
  (void) old_size;
  return reallocate(memory, size);
}

static void release(void *memory) { free(memory); }

static void release_sized(void *memory, size_t size) {
  (void) size;
  free(memory);
}

static void __attribute__((noreturn)) stop(void) {
  if (current != NULL) leave();
  abort();
}

static void install(void) {
  __flint_set_memory_functions(allocate, allocate_zeroed, reallocate, release);
  mp_set_memory_functions(allocate, reallocate_sized, release_sized);
  flint_set_abort(stop);
}

void cflint_install_guard(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, install);
}

// Arb caches constants for each thread and extends a cache in place. Were that interrupted, the
// cache would hold a wrong value with the claim to be right, so the caches are filled before.
static void fill_caches(slong precision) {
  static _Thread_local slong filled = 0;
  if (precision <= filled) return;
  filled = precision;
  slong generous = precision + precision / 4;
  arb_t third;
  arb_t value;
  arb_init(third);
  arb_init(value);
  arb_set_ui(third, 1);
  arb_div_ui(third, third, 3, generous);
  arb_const_pi(value, generous);
  arb_const_sqrt_pi(value, generous);
  arb_const_e(value, generous);
  arb_const_log2(value, generous);
  arb_const_log10(value, generous);
  arb_exp(value, third, generous);
  arb_log(value, third, generous);
  arb_sin(value, third, generous);
  arb_atan(value, third, generous);
  arb_clear(third);
  arb_clear(value);
}

// What Calcium's own decisions use at most (its precision limit, set by the caller's context).
static const slong calcium_precision = 4096;

// Runs the statements after it under a guard; returns false from the function when they were left.
#define GUARDED(budget, precision, ...) \
  fill_caches(precision);             \
  guard_t guard;                      \
  guard.work = (budget);              \
  if (setjmp(guard.exit) != 0) {      \
    work_done += (budget);            \
    return false;                     \
  }                                   \
  current = &guard;                   \
  __VA_ARGS__                         \
  current = NULL;                     \
  work_done += (budget) - guard.work; \
  return true;

static void compute(
  cflint_operation operation, ca_ptr result, ca_srcptr x, ca_srcptr y, ca_ctx_struct *context
) {
  switch (operation) {
  case CFLINT_SUM: ca_add(result, x, y, context); break;
  case CFLINT_DIFFERENCE: ca_sub(result, x, y, context); break;
  case CFLINT_PRODUCT: ca_mul(result, x, y, context); break;
  case CFLINT_QUOTIENT: ca_div(result, x, y, context); break;
  case CFLINT_POWER: ca_pow(result, x, y, context); break;
  case CFLINT_EXP: ca_exp(result, x, context); break;
  case CFLINT_LOG: ca_log(result, x, context); break;
  case CFLINT_SQRT: ca_sqrt(result, x, context); break;
  case CFLINT_SIN: ca_sin(result, x, context); break;
  case CFLINT_COS: ca_cos(result, x, context); break;
  case CFLINT_TAN: ca_tan(result, x, context); break;
  case CFLINT_ATAN: ca_atan(result, x, context); break;
  case CFLINT_ERFC: ca_erfc(result, x, context); break;
  }
}

bool cflint_ca_compute(
  cflint_operation operation, ca_ptr result, ca_srcptr x, ca_srcptr y, ca_ctx_struct *context,
  uint64_t work
) {
  GUARDED(work, calcium_precision, compute(operation, result, x, y, context);)
}

bool cflint_ca_is_zero(truth_t *result, ca_srcptr x, ca_ctx_struct *context, uint64_t work) {
  GUARDED(work, calcium_precision, *result = ca_check_is_zero(x, context);)
}

bool cflint_ca_enclosure(
  arb_ptr real, arb_ptr imaginary, ca_srcptr x, slong precision, ca_ctx_struct *context,
  uint64_t work
) {
  acb_t value;
  acb_init(value);
  GUARDED(work, FLINT_MAX(precision, calcium_precision),
    ca_get_acb_raw(value, x, precision, context);
    arb_swap(real, acb_realref(value));
    arb_swap(imaginary, acb_imagref(value));
    acb_clear(value);
  )
}

bool cflint_ca_rational(
  bool *isRational, fmpq *result, ca_srcptr x, ca_ctx_struct *context, uint64_t work
) {
  *isRational = false;
  GUARDED(work, calcium_precision,
    if (ca_check_is_rational(x, context) == T_TRUE) {
      *isRational = ca_get_fmpq(result, x, context);
    }
  )
}

bool cflint_ca_quadratic(
  bool *isQuadratic, fmpz *a, fmpz *b, fmpz *c, fmpz *q, ca_srcptr x, ca_ctx_struct *context,
  uint64_t work
) {
  *isQuadratic = false;
  qqbar_t value;
  qqbar_init(value);
  GUARDED(work, calcium_precision,
    if (ca_can_evaluate_qqbar(x, context) && ca_get_qqbar(value, x, context)
        && qqbar_degree(value) == 2) {
      cflint_quadratic_integers(a, b, c, q, value);
      *isQuadratic = true;
    }
    qqbar_clear(value);
  )
}

bool cflint_ca_factor(
  ca_factor_struct *result, ca_srcptr x, ca_ctx_struct *context, uint64_t work
) {
  GUARDED(work, calcium_precision,
    ca_factor(result, x, CA_FACTOR_ZZ_NONE | CA_FACTOR_POLY_SQF, context);
  )
}
