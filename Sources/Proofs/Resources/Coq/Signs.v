(** Comparisons with values of increasing functions: where the argument is on one side of a point, the
    value is on the same side of the value at that point. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Functions Rules.
Open Scope R_scope.

Ltac unknown P := assert_fails (assert P by assumption).
Ltac note P proof := unknown P; assert P by proof.

(** * Increasing functions *)

Lemma increasing_by_derivative (h d : R -> R) :
  (forall x, is_derive h x (d x)) -> (forall x, 0 < d x) -> forall x y, x < y -> h x < h y.
Proof.
  intros H P x y L. now apply (incr_function h m_infty p_infty d); simpl; auto; intros; apply Rlt_gt, P.
Qed.
Lemma erf_increasing (x y : R) : x < y -> erf x < erf y.
Proof.
  apply (increasing_by_derivative _ _ derive_erf). intros t. pose proof sqrt_PI_positive.
  apply Rmult_lt_0_compat; [apply Rdiv_lt_0_compat; lra|apply exp_pos].
Qed.
Lemma Phi_increasing (x y : R) : x < y -> Phi x < Phi y.
Proof.
  intros H. pose proof sqrt_2_positive. unfold Phi.
  pose proof (erf_increasing (x / sqrt 2) (y / sqrt 2)
    ltac:(apply Rmult_lt_compat_r; [now apply Rinv_0_lt_compat|exact H])). lra.
Qed.
Lemma cbrt_increasing (x y : R) : x < y -> cbrt x < cbrt y.
Proof.
  intros H.
  assert (P : forall a b, 0 < a < b -> cbrt a < cbrt b).
  { intros a b L. rewrite !cbrt_positive by lra. apply Rlt_Rpower_l; lra. }
  destruct (Rtotal_order x 0) as [N|[->|N]].
  - destruct (Rtotal_order y 0) as [M|[->|M]].
    + pose proof (P (- y) (- x) ltac:(lra)). rewrite !cbrt_opp in *. lra.
    + rewrite cbrt_0. now apply cbrt_below_0.
    + pose proof (cbrt_below_0 x N). pose proof (cbrt_above_0 y M). lra.
  - rewrite cbrt_0. now apply cbrt_above_0.
  - apply P. lra.
Qed.
Lemma sqrt_increasing (x y : R) : 0 <= x -> x < y -> sqrt x < sqrt y.
Proof. intros P H. apply sqrt_lt_1; lra. Qed.

(** That a number is positive, by its form. *)
Lemma exp_1_above_2 : 2 < exp 1.
Proof. pose proof (exp_ineq1 1 ltac:(lra)). lra. Qed.
Ltac positive_number :=
  first
  [ lra
  | lazymatch goal with
    | |- 0 < sqrt _ => apply sqrt_lt_R0; positive_number
    | |- 0 < exp _ => apply exp_pos
    | |- 0 < _ / _ => apply Rdiv_lt_0_compat; positive_number
    | |- 0 < / _ => apply Rinv_0_lt_compat; positive_number
    | |- 0 < _ * _ => apply Rmult_lt_0_compat; positive_number
    | |- 0 < _ + _ => apply Rplus_lt_0_compat; positive_number
    | |- 0 < exp 1 - _ => pose proof exp_1_above_2; lra
    end ].

(** [h u < h v] by [u < v], where these are linear, or increasing functions of such. *)
Ltac increases :=
  first
  [ lra
  | lazymatch goal with
    | |- tanh _ < tanh _ => apply tanh_increasing
    | |- sigmoid _ < sigmoid _ => apply sigmoid_increasing
    | |- softplus _ < softplus _ => apply softplus_increasing
    | |- sinh _ < sinh _ => apply sinh_increasing
    | |- atan _ < atan _ => apply atan_increasing
    | |- erf _ < erf _ => apply erf_increasing
    | |- Phi _ < Phi _ => apply Phi_increasing
    | |- cbrt _ < cbrt _ => apply cbrt_increasing
    | |- exp _ < exp _ => apply exp_increasing
    | |- sqrt _ < sqrt _ => apply sqrt_increasing; [ first [ lra | apply Rlt_le; positive_number ] | ]
    | |- ln _ < ln _ => apply ln_increasing; [ positive_number | ]
    end; increases ].

(** * Values at logarithms, and at 0 *)

(** The exponential of a multiple of ln [a]. *)
Section Exponentials.
Variables (u a : R).
Hypothesis (A : 0 < a).
Lemma exp_log : u = ln a -> exp u = a.
Proof. intros ->. now apply exp_ln. Qed.
Lemma exp_double_log : u = 2 * ln a -> exp u = a * a.
Proof. intros ->. replace (2 * ln a) with (ln a + ln a) by ring. rewrite exp_plus, exp_ln; auto. Qed.
Lemma exp_half_log : u = ln a / 2 -> exp u = sqrt a.
Proof. intros ->. rewrite <- ln_sqrt_half by exact A. apply exp_ln, sqrt_lt_R0, A. Qed.
End Exponentials.
Lemma exp_minus_log (u a : R) : 0 < a -> - u = ln a -> exp u = / a.
Proof. intros A E. replace u with (- (- u)) by ring. now rewrite exp_Ropp, (exp_log (- u) a). Qed.
Lemma exp_minus_double_log (u a : R) : 0 < a -> - u = 2 * ln a -> exp u = / (a * a).
Proof. intros A E. replace u with (- (- u)) by ring. now rewrite exp_Ropp, (exp_double_log (- u) a). Qed.
Lemma exp_minus_half_log (u a : R) : 0 < a -> - u = ln a / 2 -> exp u = / sqrt a.
Proof. intros A E. replace u with (- (- u)) by ring. now rewrite exp_Ropp, (exp_half_log (- u) a). Qed.

Lemma ln_of_sum (a : R) : ln (1 + (exp a - 1)) = a.
Proof. replace (1 + (exp a - 1)) with (exp a) by ring. apply ln_exp. Qed.

Ltac open_at_logarithms :=
  repeat match goal with
  | |- context [sigmoid ?u] => match u with context [ln _] => rewrite (sigmoid_exp u) end
  | |- context [tanh ?u] => match u with context [ln _] => rewrite (tanh_exp u) end
  | |- context [softplus ?u] => match u with context [ln _] => change (softplus u) with (ln (1 + exp u)) end
  | |- context [exp (?u + ?v)] => match constr:(u + v) with context [ln _] => rewrite (exp_plus u v) end
  | |- context [exp (?u - ?v)] => match constr:(u - v) with context [ln _] => change (exp (u - v)) with (exp (u + - v)) end
  | |- context [sinh ?u] => match u with context [ln _] => change (sinh u) with ((exp u - exp (- u)) / 2) end
  end.
Ltac exponentials_of_logarithms :=
  repeat match goal with
  | |- context [ln (sqrt ?a)] => rewrite (ln_sqrt_half a) by positive_number
  | |- context [ln (1 / ?a)] => rewrite (ln_reciprocal a) by positive_number
  | |- context [exp ?u] =>
    match u with context [ln ?a] =>
      first
      [ rewrite (exp_log u a) by first [ positive_number | lra ]
      | rewrite (exp_minus_log u a) by first [ positive_number | lra ]
      | rewrite (exp_double_log u a) by first [ positive_number | lra ]
      | rewrite (exp_minus_double_log u a) by first [ positive_number | lra ]
      | rewrite (exp_half_log u a) by first [ positive_number | lra ]
      | rewrite (exp_minus_half_log u a) by first [ positive_number | lra ] ]
    end
  | |- context [ln (exp ?a)] => rewrite (ln_exp a)
  | |- context [ln (1 + (exp ?a - 1))] => rewrite (ln_of_sum a)
  end.
(** Functions of logarithms by the arguments of these. *)
Ltac at_logarithms := open_at_logarithms; exponentials_of_logarithms.

(** * What is known of values, from where the arguments are *)

Lemma PI_above_3 : 3 < PI.
Proof. pose proof PI2_3_2. lra. Qed.
Lemma sin_positive (x : R) : 0 < x -> x < 3 -> 0 < sin x.
Proof. intros P H. pose proof PI_above_3. apply sin_gt_0; lra. Qed.
Lemma sin_negative (x : R) : x < 0 -> -3 < x -> sin x < 0.
Proof. intros P H. pose proof (sin_positive (- x) ltac:(lra) ltac:(lra)) as Q. rewrite sin_neg in Q. lra. Qed.

(** [h v = w] for the number [v], where [w] is simpler. *)
Ltac value_of_number :=
  first
  [ lazymatch goal with
    | |- tanh ?v = _ => replace v with 0 by lra; exact tanh_0'
    | |- sigmoid ?v = _ => replace v with 0 by lra; exact sigmoid_0
    | |- softplus ?v = _ => replace v with 0 by lra; exact softplus_0
    | |- sinh ?v = _ => replace v with 0 by lra; exact sinh_0
    | |- atan ?v = _ => replace v with 0 by lra; exact atan_0
    | |- erf ?v = _ => replace v with 0 by lra; exact erf_0
    | |- Phi ?v = _ => replace v with 0 by lra; exact Phi_0
    | |- cbrt ?v = _ => first [ replace v with 0 by lra; exact cbrt_0 | replace v with 1 by lra; exact cbrt_1
                              | replace v with (-1) by lra; exact cbrt_minus_1 ]
    | |- exp ?v = _ => replace v with 0 by lra; exact exp_0
    | |- ln ?v = _ => replace v with 1 by lra; exact ln_1
    | |- sqrt ?v = _ => first [ replace v with 0 by lra; exact sqrt_0 | replace v with 1 by lra; exact sqrt_1 ]
    end
  | progress at_logarithms; reflexivity ].

(** [h u] beside the value at the number [v], if [u] is known to be below or above it. *)
Ltac beside_value h u v :=
  let w := fresh in let E := fresh in
  evar (w : R); assert (E : h v = w) by (subst w; first [ value_of_number | reflexivity ]); subst w;
  lazymatch type of E with _ = ?w =>
    first [ note (h u < w) ltac:(apply (Rlt_le_trans _ (h v)); [ increases | right; exact E ])
          | note (w < h u) ltac:(apply (Rle_lt_trans _ (h v)); [ right; symmetry; exact E | increases ]) ]
  end; clear E.
(** The same for the point [c] of [x]. *)
Ltac beside h u x c :=
  lazymatch eval pattern x in u with ?k _ => let v := eval cbv beta in (k c) in beside_value h u v end.
Ltac is_increasing h :=
  lazymatch h with
  | tanh => idtac | sigmoid => idtac | softplus => idtac | sinh => idtac | atan => idtac | erf => idtac
  | Phi => idtac | cbrt => idtac | exp => idtac | ln => idtac | sqrt => idtac
  end.
Ltac beside_of h u :=
  is_increasing h;
  multimatch goal with
  | _ => lazymatch h with sqrt => fail | ln => beside_value h u 1 | _ => beside_value h u 0 end
  | _ : ?x < ?c |- _ => is_var x; match u with context [x] => beside h u x c end
  | _ : ?c < ?x |- _ => is_var x; match u with context [x] => beside h u x c end
  | _ : _ < ?x /\ ?x < ?c |- _ => is_var x; match u with context [x] => beside h u x c end
  | _ : ?c < ?x /\ ?x < _ |- _ => is_var x; match u with context [x] => beside h u x c end
  end.
Ltac sides :=
  repeat match goal with
  | |- context [?h ?u] => beside_of h u
  | _ : context [?h ?u] |- _ => beside_of h u
  | |- context [sin ?u] => first [ note (0 < sin u) ltac:(apply sin_positive; lra) | note (sin u < 0) ltac:(apply sin_negative; lra) ]
  | _ : context [sin ?u] |- _ => first [ note (0 < sin u) ltac:(apply sin_positive; lra) | note (sin u < 0) ltac:(apply sin_negative; lra) ]
  end.
