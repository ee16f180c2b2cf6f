// Activation functions over contiguous buffers: value, derivative ("slope"), and both at once.
//
// No product is fused with a sum: the bits of a result do not depend on the processor. `p` is the one
// parameter of leaky ReLU (the slope below 0) and ELU (the scale below 0); the others ignore it.
// Buffers do not overlap.

#ifndef CKERNELS_ACTIVATIONS_H
#define CKERNELS_ACTIVATIONS_H

#include <stddef.h>
#include <stdint.h>

#define CK_LOOPS(NAME, T, SUFFIX)                                                                  \
  void ck_##NAME##_value_##SUFFIX(const T *x, T p, T *y, ptrdiff_t n);                             \
  void ck_##NAME##_slope_##SUFFIX(const T *x, T p, T *y, ptrdiff_t n);                             \
  void ck_##NAME##_both_##SUFFIX(const T *x, T p, T *y, T *d, ptrdiff_t n);
#define CK_FUNCTION(NAME)                                                                          \
  CK_LOOPS(NAME, float, f32)                                                                       \
  CK_LOOPS(NAME, double, f64)

CK_FUNCTION(relu)
CK_FUNCTION(leaky_relu)
CK_FUNCTION(elu)
CK_FUNCTION(tanh)
CK_FUNCTION(sigmoid)
CK_FUNCTION(silu)
CK_FUNCTION(softplus)
CK_FUNCTION(mish)
CK_FUNCTION(gelu)

#undef CK_FUNCTION
#undef CK_LOOPS

#endif
