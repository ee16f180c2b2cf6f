// Arithmetic on FLINT's arf with the rounding direction as an argument: whether to round up.
// The library's own rounding modes are macros in one version and an enumeration in another, and
// some operations are macros, neither of which Swift can call.
#ifndef ARF_DIRECTED_H
#define ARF_DIRECTED_H

static inline arf_rnd_t arf_direction(int up) { return up ? ARF_RND_CEIL : ARF_RND_FLOOR; }

static inline void arf_directed_add(
    arf_ptr z, arf_srcptr x, arf_srcptr y, slong precision, int up) {
  arf_add(z, x, y, precision, arf_direction(up));
}

static inline void arf_directed_sub(
    arf_ptr z, arf_srcptr x, arf_srcptr y, slong precision, int up) {
  arf_sub(z, x, y, precision, arf_direction(up));
}

static inline void arf_directed_mul(
    arf_ptr z, arf_srcptr x, arf_srcptr y, slong precision, int up) {
  arf_mul(z, x, y, precision, arf_direction(up));
}

static inline void arf_directed_div(
    arf_ptr z, arf_srcptr x, arf_srcptr y, slong precision, int up) {
  arf_div(z, x, y, precision, arf_direction(up));
}

static inline void arf_directed_round(arf_ptr z, arf_srcptr x, slong precision, int up) {
  arf_set_round(z, x, precision, arf_direction(up));
}

static inline double arf_directed_double(arf_srcptr x, int up) {
  return arf_get_d(x, arf_direction(up));
}

static inline double arf_nearest_double(arf_srcptr x) { return arf_get_d(x, ARF_RND_NEAR); }

#endif
