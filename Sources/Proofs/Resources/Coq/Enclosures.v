(** The Interval tactics on integer mantissas: enclosures that rest on the axioms of the classical
    reals alone, without primitive integers or floats. *)
From Coq Require Import Reals List ZArith Lra.
From Coquelicot Require Import Coquelicot.
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

(** * What the enclosures rest on *)

Lemma bisection : ltac:(let t := type of IntervalTactics.eval_bisect_correct in exact t).
Proof. exact IntervalTactics.eval_bisect_correct. Qed.
Lemma slope_bisection : ltac:(let t := type of IntervalTactics.eval_bisect_diff_correct in exact t).
Proof. exact IntervalTactics.eval_bisect_diff_correct. Qed.
Lemma integration : ltac:(let t := type of IntegralTactics.eval_RInt_correct in exact t).
Proof. exact IntegralTactics.eval_RInt_correct. Qed.

(** The tactics of Interval, which apply these theorems to a reified goal. *)
Ltac enclose_by theorem vars halved depth :=
  let places := get_var_indices vars halved in
  let p := eval vm_compute in (Floats.PtoP 60%positive) in
  massage_goal; reify_full vars; apply (theorem p depth places); do_reduction false false.
Ltac enclose := intros; known_functions; enclose_by bisection (@nil R) (@nil R) 15%nat.

(** By halving the interval of [x]. *)
Ltac enclose_halving x :=
  intros; known_functions;
  first
  [ enclose_by bisection (cons x nil) (cons x nil) 30%nat
  | enclose_by slope_bisection (cons x nil) (cons x nil) 30%nat ].

(** With integrals: to few digits for values, or with more for the narrow bounds of derivatives. A bound
    that is false is given up only when [fuel] is spent. *)
Ltac enclose_integral_to bits degree fuel :=
  intros; known_functions; massage_goal;
  let p := eval vm_compute in (Floats.PtoP bits) in
  lazymatch goal with |- eval_goal ?goal ?y =>
    let g := fresh "__goal" in set (g := goal);
    lazymatch y with context [RInt ?f ?u ?v] =>
      reify_RInt y f u v; apply (integration p degree fuel) with (1 := eq_refl); do_reduction false false
    end
  end.
Ltac enclose_integral_quickly := enclose_integral_to 40%positive 12%nat 4%positive.
Ltac enclose_integral := enclose_integral_to 40%positive 20%nat 100%positive.
Ltac enclose_integral_closely := enclose_integral_to 50%positive 25%nat 100%positive.
