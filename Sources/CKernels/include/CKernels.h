// The inner loops of dense layers, in double precision, on contiguous buffers.
//
// Weights lie input by input: w[k * outputs + j] goes from input k to unit j. Every sum is added in
// the same order whatever the machine's vectors hold, and no product is fused with a sum, so that the
// bits of a result never depend on the processor.

#ifndef CKERNELS_H
#define CKERNELS_H

#include <stddef.h>

#include "activations.h"
#include "elementary.h"
#include "errors.h"
#include "steps.h"

// a[s][j] = b[j] + sum over k of x[s][k] w[k][j], added from left to right.
void ck_affine(const double *x, const double *w, const double *b, double *a, ptrdiff_t samples,
               ptrdiff_t inputs, ptrdiff_t outputs);

// gw[k][j] = sum over s of x[s][k] d[s][j], and gb[j] = sum over s of d[s][j].
void ck_parameter_gradient(const double *x, const double *d, double *gw, double *gb,
                           ptrdiff_t samples, ptrdiff_t inputs, ptrdiff_t outputs);

// e[s][k] = sum over j of w[k][j] d[s][j]: how errors of the units reach the inputs. The sum is split
// over eight places by j modulo 8, which are then added in pairs.
void ck_input_gradient(const double *w, const double *d, double *e, ptrdiff_t samples,
                       ptrdiff_t inputs, ptrdiff_t outputs);

#endif
