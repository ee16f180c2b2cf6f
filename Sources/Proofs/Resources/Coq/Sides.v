(** Limits and derivatives side by side: what follows from what a function is on the left and on the
    right of a point. Everything here bridges the plain statements to Coquelicot's. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Statements.
Open Scope R_scope.

Lemma close_to_all (u v : R) : (forall eps, 0 < eps -> Rabs (u - v) < eps) -> u = v.
Proof.
  intros H. destruct (Req_dec u v) as [E|E]; [exact E|].
  assert (P : 0 < Rabs (u - v)) by (apply Rabs_pos_lt; lra).
  specialize (H _ P). lra.
Qed.

(** Names the lesser of two radii in the goal [d], with what is known of it. *)
Ltac least d :=
  match goal with |- context [Rmin ?a ?b] =>
    assert (0 < Rmin a b) by (apply Rmin_pos; lra);
    pose proof (Rmin_l a b); pose proof (Rmin_r a b); set (d := Rmin a b) in *
  end.

(** * The bridge to Coquelicot *)

Lemma coquelicot_continuous (g : R -> R) (a : R) :
  continuous g a <->
  forall eps, 0 < eps -> exists delta, 0 < delta /\ forall x, Rabs (x - a) < delta -> Rabs (g x - g a) < eps.
Proof.
  split.
  - intros H e He. destruct (proj1 (filterlim_locally g (g a)) H (mkposreal e He)) as [d Hd].
    exists d; split; [apply cond_pos | exact Hd].
  - intros H. apply filterlim_locally. intros [e He].
    destruct (H e He) as [d [Hd K]]. exists (mkposreal d Hd). exact K.
Qed.

Lemma coquelicot_derivative (g : R -> R) (a l : R) :
  is_derive g a l <->
  forall eps, 0 < eps -> exists delta, 0 < delta /\
  forall h, h <> 0 -> Rabs h < delta -> Rabs ((g (a + h) - g a) / h - l) < eps.
Proof.
  split.
  - intros H e He. apply is_derive_Reals in H. destruct (H e He) as [d Hd].
    exists d; split; [apply cond_pos|]. exact Hd.
  - intros H. apply is_derive_Reals. intros e He. destruct (H e He) as [d [Hd K]].
    exists (mkposreal d Hd). exact K.
Qed.

Lemma derivative_everywhere (f : R -> R) (a l : R) :
  derivative_at (fun _ => True) f a l <-> is_derive f a l.
Proof.
  rewrite coquelicot_derivative. split.
  - intros [_ [_ H]] e He. destruct (H e He) as [d [P K]]. exists d; split; auto.
  - intros H. split; [exact I|split].
    + intros d Hd. exists (d / 2). rewrite Rabs_right by lra. repeat split; lra.
    + intros e He. destruct (H e He) as [d [P K]]. exists d; split; auto.
Qed.

(** * What a function is beside a point *)

(** [f] is [g] just left (right) of [a], and defined there. *)
Definition left_is (D : R -> Prop) (f g : R -> R) (a : R) : Prop :=
  exists d, 0 < d /\ forall x, a - d < x < a -> D x /\ f x = g x.
Definition right_is (D : R -> Prop) (f g : R -> R) (a : R) : Prop :=
  exists d, 0 < d /\ forall x, a < x < a + d -> D x /\ f x = g x.

(** Nothing is defined just left (right) of [a]. *)
Definition left_empty (D : R -> Prop) (a : R) : Prop :=
  exists d, 0 < d /\ forall x, a - d < x < a -> ~ D x.
Definition right_empty (D : R -> Prop) (a : R) : Prop :=
  exists d, 0 < d /\ forall x, a < x < a + d -> ~ D x.

(** * Continuity *)

Definition left_continuous (D : R -> Prop) (f : R -> R) (a : R) : Prop :=
  forall eps, 0 < eps -> exists delta, 0 < delta /\
  forall x, D x -> a - delta < x < a -> Rabs (f x - f a) < eps.
Definition right_continuous (D : R -> Prop) (f : R -> R) (a : R) : Prop :=
  forall eps, 0 < eps -> exists delta, 0 < delta /\
  forall x, D x -> a < x < a + delta -> Rabs (f x - f a) < eps.

Section Point.
Variables (D : R -> Prop) (f : R -> R) (a : R).

Lemma continuous_sides : D a -> left_continuous D f a -> right_continuous D f a -> continuous_at D f a.
Proof.
  intros Da HL HR. split; [exact Da|]. intros e He.
  destruct (HL e He) as [d1 [P1 K1]]. destruct (HR e He) as [d2 [P2 K2]].
  exists (Rmin d1 d2). least d. split; [lra|]. intros x Dx Bx. apply Rabs_def2 in Bx.
  destruct (Rtotal_order x a) as [Q|[->|Q]]; [apply K1; auto; lra| |apply K2; auto; lra].
  rewrite Rminus_eq_0, Rabs_R0. exact He.
Qed.

Lemma left_continuous_by (g : R -> R) :
  left_is D f g a -> continuous g a -> g a = f a -> left_continuous D f a.
Proof.
  intros [d0 [P0 E]] C V e He. destruct (proj1 (coquelicot_continuous g a) C e He) as [d1 [P1 K]].
  exists (Rmin d0 d1). least d. split; [lra|]. intros x _ Hx.
  rewrite (proj2 (E x ltac:(lra))), <- V. apply K. apply Rabs_def1; lra.
Qed.

Lemma right_continuous_by (g : R -> R) :
  right_is D f g a -> continuous g a -> g a = f a -> right_continuous D f a.
Proof.
  intros [d0 [P0 E]] C V e He. destruct (proj1 (coquelicot_continuous g a) C e He) as [d1 [P1 K]].
  exists (Rmin d0 d1). least d. split; [lra|]. intros x _ Hx.
  rewrite (proj2 (E x ltac:(lra))), <- V. apply K. apply Rabs_def1; lra.
Qed.

Lemma left_continuous_empty : left_empty D a -> left_continuous D f a.
Proof. intros [d [P E]] e He. exists d; split; auto. intros x Hx I. now destruct (E x I). Qed.
Lemma right_continuous_empty : right_empty D a -> right_continuous D f a.
Proof. intros [d [P E]] e He. exists d; split; auto. intros x Hx I. now destruct (E x I). Qed.

(** A side whose limit is not the value. *)
Lemma jump_left (g : R -> R) :
  left_is D f g a -> continuous g a -> g a <> f a -> ~ continuous_at D f a.
Proof.
  intros [d0 [P0 E]] C N [_ H]. apply N, close_to_all. intros e He.
  destruct (proj1 (coquelicot_continuous g a) C (e/2) ltac:(lra)) as [d1 [P1 K1]].
  destruct (H (e/2) ltac:(lra)) as [d2 [P2 K2]].
  pose proof (Rmin_l d0 (Rmin d1 d2)). pose proof (Rmin_r d0 (Rmin d1 d2)).
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2).
  assert (0 < Rmin d0 (Rmin d1 d2)) by (repeat apply Rmin_pos; lra).
  set (m := Rmin d0 (Rmin d1 d2)) in *.
  destruct (E (a - m/2) ltac:(lra)) as [Dx Ex].
  specialize (K1 (a - m/2) ltac:(apply Rabs_def1; lra)).
  specialize (K2 (a - m/2) Dx ltac:(apply Rabs_def1; lra)). rewrite Ex in K2.
  apply Rabs_def2 in K1. apply Rabs_def2 in K2. apply Rabs_def1; lra.
