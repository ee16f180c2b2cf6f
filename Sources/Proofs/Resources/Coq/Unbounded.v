(** Functions without a Lipschitz constant: the derivative grows towards an end of a piece, at least as
    [x / 8] towards infinity, or as the eighth of the reciprocal distance towards a point. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Statements Functions Rules Sides Enclosures Signs Tactics Growth.
Open Scope R_scope.

Section Unbounded.
Variables (D : R -> Prop) (f d : R -> R).

Lemma unbounded_derivative :
  (forall M, exists x, derivative_at D f x (d x) /\ M < Rabs (d x)) -> forall L, ~ lipschitz D f L.
Proof.
  intros H L HL. destruct (H L) as [x [Hx G]].
  pose proof (lipschitz_derivative D f L x (d x) HL (proj1 Hx) Hx). lra.
Qed.

Lemma grows_beyond b :
  (forall x, b < x -> derivative_at D f x (d x)) -> (forall x, b < x -> x / 8 <= Rabs (d x)) ->
  forall L, ~ lipschitz D f L.
Proof.
  intros H G. apply unbounded_derivative. intros M. pose proof (Rle_abs b). pose proof (Rle_abs M).
  pose proof (Rabs_pos b). pose proof (Rabs_pos M).
  set (x := Rabs b + 8 * Rabs M + 1). exists x. assert (B : b < x) by (unfold x; lra).
  split; [now apply H|]. specialize (G x B). unfold x in *. lra.
Qed.
Lemma grows_before b :
  (forall x, x < b -> derivative_at D f x (d x)) -> (forall x, x < b -> - x / 8 <= Rabs (d x)) ->
  forall L, ~ lipschitz D f L.
Proof.
  intros H G. apply unbounded_derivative. intros M. pose proof (Rle_abs (- b)). pose proof (Rle_abs M).
  pose proof (Rabs_pos b). pose proof (Rabs_pos M). rewrite Rabs_Ropp in *.
  set (x := - (Rabs b + 8 * Rabs M + 1)). exists x. assert (B : x < b) by (unfold x; lra).
  split; [now apply H|]. specialize (G x B). unfold x in *. lra.
Qed.

(** Near enough to a point. *)
Lemma near_enough (w M : R) : 0 < w -> exists t, 0 < t < w /\ M * (8 * t) < 1.
Proof.
  intros W. pose proof (Rle_abs M). pose proof (Rabs_pos M). set (m := Rabs M + 1).
  assert (P : 0 < 8 * m) by (unfold m; lra). pose proof (Rinv_0_lt_compat _ P) as I.
  exists (Rmin (w / 2) (/ (8 * m))). pose proof (Rmin_l (w / 2) (/ (8 * m))). pose proof (Rmin_r (w / 2) (/ (8 * m))).
  assert (0 < Rmin (w / 2) (/ (8 * m))) by (apply Rmin_pos; lra).
  set (t := Rmin _ _) in *. split; [lra|].
  assert (8 * m * t <= 1) by (rewrite <- (Rinv_r (8 * m)) by lra; apply Rmult_le_compat_l; lra).
  unfold m in *. nra.
Qed.
Lemma grows_from z b : z < b ->
  (forall x, z < x < b -> derivative_at D f x (d x)) ->
  (forall x, z < x < b -> 1 <= 8 * (x - z) * Rabs (d x)) -> forall L, ~ lipschitz D f L.
Proof.
  intros O H G. apply unbounded_derivative. intros M.
  destruct (near_enough (b - z) M ltac:(lra)) as [t [T K]]. exists (z + t). assert (B : z < z + t < b) by lra.
  split; [now apply H|]. specialize (G _ B). replace (z + t - z) with t in G by ring.
  apply (Rmult_lt_reg_r (8 * t)); lra.
Qed.
Lemma grows_towards z b : b < z ->
  (forall x, b < x < z -> derivative_at D f x (d x)) ->
  (forall x, b < x < z -> 1 <= 8 * (z - x) * Rabs (d x)) -> forall L, ~ lipschitz D f L.
Proof.
  intros O H G. apply unbounded_derivative. intros M.
  destruct (near_enough (z - b) M ltac:(lra)) as [t [T K]]. exists (z - t). assert (B : b < z - t < z) by lra.
  split; [now apply H|]. specialize (G _ B). replace (z - (z - t)) with t in G by ring.
  apply (Rmult_lt_reg_r (8 * t)); lra.
Qed.
End Unbounded.

Lemma growing_quotient (u v w : R) : 0 < v -> v <= w * Rabs u -> 1 <= w * Rabs (u / v).
Proof.
  intros V H. unfold Rdiv. rewrite Rabs_mult, Rabs_inv, (Rabs_right v) by lra.
  apply (Rmult_le_reg_r v); [exact V|]. replace (w * (Rabs u * / v) * v) with (w * Rabs u) by (field; lra). lra.
Qed.
Lemma exp_above (u : R) : 1 + u <= exp u.
Proof. destruct (Req_dec u 0) as [->|N]; [rewrite exp_0; lra|apply Rlt_le, exp_ineq1; exact N]. Qed.

(** The derivative at [x] is large. *)
Ltac growth_facts :=
  unfold Rpower;
  repeat match goal with
  | |- context [exp ?u] => note (1 + u <= exp u) ltac:(apply exp_above)
  | |- context [ln (IZR ?z)] => note (69 / 100 < ln (IZR z)) ltac:(enclose)
  end.
Ltac modulus_grows := growth_facts; unfold Rabs; destruct Rcase_abs; facts; first [ lra | nra ].
Ltac grows :=
  intros; open_formulas; negative_denominators;
  first [ solve [modulus_grows] | apply growing_quotient; [ positive | modulus_grows ] ].
(** By the theorem [derivative] on the piece. *)
Ltac unbounded_by lemma derivative :=
  eapply lemma; [ .. | intros; apply derivative; in_range | grows ]; lra.
