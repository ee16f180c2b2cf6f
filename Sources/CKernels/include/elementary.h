// Elementary functions whose bits depend neither on the machine nor on its libraries; the
// errors are bounded in errors.h.

#ifndef CKERNELS_ELEMENTARY_H
#define CKERNELS_ELEMENTARY_H

double el_exp(double x);
double el_expm1(double x);
double el_log(double x);
double el_log1p(double x);
double el_tanh(double x);
double el_sinh(double x);
double el_cosh(double x);
double el_sigmoid(double x);
double el_softplus(double x);
double el_erfcx(double x);
double el_erf(double x);
double el_erfc(double x);
double el_atan(double x);
double el_cbrt(double x);
double el_sine(double r, double c);
double el_cosine(double r, double c);
double el_quarter_turns(double a, double b);
double el_quarter_turns_low(double a, double b, double r);
double el_sin(double x);
double el_cos(double x);
double el_tan(double x);
double el_sign(double x);
double el_natural_power(double a, double n);
double el_pow(double x, double y);

double el_round(double y, double digits, double least, double limit);

#endif