Qed.

Lemma jump_right (g : R -> R) :
  right_is D f g a -> continuous g a -> g a <> f a -> ~ continuous_at D f a.
Proof.
  intros [d0 [P0 E]] C N [_ H]. apply N, close_to_all. intros e He.
  destruct (proj1 (coquelicot_continuous g a) C (e/2) ltac:(lra)) as [d1 [P1 K1]].
  destruct (H (e/2) ltac:(lra)) as [d2 [P2 K2]].
  pose proof (Rmin_l d0 (Rmin d1 d2)). pose proof (Rmin_r d0 (Rmin d1 d2)).
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2).
  assert (0 < Rmin d0 (Rmin d1 d2)) by (repeat apply Rmin_pos; lra).
  set (m := Rmin d0 (Rmin d1 d2)) in *.
  destruct (E (a + m/2) ltac:(lra)) as [Dx Ex].
  specialize (K1 (a + m/2) ltac:(apply Rabs_def1; lra)).
  specialize (K2 (a + m/2) Dx ltac:(apply Rabs_def1; lra)). rewrite Ex in K2.
  apply Rabs_def2 in K1. apply Rabs_def2 in K2. apply Rabs_def1; lra.
Qed.

(** * One-sided derivatives *)

Lemma left_derivative_by (g : R -> R) (l : R) :
  D a -> left_is D f g a -> is_derive g a l -> g a = f a -> left_derivative D f a l.
