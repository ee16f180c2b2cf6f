#include "elementary.h"

// The text is shared with what emits stand-alone programs.
#include "../Kernels/primitives.inc"

#include "../Kernels/elementary.inc"
