#include "elementary.h"

// The text is shared with what emits stand-alone programs.
#include "../Kernels/primitives.inc"

// Inlined into the loops over them, so that those become vector code.
#ifdef __clang__
#pragma clang attribute push(__attribute__((always_inline)), apply_to = function)
#endif
#include "../Kernels/elementary.inc"
#ifdef __clang__
#pragma clang attribute pop
#endif

#include "step_loops.h"
