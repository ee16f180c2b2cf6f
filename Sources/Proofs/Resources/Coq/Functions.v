(** The functions that formulas may use beyond those of Coq's standard library, with their
    derivatives and elementary bounds. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Definition signum (x : R) : R := if Rlt_dec 0 x then 1 else if Rlt_dec x 0 then -1 else 0.

(** A real power with a positive base; 0 to a positive power. *)
Definition power (x y : R) : R := if Rlt_dec 0 x then Rpower x y else 0.

Definition cbrt (x : R) : R :=
  if Rlt_dec 0 x then Rpower x (1 / 3) else if Rlt_dec x 0 then - Rpower (- x) (1 / 3) else 0.

Definition sigmoid (x : R) : R := 1 / (1 + exp (- x)).
Definition softplus (x : R) : R := ln (1 + exp x).

Definition gauss (t : R) : R := exp (- (t * t)).
Definition erf (x : R) : R := 2 / sqrt PI * RInt gauss 0 x.
Definition erfc (x : R) : R := 1 - erf x.

(** The distribution function of the standard normal law. *)
Definition Phi (x : R) : R := 1 / 2 * (1 + erf (x / sqrt 2)).

Lemma sqrt_PI_positive : 0 < sqrt PI.
Proof. apply sqrt_lt_R0, PI_RGT_0. Qed.
Lemma sqrt_2_positive : 0 < sqrt 2.
Proof. apply sqrt_lt_R0; lra. Qed.

(** * Bounds *)

Lemma sigmoid_between (x : R) : 0 < sigmoid x < 1.
Proof.
  unfold sigmoid. pose proof (exp_pos (- x)). split; [apply Rdiv_lt_0_compat; lra|].
  apply (Rmult_lt_reg_r (1 + exp (- x))); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma sigmoid_exp (x : R) : sigmoid x = exp x / (1 + exp x).
Proof. unfold sigmoid. rewrite exp_Ropp. pose proof (exp_pos x). field. lra. Qed.

Lemma tanh_exp (x : R) : tanh x = 1 - 2 / (exp (2 * x) + 1).
Proof.
  unfold tanh, sinh, cosh. replace (2 * x) with (x + x) by ring. rewrite exp_plus, exp_Ropp.
  pose proof (exp_pos x). field. split; nra.
Qed.

Lemma tanh_between (x : R) : -1 < tanh x < 1.
Proof.
  rewrite tanh_exp. pose proof (exp_pos (2 * x)).
  assert (0 < 2 / (exp (2 * x) + 1)) by (apply Rdiv_lt_0_compat; lra).
  assert (2 / (exp (2 * x) + 1) < 2); [|lra].
  apply (Rmult_lt_reg_r (exp (2 * x) + 1)); [lra|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma cosh_positive (x : R) : 0 < cosh x.
Proof. unfold cosh. pose proof (exp_pos x). pose proof (exp_pos (- x)). lra. Qed.

Lemma softplus_positive (x : R) : 0 < softplus x.
Proof. unfold softplus. rewrite <- ln_1. pose proof (exp_pos x). apply ln_increasing; lra. Qed.

Lemma gauss_continuous (x : R) : continuous gauss x.
Proof.
  unfold gauss. apply continuous_exp_comp. apply (continuous_opp (fun t : R => t * t)).
  apply (continuous_mult (fun t : R => t) (fun t : R => t)); apply continuous_id.
Qed.
Lemma gauss_integrable (a b : R) : ex_RInt gauss a b.
Proof. apply (ex_RInt_continuous (V := R_CompleteNormedModule) gauss). intros; apply gauss_continuous. Qed.

Lemma erf_nonnegative (x : R) : 0 <= x -> 0 <= erf x.
Proof.
  intros H. pose proof sqrt_PI_positive. unfold erf. apply Rmult_le_pos; [apply Rlt_le, Rdiv_lt_0_compat; lra|].
  apply RInt_ge_0; [exact H|apply gauss_integrable|intros; apply Rlt_le, exp_pos].
Qed.
Lemma erf_opp (x : R) : erf (- x) = - erf x.
Proof.
  unfold erf. rewrite Ropp_mult_distr_r. f_equal. apply is_RInt_unique.
  apply (is_RInt_ext (fun t => opp (opp (gauss (- t))))).
  - intros t _. rewrite opp_opp. unfold gauss. f_equal. ring.
  - apply (is_RInt_opp (V := R_NormedModule) (fun t => opp (gauss (- t))) 0 (- x) (RInt gauss 0 x)).
    apply (is_RInt_comp_opp gauss 0 (- x)). rewrite Ropp_0, Ropp_involutive.
    apply (RInt_correct (V := R_CompleteNormedModule) gauss 0 x), gauss_integrable.
Qed.
Lemma Phi_right (x : R) : 0 <= x -> 1 / 2 <= Phi x.
Proof.
  intros H. pose proof sqrt_2_positive. unfold Phi.
  pose proof (erf_nonnegative (x / sqrt 2) ltac:(apply Rle_mult_inv_pos; lra)). lra.
Qed.
Lemma Phi_left (x : R) : x <= 0 -> Phi x <= 1 / 2.
Proof.
  intros H. pose proof sqrt_2_positive. unfold Phi. replace (x / sqrt 2) with (- (- x / sqrt 2)) by (field; lra).
  rewrite erf_opp. pose proof (erf_nonnegative (- x / sqrt 2) ltac:(apply Rle_mult_inv_pos; lra)). lra.
Qed.

(** * Roots *)

Lemma power_Rpower (x y : R) : 0 < x -> power x y = Rpower x y.
Proof. intros H. unfold power. destruct Rlt_dec; [auto|lra]. Qed.
Lemma power_half (x : R) : 0 < x -> power x (1 / 2) = sqrt x.
Proof. intros H. rewrite power_Rpower by exact H. replace (1 / 2) with (/ 2) by lra. now apply Rpower_sqrt. Qed.
Lemma power_minus_half (x : R) : 0 < x -> power x (-1 / 2) = / sqrt x.
Proof.
  intros H. rewrite power_Rpower, <- power_half, power_Rpower, <- Rpower_Ropp by exact H. f_equal. lra.
Qed.

Lemma cbrt_positive (x : R) : 0 < x -> cbrt x = Rpower x (1 / 3).
Proof. intros H. unfold cbrt. destruct Rlt_dec; [reflexivity|lra]. Qed.
Lemma cbrt_negative (x : R) : x < 0 -> cbrt x = - Rpower (- x) (1 / 3).
Proof. intros H. unfold cbrt. repeat destruct Rlt_dec; lra. Qed.
Lemma cbrt_0 : cbrt 0 = 0.
Proof. unfold cbrt. repeat destruct Rlt_dec; lra. Qed.
Lemma cbrt_opp (x : R) : cbrt (- x) = - cbrt x.
Proof. unfold cbrt. repeat destruct Rlt_dec; try lra. now rewrite Ropp_involutive. Qed.
Lemma cbrt_above_0 (x : R) : 0 < x -> 0 < cbrt x.
Proof. intros H. rewrite cbrt_positive by exact H. apply exp_pos. Qed.
Lemma cbrt_below_0 (x : R) : x < 0 -> cbrt x < 0.
Proof. intros H. pose proof (cbrt_above_0 (- x) ltac:(lra)). rewrite cbrt_opp in *. lra. Qed.
Lemma cbrt_nonzero (x : R) : x <> 0 -> cbrt x <> 0.
Proof. intros H. destruct (Rdichotomy _ _ H); [pose proof (cbrt_below_0 x)|pose proof (cbrt_above_0 x)]; lra. Qed.
Lemma cbrt_1 : cbrt 1 = 1.
Proof. rewrite cbrt_positive by lra. unfold Rpower. rewrite ln_1, Rmult_0_r. apply exp_0. Qed.
Lemma cbrt_minus_1 : cbrt (-1) = -1.
Proof. replace (-1) with (- (1)) by lra. now rewrite cbrt_opp, cbrt_1. Qed.

(** * Powers with an odd exponent *)

Lemma pow_increasing (n : nat) (x y : R) : 0 <= x -> x < y -> x ^ S n < y ^ S n.
Proof.
  intros P H. induction n; [lra|]. change (x * x ^ S n < y * y ^ S n). pose proof (pow_le x (S n) P). nra.
Qed.
Lemma odd_power_opp (n : nat) (x : R) : (- x) ^ S (2 * n) = - x ^ S (2 * n).
Proof. rewrite <- !tech_pow_Rmult, !pow_mult. replace ((- x) ^ 2) with (x ^ 2) by ring. ring. Qed.
Lemma odd_power_increasing (n : nat) (x y : R) : x < y -> x ^ S (2 * n) < y ^ S (2 * n).
Proof.
  intros H. destruct (Rle_dec 0 x) as [P|P]; [now apply pow_increasing|].
  pose proof (pow_increasing (2 * n) 0 (- x) ltac:(lra) ltac:(lra)) as X.
  rewrite pow_ne_zero in X by discriminate. rewrite odd_power_opp in X. destruct (Rle_dec y 0) as [Q|Q].
  - pose proof (pow_increasing (2 * n) (- y) (- x) ltac:(lra) ltac:(lra)) as Y. rewrite !odd_power_opp in Y. lra.
  - pose proof (pow_lt y (S (2 * n)) ltac:(lra)). lra.
Qed.
Lemma root_power (a c : R) (k : nat) : 0 < a -> c * INR k = 1 -> Rpower a c ^ k = a.
Proof. intros A C. rewrite <- Rpower_pow, Rpower_mult, C by apply exp_pos. now apply Rpower_1. Qed.

(** * Increasing functions and their inverses *)

Lemma tanh_increasing (x y : R) : x < y -> tanh x < tanh y.
Proof.
  intros H. rewrite !tanh_exp. pose proof (exp_pos (2 * x)). pose proof (exp_increasing (2 * x) (2 * y) ltac:(lra)).
  cut (/ (exp (2 * y) + 1) < / (exp (2 * x) + 1)); [unfold Rdiv; lra|]. apply Rinv_lt_contravar; [nra|lra].
Qed.
Lemma sigmoid_increasing (x y : R) : x < y -> sigmoid x < sigmoid y.
Proof.
  intros H. unfold sigmoid. pose proof (exp_pos (- y)). pose proof (exp_increasing (- y) (- x) ltac:(lra)).
  cut (/ (1 + exp (- x)) < / (1 + exp (- y))); [unfold Rdiv; lra|]. apply Rinv_lt_contravar; [nra|lra].
Qed.
Lemma softplus_increasing (x y : R) : x < y -> softplus x < softplus y.
Proof.
  intros H. unfold softplus. pose proof (exp_pos x). pose proof (exp_increasing x y H). apply ln_increasing; lra.
Qed.
Lemma sinh_increasing (x y : R) : x < y -> sinh x < sinh y.
Proof.
  intros H. unfold sinh. pose proof (exp_increasing x y H). pose proof (exp_increasing (- y) (- x) ltac:(lra)). lra.
Qed.

Lemma tanh_inverse (v : R) : -1 < v < 1 -> tanh (ln ((1 + v) / (1 - v)) / 2) = v.
Proof.
  intros H. assert (0 < (1 + v) / (1 - v)) by (apply Rdiv_lt_0_compat; lra). rewrite tanh_exp.
  replace (2 * (ln ((1 + v) / (1 - v)) / 2)) with (ln ((1 + v) / (1 - v))) by field. rewrite exp_ln by assumption.
  field. lra.
Qed.
Lemma sigmoid_inverse (v : R) : 0 < v < 1 -> sigmoid (ln (v / (1 - v))) = v.
Proof.
  intros H. assert (0 < v / (1 - v)) by (apply Rdiv_lt_0_compat; lra). rewrite sigmoid_exp, exp_ln by assumption.
  field. lra.
Qed.
Lemma softplus_inverse (v : R) : 0 < v -> softplus (ln (exp v - 1)) = v.
Proof.
  intros H. pose proof (exp_increasing 0 v H) as P. rewrite exp_0 in P. unfold softplus. rewrite exp_ln by lra.
  replace (1 + (exp v - 1)) with (exp v) by ring. apply ln_exp.
Qed.
Lemma sinh_inverse (v : R) : True -> sinh (ln (v + sqrt (v * v + 1))) = v.
Proof.
  intros _. pose proof (Rle_0_sqr v) as Q. unfold Rsqr in Q. set (s := sqrt (v * v + 1)).
  assert (S : s * s = v * v + 1) by (apply sqrt_sqrt; lra). assert (0 < s) by (apply sqrt_lt_R0; lra).
  assert (0 < v + s) by nra. unfold sinh. rewrite exp_Ropp, exp_ln by assumption.
  replace (/ (v + s)) with (s - v); [field|]. apply (Rmult_eq_reg_r (v + s)); [|lra]. rewrite Rinv_l by lra. nra.
Qed.

(** A comparison with a value of an increasing function, [v] at [c], is one of the arguments. *)
Section Inverses.
Variables (h : R -> R) (c u v : R).
Hypothesis (I : forall x y, x < y -> h x < h y) (E : h c = v).
Lemma inverse_above : v < h u -> c < u.
Proof. intros H. destruct (Rtotal_order c u) as [L|[<-|L]]; [exact L|lra|pose proof (I u c L); lra]. Qed.
Lemma inverse_below : h u < v -> u < c.
Proof. intros H. destruct (Rtotal_order c u) as [L|[<-|L]]; [pose proof (I c u L); lra|lra|exact L]. Qed.
Lemma inverse_at_least : v <= h u -> c <= u.
Proof. intros H. destruct (Rle_lt_dec c u) as [L|L]; [exact L|pose proof (I u c L); lra]. Qed.
Lemma inverse_at_most : h u <= v -> u <= c.
Proof. intros H. destruct (Rle_lt_dec u c) as [L|L]; [exact L|pose proof (I c u L); lra]. Qed.
End Inverses.

Lemma ln_sqrt_half (x : R) : 0 < x -> ln (sqrt x) = ln x / 2.
Proof.
  intros H. pose proof (sqrt_lt_R0 x H). rewrite <- (sqrt_sqrt x) at 2 by lra. rewrite ln_mult by assumption. field.
Qed.
Lemma ln_reciprocal (x : R) : 0 < x -> ln (1 / x) = - ln x.
Proof. intros X. unfold Rdiv. now rewrite Rmult_1_l, ln_Rinv. Qed.

(** * Values *)

Lemma sigmoid_0 : sigmoid 0 = 1 / 2.
Proof. unfold sigmoid. rewrite Ropp_0, exp_0. lra. Qed.
Lemma softplus_0 : softplus 0 = ln 2.
Proof. unfold softplus. rewrite exp_0. replace (1 + 1) with 2 by lra. reflexivity. Qed.
Lemma tanh_0' : tanh 0 = 0.
Proof. rewrite tanh_exp, Rmult_0_r, exp_0. field. Qed.
Lemma erf_0 : erf 0 = 0.
Proof. unfold erf. rewrite RInt_point. apply Rmult_0_r. Qed.
Lemma Phi_0 : Phi 0 = 1 / 2.
Proof. unfold Phi, Rdiv. rewrite !Rmult_0_l, erf_0. lra. Qed.

(** * Derivatives *)

Lemma derive_erf (x : R) : is_derive erf x (2 / sqrt PI * exp (- (x * x))).
Proof.
  apply is_derive_scal. apply (is_derive_RInt gauss _ 0 x).
  - apply filter_forall. intros y. apply (RInt_correct (V := R_CompleteNormedModule) gauss 0 y).
    apply gauss_integrable.
  - apply gauss_continuous.
Qed.

Lemma derive_erfc (x : R) : is_derive erfc x (- (2 / sqrt PI * exp (- (x * x)))).
Proof.
  unfold erfc. evar_last; [apply (is_derive_minus (fun _ : R => 1) erf); [apply (is_derive_const (V := R_NormedModule) 1)|apply derive_erf]|].
  unfold minus, plus, opp, zero; simpl. ring.
Qed.

Lemma derive_Phi (x : R) : is_derive Phi x (exp (- (x * x / 2)) / sqrt (2 * PI)).
Proof.
  pose proof sqrt_2_positive. pose proof sqrt_PI_positive. pose proof PI_RGT_0.
  unfold Phi. evar_last.
  - apply (is_derive_scal (fun x : R => 1 + erf (x / sqrt 2))).
    apply (is_derive_plus (fun _ : R => 1) (fun x : R => erf (x / sqrt 2))); [apply (is_derive_const (V := R_NormedModule) 1)|].
    apply (is_derive_comp erf (fun x : R => x / sqrt 2)); [apply derive_erf|].
    apply (is_derive_scal_l (fun x : R => x) x 1 (/ sqrt 2)). apply @is_derive_id.
  - unfold plus, zero, scal; simpl; unfold mult; simpl.
    rewrite sqrt_mult by lra. replace (x / sqrt 2 * (x / sqrt 2)) with (x * x / 2).
    + field. lra.
    + replace (x * x / 2) with (x * x / (sqrt 2 * sqrt 2)) by (rewrite sqrt_sqrt by lra; reflexivity).
      field. lra.
Qed.

Lemma derive_sigmoid (x : R) : is_derive sigmoid x (sigmoid x * (1 - sigmoid x)).
Proof.
  pose proof (exp_pos (- x)). unfold sigmoid. auto_derive; [lra|]. field. lra.
Qed.

Lemma derive_softplus (x : R) : is_derive softplus x (sigmoid x).
Proof.
  pose proof (exp_pos x). rewrite sigmoid_exp. unfold softplus. auto_derive; [lra|]. field. lra.
Qed.

Lemma derive_tanh (x : R) : is_derive tanh x (1 - tanh x ^ 2).
Proof.
  pose proof (exp_pos x) as P. unfold tanh, sinh, cosh.
  auto_derive; rewrite exp_Ropp; pose proof (Rinv_0_lt_compat _ P); [lra|]. field. split; nra.
Qed.

Lemma derive_sinh (x : R) : is_derive sinh x (cosh x).
Proof. unfold sinh, cosh. auto_derive; [auto|]. field. Qed.

Lemma derive_cosh (x : R) : is_derive cosh x (sinh x).
Proof. unfold sinh, cosh. auto_derive; [auto|]. field. Qed.
