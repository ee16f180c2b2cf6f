(** Continuity and derivatives by composition, one rule a lemma, and the tactics that apply them. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Functions.
Open Scope R_scope.

(** * Derivatives *)

Lemma derive_by (f : R -> R) (x l m : R) : is_derive f x l -> l = m -> is_derive f x m.
Proof. intros H <-. exact H. Qed.

Section Derivatives.
Variables (f g : R -> R) (x l m : R).

Lemma derive_constant (c : R) : is_derive (fun _ : R => c) x 0.
Proof. apply (is_derive_const (V := R_NormedModule) c). Qed.
Lemma derive_variable : is_derive (fun y : R => y) x 1.
Proof. apply (is_derive_id (K := R_AbsRing)). Qed.

Hypothesis F : is_derive f x l.
Lemma derive_opp : is_derive (fun y => - f y) x (- l).
Proof. exact (is_derive_opp f x l F). Qed.
Lemma derive_comp (h : R -> R) (h' : R) : is_derive h (f x) h' -> is_derive (fun y => h (f y)) x (l * h').
Proof. intros H. exact (is_derive_comp h f x h' l H F). Qed.

Hypothesis G : is_derive g x m.
Lemma derive_plus : is_derive (fun y => f y + g y) x (l + m).
Proof. exact (is_derive_plus f g x l m F G). Qed.
Lemma derive_minus : is_derive (fun y => f y - g y) x (l - m).
Proof. exact (is_derive_minus f g x l m F G). Qed.
Lemma derive_mult : is_derive (fun y => f y * g y) x (l * g x + f x * m).
Proof. exact (is_derive_mult f g x l m F G Rmult_comm). Qed.
Lemma derive_div : g x <> 0 -> is_derive (fun y => f y / g y) x ((l * g x - f x * m) / (g x * g x)).
Proof.
  intros N. eapply derive_by; [exact (is_derive_div f g x l m F G N)|]. field. exact N.
Qed.
End Derivatives.

Section Compositions.
Variables (f : R -> R) (x l : R).
Hypothesis F : is_derive f x l.

Lemma derive_inv : f x <> 0 -> is_derive (fun y => / f y) x (- l / (f x * f x)).
Proof. intros N. eapply derive_by; [exact (is_derive_inv f x l F N)|]. field. exact N. Qed.
Lemma derive_pow (n : nat) : is_derive (fun y => f y ^ S n) x (IZR (Z.of_nat (S n)) * l * f x ^ n).
Proof. eapply derive_by; [exact (is_derive_pow f (S n) x l F)|]. rewrite INR_IZR_INZ. simpl pred. ring. Qed.
Lemma derive_exp_of : is_derive (fun y => exp (f y)) x (l * exp (f x)).
Proof. apply (derive_comp f x l F), is_derive_exp. Qed.
Lemma derive_ln_of : 0 < f x -> is_derive (fun y => ln (f y)) x (l * / f x).
Proof. intros P. apply (derive_comp f x l F), is_derive_ln, P. Qed.
Lemma derive_sqrt_of : 0 < f x -> is_derive (fun y => sqrt (f y)) x (l / (2 * sqrt (f x))).
Proof. intros P. exact (is_derive_sqrt f x l F P). Qed.
Lemma derive_sin_of : is_derive (fun y => sin (f y)) x (l * cos (f x)).
Proof. apply (derive_comp f x l F), is_derive_sin. Qed.
Lemma derive_cos_of : is_derive (fun y => cos (f y)) x (l * - sin (f x)).
Proof. apply (derive_comp f x l F), is_derive_cos. Qed.
Lemma derive_tan_of : cos (f x) <> 0 -> is_derive (fun y => tan (f y)) x (l * (1 + tan (f x) ^ 2)).
Proof.
  intros N. eapply derive_by; [apply (derive_comp f x l F tan (tan (f x) ^ 2 + 1)), is_derive_tan, N|]. ring.
Qed.
Lemma derive_atan_of : is_derive (fun y => atan (f y)) x (l * / (1 + f x ^ 2)).
Proof.
  apply (derive_comp f x l F), is_derive_Reals, derivable_pt_lim_atan.
Qed.
Lemma derive_tanh_of : is_derive (fun y => tanh (f y)) x (l * (1 - tanh (f x) ^ 2)).
Proof. apply (derive_comp f x l F), derive_tanh. Qed.
Lemma derive_sinh_of : is_derive (fun y => sinh (f y)) x (l * cosh (f x)).
Proof. apply (derive_comp f x l F), derive_sinh. Qed.
Lemma derive_cosh_of : is_derive (fun y => cosh (f y)) x (l * sinh (f x)).
Proof. apply (derive_comp f x l F), derive_cosh. Qed.
Lemma derive_sigmoid_of : is_derive (fun y => sigmoid (f y)) x (l * (sigmoid (f x) * (1 - sigmoid (f x)))).
Proof. apply (derive_comp f x l F), derive_sigmoid. Qed.
Lemma derive_softplus_of : is_derive (fun y => softplus (f y)) x (l * sigmoid (f x)).
Proof. apply (derive_comp f x l F), derive_softplus. Qed.
Lemma derive_erf_of : is_derive (fun y => erf (f y)) x (l * (2 / sqrt PI * exp (- (f x * f x)))).
Proof. apply (derive_comp f x l F), derive_erf. Qed.
Lemma derive_erfc_of : is_derive (fun y => erfc (f y)) x (l * - (2 / sqrt PI * exp (- (f x * f x)))).
Proof. apply (derive_comp f x l F), derive_erfc. Qed.
Lemma derive_Phi_of : is_derive (fun y => Phi (f y)) x (l * (exp (- (f x * f x / 2)) / sqrt (2 * PI))).
Proof. apply (derive_comp f x l F), derive_Phi. Qed.
Lemma derive_Rpower_of (c : R) :
  0 < f x -> is_derive (fun y => Rpower (f y) c) x (l * (c * Rpower (f x) (c - 1))).
Proof.
  intros P. apply (derive_comp f x l F (fun y => Rpower y c)). apply is_derive_Reals, derivable_pt_lim_power, P.
Qed.
Lemma derive_exponent (b : R) : is_derive (fun y => Rpower b (f y)) x (l * (ln b * Rpower b (f x))).
Proof.
  unfold Rpower. eapply derive_by.
  - apply (derive_comp (fun y => f y * ln b) x (l * ln b)); [|apply is_derive_exp].
    eapply derive_by; [apply (derive_mult f (fun _ => ln b) x l 0 F), derive_constant|]. ring.
  - ring.
Qed.
Lemma derive_power_of (c : R) :
  0 < f x -> is_derive (fun y => power (f y) c) x (l * (c * power (f x) (c - 1))).
Proof.
  intros P. assert (E : forall y, 0 < y -> power y c = Rpower y c) by (intros y Hy; unfold power; destruct Rlt_dec; [auto|lra]).
  assert (E' : power (f x) (c - 1) = Rpower (f x) (c - 1)) by (unfold power; destruct Rlt_dec; [auto|lra]).
  rewrite E'. apply (derive_comp f x l F (fun y => power y c)).
  apply (is_derive_ext_loc (fun y => Rpower y c)).
  - apply (locally_interval _ (f x) 0 p_infty); simpl; auto. intros y Hy _. symmetry. now apply E.
  - apply is_derive_Reals, derivable_pt_lim_power, P.
Qed.
Lemma derive_cbrt_of : f x <> 0 -> is_derive (fun y => cbrt (f y)) x (l * (1 / (3 * cbrt (f x) ^ 2))).
Proof.
  intros N. apply (derive_comp f x l F cbrt).
  assert (Q : forall t, 0 < t -> 1 / (3 * Rpower t (1 / 3) ^ 2) = 1 / 3 * Rpower t (1 / 3 - 1)).
  { intros t T. unfold Rpower. replace ((1 / 3 - 1) * ln t) with (- (1 / 3 * ln t) + - (1 / 3 * ln t)) by field.
    rewrite exp_plus, exp_Ropp. pose proof (exp_pos (1 / 3 * ln t)). field. lra. }
  destruct (Rdichotomy _ _ N) as [S|S].
  - apply (is_derive_ext_loc (fun y => - Rpower (- y) (1 / 3))).
    + apply (locally_interval _ (f x) m_infty 0); simpl; auto. intros y _ Hy. unfold cbrt. repeat destruct Rlt_dec; lra.
    + replace (cbrt (f x)) with (- Rpower (- f x) (1 / 3)) by (unfold cbrt; repeat destruct Rlt_dec; lra).
      eapply derive_by.
      * apply (derive_opp (fun y => Rpower (- y) (1 / 3))).
        apply (derive_comp (fun y => - y) (f x) (- (1)) (derive_opp _ _ _ (derive_variable _))
          (fun y => Rpower y (1 / 3))).
        apply is_derive_Reals, (derivable_pt_lim_power (- f x) (1 / 3)). lra.
      * replace ((- Rpower (- f x) (1 / 3)) ^ 2) with (Rpower (- f x) (1 / 3) ^ 2) by ring.
        rewrite Q by lra. ring.
  - apply (is_derive_ext_loc (fun y => Rpower y (1 / 3))).
    + apply (locally_interval _ (f x) 0 p_infty); simpl; auto. intros y Hy _. unfold cbrt. repeat destruct Rlt_dec; lra.
    + replace (cbrt (f x)) with (Rpower (f x) (1 / 3)) by (unfold cbrt; repeat destruct Rlt_dec; lra).
      rewrite Q by lra. apply is_derive_Reals, derivable_pt_lim_power, S.
Qed.
End Compositions.

(** * Continuity *)

Section Continuity.
Variables (f g : R -> R) (x : R).
Hypothesis F : continuous f x.

Lemma continuous_comp_derive (h : R -> R) : ex_derive h (f x) -> continuous (fun y => h (f y)) x.
Proof. intros H. apply (continuous_comp f h); [exact F|]. apply (ex_derive_continuous h). exact H. Qed.
Lemma continuous_ln_of : 0 < f x -> continuous (fun y => ln (f y)) x.
Proof. intros P. apply (continuous_comp f ln); [exact F|]. apply continuous_ln, P. Qed.
Lemma continuous_pow_of (n : nat) : continuous (fun y => f y ^ n) x.
Proof. induction n; simpl; [apply continuous_const|]. exact (continuous_mult f (fun y => f y ^ n) x F IHn). Qed.

Hypothesis G : continuous g x.
Lemma continuous_div_of : g x <> 0 -> continuous (fun y => f y / g y) x.
Proof.
  intros N. apply (continuous_mult f (fun y => / g y)); [exact F|]. apply continuous_Rinv_comp; [exact G|exact N].
Qed.
End Continuity.

(** * A power that is not an integer is continuous at 0 too *)

Lemma continuous_power (c x : R) : 0 < c -> continuous (fun y => power y c) x.
Proof.
  intros C. destruct (Rtotal_order x 0) as [N|[->|P]].
  - apply (continuous_ext_loc _ (fun _ => 0)); [|apply continuous_const].
    apply (locally_interval _ x m_infty 0); simpl; auto. intros y _ Hy.
    unfold power. destruct Rlt_dec; [lra|reflexivity].
  - apply continuity_pt_filterlim. intros e E. exists (Rpower e (/ c)). split; [apply exp_pos|].
    intros y [_ Y]. simpl in *. unfold R_dist in *.
    replace (power 0 c) with 0 by (unfold power; destruct Rlt_dec; [lra|reflexivity]).
    rewrite Rminus_0_r in *. unfold power. destruct Rlt_dec as [L|L]; [|now rewrite Rabs_R0].
    rewrite Rabs_right in Y by lra. rewrite Rabs_right by (apply Rle_ge, Rlt_le, exp_pos).
    replace e with (Rpower (Rpower e (/ c)) c)
      by (rewrite Rpower_mult, Rinv_l by lra; apply Rpower_1; exact E).
    apply Rlt_Rpower_l; [exact C|]. lra.
  - apply (ex_derive_continuous (fun y => power y c)). eexists.
    apply (derive_power_of (fun y => y) x 1 (derive_variable x) c). exact P.
Qed.
Lemma continuous_cbrt (x : R) : continuous cbrt x.
Proof.
  apply (continuous_ext (fun y => power y (1 / 3) - power (- y) (1 / 3))).
  - intros y. unfold power, cbrt. repeat destruct Rlt_dec; lra.
  - apply (continuous_minus (fun y => power y (1 / 3)) (fun y => power (- y) (1 / 3)));
      [apply continuous_power; lra|].
    apply (continuous_comp Ropp (fun y => power y (1 / 3))); [|apply continuous_power; lra].
    apply (continuous_opp (fun y : R => y)), continuous_id.
Qed.
