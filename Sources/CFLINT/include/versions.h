// The versions of the libraries that are linked.
#ifndef CFLINT_VERSIONS_H
#define CFLINT_VERSIONS_H

#if __has_include(<calcium/calcium.h>)
#include <calcium/calcium.h>
#else
#include <flint/calcium.h>
#endif

/// The version of FLINT, such as "2.9.0".
static inline const char *linked_flint_version(void) { return flint_version; }

/// The version of Calcium, such as "0.4.1".
static inline const char *linked_calcium_version(void) { return calcium_version(); }

#endif