Proof.
  intros Da [d0 [P0 E]] G V. split; [exact Da|]. intros e He.
  destruct (proj1 (coquelicot_derivative g a l) G e He) as [d1 [P1 K]].
  exists (Rmin d0 d1). least d. split; [lra|]. intros h Hh.
  destruct (E (a + h) ltac:(lra)) as [Dx Ex]. split; [exact Dx|].
  rewrite Ex, <- V. apply K; [lra|apply Rabs_def1; lra].
Qed.

Lemma right_derivative_by (g : R -> R) (l : R) :
  D a -> right_is D f g a -> is_derive g a l -> g a = f a -> right_derivative D f a l.
Proof.
  intros Da [d0 [P0 E]] G V. split; [exact Da|]. intros e He.
  destruct (proj1 (coquelicot_derivative g a l) G e He) as [d1 [P1 K]].
  exists (Rmin d0 d1). least d. split; [lra|]. intros h Hh.
  destruct (E (a + h) ltac:(lra)) as [Dx Ex]. split; [exact Dx|].
  rewrite Ex, <- V. apply K; [lra|apply Rabs_def1; lra].
Qed.

Lemma left_derivative_unique (l m : R) : left_derivative D f a l -> left_derivative D f a m -> l = m.
Proof.
  intros [_ H1] [_ H2]. apply close_to_all. intros e He.
  destruct (H1 (e/2) ltac:(lra)) as [d1 [P1 K1]]. destruct (H2 (e/2) ltac:(lra)) as [d2 [P2 K2]].
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). assert (0 < Rmin d1 d2) by (apply Rmin_pos; lra).
  destruct (K1 (- (Rmin d1 d2 / 2)) ltac:(lra)) as [_ K1'].
  destruct (K2 (- (Rmin d1 d2 / 2)) ltac:(lra)) as [_ K2'].
  set (q := (f (a + _) - f a) / _) in *.
  apply Rabs_def2 in K1'. apply Rabs_def2 in K2'. apply Rabs_def1; lra.
Qed.

Lemma right_derivative_unique (l m : R) : right_derivative D f a l -> right_derivative D f a m -> l = m.
Proof.
  intros [_ H1] [_ H2]. apply close_to_all. intros e He.
  destruct (H1 (e/2) ltac:(lra)) as [d1 [P1 K1]]. destruct (H2 (e/2) ltac:(lra)) as [d2 [P2 K2]].
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). assert (0 < Rmin d1 d2) by (apply Rmin_pos; lra).
  destruct (K1 (Rmin d1 d2 / 2) ltac:(lra)) as [_ K1'].
  destruct (K2 (Rmin d1 d2 / 2) ltac:(lra)) as [_ K2'].
  set (q := (f (a + _) - f a) / _) in *.
  apply Rabs_def2 in K1'. apply Rabs_def2 in K2'. apply Rabs_def1; lra.
Qed.

(** The side of a jump: the difference quotient is unbounded. *)
Lemma left_infinite_jump (g : R -> R) (s : R) :
  D a -> left_is D f g a -> continuous g a -> s * (f a - g a) > 0 -> Rabs s = 1 ->
  left_derivative_infinite D f a s.
Proof.
  intros Da [d0 [P0 E]] C J S. split; [exact Da|]. intros M.
  set (c := s * (f a - g a)) in *.
  destruct (proj1 (coquelicot_continuous g a) C (c/2) ltac:(lra)) as [d1 [P1 K]].
  pose proof (Rabs_pos M). assert (Q : 0 < c / 2 / (Rabs M + 1)) by (apply Rdiv_lt_0_compat; lra).
  exists (Rmin (Rmin d0 d1) (c / 2 / (Rabs M + 1))).
  pose proof (Rmin_l (Rmin d0 d1) (c / 2 / (Rabs M + 1))). pose proof (Rmin_r (Rmin d0 d1) (c / 2 / (Rabs M + 1))).
  pose proof (Rmin_l d0 d1). pose proof (Rmin_r d0 d1).
  split; [repeat apply Rmin_pos; lra|]. intros h Hh.
  destruct (E (a + h) ltac:(lra)) as [Dx Ex]. split; [exact Dx|]. rewrite Ex.
  specialize (K (a + h) ltac:(apply Rabs_def1; lra)). apply Rabs_def2 in K.
  assert (N : c / 2 < s * (f a - g (a + h))).
  { unfold c in *. destruct (Rcase_abs s) as [Hs|Hs]; [rewrite Rabs_left in S by lra|rewrite Rabs_right in S by lra].
    replace s with (-1) in * by lra; lra. subst s; lra. }
  apply Rle_lt_trans with (Rabs M); [apply Rle_abs|].
  replace (s * ((g (a + h) - f a) / h)) with (s * (f a - g (a + h)) / - h) by (field; lra).
  apply (Rmult_lt_reg_r (- h)); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
  assert (- h * (Rabs M + 1) < c / 2).
  { apply (Rmult_lt_reg_r (/ (Rabs M + 1))); [apply Rinv_0_lt_compat; lra|].
    rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in *. lra. }
  nra.
Qed.

Lemma right_infinite_jump (g : R -> R) (s : R) :
  D a -> right_is D f g a -> continuous g a -> s * (g a - f a) > 0 -> Rabs s = 1 ->
  right_derivative_infinite D f a s.
Proof.
  intros Da [d0 [P0 E]] C J S. split; [exact Da|]. intros M.
  set (c := s * (g a - f a)) in *.
  destruct (proj1 (coquelicot_continuous g a) C (c/2) ltac:(lra)) as [d1 [P1 K]].
  pose proof (Rabs_pos M). assert (Q : 0 < c / 2 / (Rabs M + 1)) by (apply Rdiv_lt_0_compat; lra).
  exists (Rmin (Rmin d0 d1) (c / 2 / (Rabs M + 1))).
  pose proof (Rmin_l (Rmin d0 d1) (c / 2 / (Rabs M + 1))). pose proof (Rmin_r (Rmin d0 d1) (c / 2 / (Rabs M + 1))).
  pose proof (Rmin_l d0 d1). pose proof (Rmin_r d0 d1).
  split; [repeat apply Rmin_pos; lra|]. intros h Hh.
  destruct (E (a + h) ltac:(lra)) as [Dx Ex]. split; [exact Dx|]. rewrite Ex.
  specialize (K (a + h) ltac:(apply Rabs_def1; lra)). apply Rabs_def2 in K.
  assert (N : c / 2 < s * (g (a + h) - f a)).
  { unfold c in *. destruct (Rcase_abs s) as [Hs|Hs]; [rewrite Rabs_left in S by lra|rewrite Rabs_right in S by lra].
    replace s with (-1) in * by lra; lra. subst s; lra. }
  apply Rle_lt_trans with (Rabs M); [apply Rle_abs|].
  replace (s * ((g (a + h) - f a) / h)) with (s * (g (a + h) - f a) / h) by (field; lra).
  apply (Rmult_lt_reg_r h); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra.
  assert (h * (Rabs M + 1) < c / 2).
  { apply (Rmult_lt_reg_r (/ (Rabs M + 1))); [apply Rinv_0_lt_compat; lra|].
    rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in *. lra. }
  nra.
Qed.

(** * The derivative from its sides *)

Lemma derivative_sides (l : R) :
  left_derivative D f a l -> right_derivative D f a l -> derivative_at D f a l.
Proof.
  intros [Da HL] [_ HR]. split; [exact Da|split].
  - intros d Hd. destruct (HL 1 ltac:(lra)) as [d1 [P K]].
    pose proof (Rmin_l d d1). pose proof (Rmin_r d d1). assert (0 < Rmin d d1) by (apply Rmin_pos; lra).
    exists (- (Rmin d d1 / 2)). rewrite Rabs_left by lra. repeat split; try lra. apply K; lra.
  - intros e He. destruct (HL e He) as [d1 [P1 K1]]. destruct (HR e He) as [d2 [P2 K2]].
    exists (Rmin d1 d2). least d. split; [lra|]. intros h N Hh _. apply Rabs_def2 in Hh.
    destruct (Rtotal_order h 0) as [Q|[Q|Q]]; [apply K1; lra|lra|apply K2; lra].
Qed.

Lemma derivative_left_end (l : R) :
  left_empty D a -> right_derivative D f a l -> derivative_at D f a l.
Proof.
  intros [d0 [P0 E]] [Da HR]. split; [exact Da|split].
  - intros d Hd. destruct (HR 1 ltac:(lra)) as [d1 [P K]].
    pose proof (Rmin_l d d1). pose proof (Rmin_r d d1). assert (0 < Rmin d d1) by (apply Rmin_pos; lra).
    exists (Rmin d d1 / 2). rewrite Rabs_right by lra. repeat split; try lra. apply K; lra.
  - intros e He. destruct (HR e He) as [d2 [P2 K2]].
    exists (Rmin d0 d2). least d. split; [lra|]. intros h N Hh Dh. apply Rabs_def2 in Hh.
    destruct (Rtotal_order h 0) as [Q|[Q|Q]]; [|lra|apply K2; lra].
    exfalso. apply (E (a + h)); [lra|exact Dh].
Qed.

Lemma derivative_right_end (l : R) :
  right_empty D a -> left_derivative D f a l -> derivative_at D f a l.
Proof.
  intros [d0 [P0 E]] [Da HL]. split; [exact Da|split].
  - intros d Hd. destruct (HL 1 ltac:(lra)) as [d1 [P K]].
    pose proof (Rmin_l d d1). pose proof (Rmin_r d d1). assert (0 < Rmin d d1) by (apply Rmin_pos; lra).
    exists (- (Rmin d d1 / 2)). rewrite Rabs_left by lra. repeat split; try lra. apply K; lra.
  - intros e He. destruct (HL e He) as [d2 [P2 K2]].
    exists (Rmin d0 d2). least d. split; [lra|]. intros h N Hh Dh. apply Rabs_def2 in Hh.
    destruct (Rtotal_order h 0) as [Q|[Q|Q]]; [apply K2; lra|lra|].
    exfalso. apply (E (a + h)); [lra|exact Dh].
Qed.

(** * Where there is no derivative *)

Lemma left_of_derivative (l m : R) : derivative_at D f a l -> left_derivative D f a m -> m = l.
Proof.
  intros [_ [_ H1]] [_ H2]. apply close_to_all. intros e He.
  destruct (H1 (e/2) ltac:(lra)) as [d1 [P1 K1]]. destruct (H2 (e/2) ltac:(lra)) as [d2 [P2 K2]].
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). assert (0 < Rmin d1 d2) by (apply Rmin_pos; lra).
  destruct (K2 (- (Rmin d1 d2 / 2)) ltac:(lra)) as [Dh K2'].
  specialize (K1 (- (Rmin d1 d2 / 2)) ltac:(lra) ltac:(rewrite Rabs_left by lra; lra) Dh).
  set (q := (f (a + _) - f a) / _) in *.
  apply Rabs_def2 in K1. apply Rabs_def2 in K2'. apply Rabs_def1; lra.
Qed.

Lemma right_of_derivative (l m : R) : derivative_at D f a l -> right_derivative D f a m -> m = l.
Proof.
  intros [_ [_ H1]] [_ H2]. apply close_to_all. intros e He.
  destruct (H1 (e/2) ltac:(lra)) as [d1 [P1 K1]]. destruct (H2 (e/2) ltac:(lra)) as [d2 [P2 K2]].
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). assert (0 < Rmin d1 d2) by (apply Rmin_pos; lra).
  destruct (K2 (Rmin d1 d2 / 2) ltac:(lra)) as [Dh K2'].
  specialize (K1 (Rmin d1 d2 / 2) ltac:(lra) ltac:(rewrite Rabs_right by lra; lra) Dh).
  set (q := (f (a + _) - f a) / _) in *.
  apply Rabs_def2 in K1. apply Rabs_def2 in K2'. apply Rabs_def1; lra.
Qed.

Lemma corner (l r : R) :
  left_derivative D f a l -> right_derivative D f a r -> l <> r -> ~ differentiable_at D f a.
Proof.
  intros HL HR N [m Hm]. apply N.
  rewrite (left_of_derivative m l Hm HL). symmetry. exact (right_of_derivative m r Hm HR).
Qed.

Lemma infinite_left (s : R) :
  Rabs s = 1 -> left_derivative_infinite D f a s -> ~ differentiable_at D f a.
Proof.
  intros S [_ H] [l [_ [_ Hl]]]. destruct (Hl 1 ltac:(lra)) as [d1 [P1 K1]].
  destruct (H (Rabs l + 1)) as [d2 [P2 K2]].
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). assert (0 < Rmin d1 d2) by (apply Rmin_pos; lra).
  destruct (K2 (- (Rmin d1 d2 / 2)) ltac:(lra)) as [Dh Q].
  specialize (K1 (- (Rmin d1 d2 / 2)) ltac:(lra) ltac:(rewrite Rabs_left by lra; lra) Dh).
  set (q := (f (a + _) - f a) / _) in *.
  assert (s * q <= Rabs q) by (rewrite <- (Rmult_1_l (Rabs q)), <- S, <- Rabs_mult; apply Rle_abs).
  pose proof (Rabs_triang_inv q l). lra.
Qed.

Lemma infinite_right (s : R) :
  Rabs s = 1 -> right_derivative_infinite D f a s -> ~ differentiable_at D f a.
Proof.
  intros S [_ H] [l [_ [_ Hl]]]. destruct (Hl 1 ltac:(lra)) as [d1 [P1 K1]].
  destruct (H (Rabs l + 1)) as [d2 [P2 K2]].
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). assert (0 < Rmin d1 d2) by (apply Rmin_pos; lra).
  destruct (K2 (Rmin d1 d2 / 2) ltac:(lra)) as [Dh Q].
  specialize (K1 (Rmin d1 d2 / 2) ltac:(lra) ltac:(rewrite Rabs_right by lra; lra) Dh).
  set (q := (f (a + _) - f a) / _) in *.
  assert (s * q <= Rabs q) by (rewrite <- (Rmult_1_l (Rabs q)), <- S, <- Rabs_mult; apply Rle_abs).
  pose proof (Rabs_triang_inv q l). lra.
Qed.

Lemma isolated : left_empty D a -> right_empty D a -> ~ accumulates D a.
Proof.
  intros [d1 [P1 E1]] [d2 [P2 E2]] H.
  destruct (H (Rmin d1 d2) ltac:(apply Rmin_pos; lra)) as [h [N [B Dh]]].
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). apply Rabs_def2 in B.
  destruct (Rtotal_order h 0) as [Q|[Q|Q]]; [apply (E1 (a + h)); auto; lra|lra|apply (E2 (a + h)); auto; lra].
