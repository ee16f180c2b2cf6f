// Bounds of the errors of the elementary functions el_exp and so on, in units of 2^-53 relative to the true
// value, for every double in the domain for which the result is finite; underflow adds less than 2^-1000.
//
// They are proved by the tests in Tests/KernelsTests/ErrorProof, from the text of elementary.inc.

#ifndef CKERNELS_ERRORS_H
#define CKERNELS_ERRORS_H

#define CK_EXP_ERROR 2.0
#define CK_EXPM1_ERROR 3.0
#define CK_LOG_ERROR 2.0
#define CK_LOG1P_ERROR 4.0
#define CK_TANH_ERROR 6.0
#define CK_SINH_ERROR 7.0
#define CK_COSH_ERROR 6.0
#define CK_ERF_ERROR 3.0
#define CK_ERFC_ERROR 12.0
// From -1 on.
#define CK_ERFCX_ERROR 17.0
#define CK_SIN_ERROR 2.0
#define CK_COS_ERROR 2.0
#define CK_TAN_ERROR 6.0
#define CK_ATAN_ERROR 3.0
#define CK_CBRT_ERROR 3.0
// Of a^b, times |b log a| + |b| + 1.
#define CK_POWER_ERROR 4.0

#endif
