(** The Interval tactics on integer mantissas: enclosures that rest on the axioms of the classical
    reals alone, without primitive integers or floats. *)
From Coq Require Import Reals List ZArith Lra.
From Flocq Require Import Core.Zaux.
From Interval Require Import Float.Specific_ops Float.Specific_stdz Interval.Float_full
  Interval.Interval Tactics.Interval_helper Tactics.Integral_helper Eval.Reify Eval.Tree Eval.Prog
  Real.Xreal Float.Basic.
From ActivationLab Require Import Functions.

Module Floats := SpecificFloat StdZRadix2.
Module Intervals := FloatIntervalFull Floats.
Module IntervalTactics := IntervalTacticAux Intervals.
Module IntegralTactics := IntegralTacticAux Floats Intervals.

(** Roots by their definition, where the sign of the argument is known. *)
Ltac plain_roots :=
  repeat match goal with
  | |- context [power ?u ?v] => rewrite (power_Rpower u v) by lra
  | |- context [cbrt ?u] => first [ rewrite (cbrt_positive u) by lra | rewrite (cbrt_negative u) by lra ]
  end.

(** What the enclosures know by other names. *)
Ltac known_functions :=
  plain_roots;
  rewrite ?tanh_exp in *; unfold Phi, erfc, erf, gauss, sigmoid, softplus, power, Rpower, sinh, cosh in *;
  rewrite ?tanh_exp in *.

Ltac enclose_bits p :=
  let prec := eval vm_compute in (Floats.PtoP p) in
  IntervalTactics.do_interval (@None R) (@nil R) prec 10%nat 15%nat false false itm_naive.
Ltac enclose := intros; known_functions; enclose_bits 60%positive.

(** By halving the interval of [x]. *)
Ltac enclose_halving x :=
  intros; known_functions;
  let prec := eval vm_compute in (Floats.PtoP 60%positive) in
  first
  [ IntervalTactics.do_interval (@None R) (cons x nil) prec 10%nat 30%nat false false itm_naive
  | IntervalTactics.do_interval (Some x) (cons x nil) prec 10%nat 30%nat false false itm_autodiff ].

(** With integrals: quick to give up, or with series of higher degree for narrow bounds. *)
Ltac enclose_integral_to degree :=
  intros; known_functions;
  let prec := eval vm_compute in (Floats.PtoP 60%positive) in
  IntegralTactics.do_integral prec degree 100%positive false false.
Ltac enclose_integral := enclose_integral_to 10%nat.
Ltac enclose_integral_closely := enclose_integral_to 20%nat.