Qed.

Lemma derivative_continuous (l : R) : derivative_at D f a l -> continuous_at D f a.
Proof.
  intros [Da [_ H]]. split; [exact Da|]. intros e He. destruct (H 1 ltac:(lra)) as [d1 [P1 K1]].
  pose proof (Rabs_pos l). assert (0 < e / (Rabs l + 1)) by (apply Rdiv_lt_0_compat; lra).
  exists (Rmin d1 (e / (Rabs l + 1))). least d. split; [lra|]. intros x Dx Hx.
  destruct (Req_dec x a) as [->|N]; [rewrite Rminus_eq_0, Rabs_R0; exact He|].
  specialize (K1 (x - a) ltac:(lra) ltac:(lra)). replace (a + (x - a)) with x in K1 by ring.
  specialize (K1 Dx).
  assert (Q : Rabs ((f x - f a) / (x - a)) < Rabs l + 1).
  { pose proof (Rabs_triang_inv ((f x - f a) / (x - a)) l). lra. }
  replace (f x - f a) with ((f x - f a) / (x - a) * (x - a)) by (field; lra). rewrite Rabs_mult.
  assert (0 < Rabs (x - a)) by (apply Rabs_pos_lt; lra).
  assert (Rabs (x - a) * (Rabs l + 1) < e).
  { apply (Rmult_lt_reg_r (/ (Rabs l + 1))); [apply Rinv_0_lt_compat; lra|].
    rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in *. lra. }
  nra.
