// FLINT's Arb (enclosures) and Calcium (exact constants), as one C module.
#ifndef CFLINT_H
#define CFLINT_H

#if __has_include(<calcium/ca.h>)
#include <arb.h>
#include <arb_hypgeom.h>
#include <arf.h>
#include <calcium/ca.h>
#include <calcium/qqbar.h>
#else
#include <flint/arb.h>
#include <flint/arb_hypgeom.h>
#include <flint/arf.h>
#include <flint/ca.h>
#include <flint/qqbar.h>
#endif

#include "arf_directed.h"
#include "guard.h"
#include "versions.h"

#endif