Qed.

Lemma discontinuous : ~ continuous_at D f a -> ~ differentiable_at D f a.
Proof. intros N [l Hl]. apply N, (derivative_continuous l Hl). Qed.
End Point.

Lemma derivative_unique D f a l m : derivative_at D f a l -> derivative_at D f a m -> l = m.
Proof.
  intros [_ [A H1]] [_ [_ H2]]. apply close_to_all. intros e He.
  destruct (H1 (e/2) ltac:(lra)) as [d1 [P1 K1]]. destruct (H2 (e/2) ltac:(lra)) as [d2 [P2 K2]].
  destruct (A (Rmin d1 d2) ltac:(apply Rmin_pos; lra)) as [h [N [B Dh]]].
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2).
  specialize (K1 h N ltac:(lra) Dh). specialize (K2 h N ltac:(lra) Dh).
  apply Rabs_def2 in K1. apply Rabs_def2 in K2. apply Rabs_def1; lra.
Qed.

(** * Inside a cell: an open set on which one formula gives the function *)

Definition cell (D : R -> Prop) (f g : R -> R) (a : R) : Prop :=
  exists d, 0 < d /\ forall x, a - d < x < a + d -> D x /\ f x = g x.

Section Cell.
Variables (D : R -> Prop) (f g : R -> R) (a : R).
Hypothesis C : cell D f g a.

Lemma cell_value : f a = g a.
Proof. destruct C as [d [P E]]. apply E; lra. Qed.
Lemma cell_domain : D a.
Proof. destruct C as [d [P E]]. apply E; lra. Qed.
Lemma cell_left : left_is D f g a.
Proof. destruct C as [d [P E]]. exists d; split; auto. intros x Hx; apply E; lra. Qed.
Lemma cell_right : right_is D f g a.
Proof. destruct C as [d [P E]]. exists d; split; auto. intros x Hx; apply E; lra. Qed.

Lemma cell_continuous : continuous g a -> continuous_at D f a.
Proof.
  intros G. pose proof cell_value as V. apply continuous_sides; [exact cell_domain| |].
  - apply (left_continuous_by _ _ _ g cell_left G). auto.
  - apply (right_continuous_by _ _ _ g cell_right G). auto.
Qed.

Lemma cell_derivative (l : R) : is_derive g a l -> derivative_at D f a l.
Proof.
  intros G. pose proof cell_value as V. apply derivative_sides.
  - apply (left_derivative_by _ _ _ g l cell_domain cell_left G). auto.
  - apply (right_derivative_by _ _ _ g l cell_domain cell_right G). auto.
Qed.
End Cell.
