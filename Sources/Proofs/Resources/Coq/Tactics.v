(** The tactics that exported proofs consist of. Each proves one kind of statement, or fails. *)
From Coq Require Import Reals Lra Lia ZArith QArith List.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Statements Functions Rules Sides Enclosures Signs.
Open Scope R_scope.

(** The definitions of the exported file; it adds its own. *)
Create HintDb formulas.
(** The points of the exported file that are in the domain. *)
Create HintDb points.
Ltac open_formulas := autounfold with formulas in *; cbv beta.

(** * What is known of the functions in sight *)

Lemma exp_below_1 (x : R) : x < 0 -> exp x < 1.
Proof. intros H. rewrite <- exp_0. now apply exp_increasing. Qed.
Lemma exp_above_1 (x : R) : 0 < x -> 1 < exp x.
Proof. intros H. rewrite <- exp_0. now apply exp_increasing. Qed.

Lemma power_positive (x y : R) : 0 < x -> 0 < power x y.
Proof. intros H. unfold power. destruct Rlt_dec; [apply exp_pos|lra]. Qed.

Lemma ln_above_0 (x : R) : 1 < x -> 0 < ln x.
Proof. intros H. rewrite <- ln_1. apply ln_increasing; lra. Qed.

Ltac facts :=
  repeat match goal with
  | |- context [exp ?a] => note (0 < exp a) ltac:(apply exp_pos)
  | H : context [exp ?a] |- _ => note (0 < exp a) ltac:(apply exp_pos)
  | |- context [exp ?a] => note (exp a < 1) ltac:(apply exp_below_1; lra)
  | |- context [exp ?a] => note (1 < exp a) ltac:(apply exp_above_1; lra)
  | H : context [exp ?a] |- _ => note (exp a < 1) ltac:(apply exp_below_1; lra)
  | H : context [exp ?a] |- _ => note (1 < exp a) ltac:(apply exp_above_1; lra)
  | |- context [power ?a ?b] => note (0 < power a b) ltac:(apply power_positive; lra)
  | |- context [sigmoid ?a] => note (0 < sigmoid a < 1) ltac:(apply sigmoid_between)
  | H : context [sigmoid ?a] |- _ => note (0 < sigmoid a < 1) ltac:(apply sigmoid_between)
  | |- context [tanh ?a] => note (-1 < tanh a < 1) ltac:(apply tanh_between)
  | H : context [tanh ?a] |- _ => note (-1 < tanh a < 1) ltac:(apply tanh_between)
  | |- context [cosh ?a] => note (0 < cosh a) ltac:(apply cosh_positive)
  | |- context [softplus ?a] => note (0 < softplus a) ltac:(apply softplus_positive)
  | |- context [sin ?a] => note (-1 <= sin a <= 1) ltac:(apply SIN_bound)
  | |- context [cos ?a] => note (-1 <= cos a <= 1) ltac:(apply COS_bound)
  | |- context [PI] => note (0 < PI) ltac:(apply PI_RGT_0)
  | |- context [sqrt ?a] => note (0 <= sqrt a /\ sqrt a * sqrt a = a) ltac:(split; [ apply sqrt_pos | apply sqrt_sqrt; first [ lra | nra ] ])
  | H : context [sqrt ?a] |- _ => note (0 <= sqrt a /\ sqrt a * sqrt a = a) ltac:(split; [ apply sqrt_pos | apply sqrt_sqrt; first [ lra | nra ] ])
  end.

(** * Signs *)

Lemma quotient_nonzero (u v : R) : u <> 0 -> v <> 0 -> u / v <> 0.
Proof. intros U V. apply Rmult_integral_contrapositive_currified; [exact U|]. now apply Rinv_neq_0_compat. Qed.

Lemma even_power_nonnegative (n : nat) (x : R) : 0 <= x ^ (n + n).
Proof. rewrite pow_add. apply Rle_0_sqr. Qed.
Lemma even_power_positive (n : nat) (x : R) : x <> 0 -> 0 < x ^ (n + n).
Proof. intros N. rewrite pow_add. now apply Rsqr_pos_lt, pow_nonzero. Qed.
Ltac apply_to_even lemma :=
  match goal with |- context [?x ^ ?k] => let n := eval compute in (Nat.div2 k) in apply (lemma n x) end.

Ltac positive :=
  intros; cbv beta in *;
  first [ assumption |
  lazymatch goal with
  | |- True => exact I
  | |- _ /\ _ => split; positive
  | |- _ > _ => apply Rlt_gt; positive
  | |- _ >= _ => apply Rle_ge; positive
  | |- ~ (_ / _ = 0) => first [ lra | solve [apply quotient_nonzero; positive] | solve [apply Rgt_not_eq; positive] | solve [positive_rest] ]
  | |- ~ (cbrt _ = 0) => apply cbrt_nonzero; positive
  | |- ~ (_ * _ = 0) => apply Rmult_integral_contrapositive_currified; positive
  | |- ~ (_ ^ _ = 0) => apply pow_nonzero; positive
  | |- ~ (_ = _) => first [ lra | solve [sides; lra] | solve [apply Rgt_not_eq; positive] | solve [apply Rlt_not_eq; positive_rest] | solve [positive_rest] ]
  | |- 0 < PI => apply PI_RGT_0
  | |- 0 < exp _ => apply exp_pos
  | |- 0 < Rpower _ _ => apply exp_pos
  | |- 0 < power _ _ => apply power_positive; positive
  | |- 0 < sigmoid _ => apply sigmoid_between
  | |- 0 < softplus _ => apply softplus_positive
  | |- 0 < cosh _ => apply cosh_positive
  | |- 0 < ln _ => first [ solve [apply ln_above_0; lra] | positive_rest ]
  | |- 0 < cbrt _ => apply cbrt_above_0; positive
  | |- 0 < sqrt _ => apply sqrt_lt_R0; positive
  | |- 0 < ?a + ?b => first [ lra | solve [apply Rplus_lt_le_0_compat; positive] | solve [apply Rplus_le_lt_0_compat; positive] | positive_rest ]
  | |- 0 < ?a * ?b => first [ lra | solve [apply Rmult_lt_0_compat; positive] | positive_rest ]
  | |- 0 < / ?a => apply Rinv_0_lt_compat; positive
  | |- 0 < ?a / ?b => first [ lra | solve [apply Rdiv_lt_0_compat; positive] | positive_rest ]
  | |- 0 < ?a ^ _ => first [ solve [apply pow_lt; positive] | solve [apply pow2_gt_0; positive] | solve [apply_to_even even_power_positive; positive] | positive_rest ]
  | |- 0 <= exp _ => apply Rlt_le, exp_pos
  | |- 0 <= sqrt _ => apply sqrt_pos
  | |- 0 <= Rabs _ => apply Rabs_pos
  | |- 0 <= ?a ^ 2 => apply pow2_ge_0
  | |- 0 <= ?a ^ _ => first [ solve [apply pow_le; positive] | apply_to_even even_power_nonnegative | positive_rest ]
  | |- 0 <= ?a * ?a => apply Rle_0_sqr
  | |- 0 <= ?a + ?b => first [ lra | solve [apply Rplus_le_le_0_compat; positive] | positive_rest ]
  | |- 0 <= ?a * ?b => first [ lra | solve [apply Rmult_le_pos; positive] | positive_rest ]
  | |- 0 <= ?a / ?b => first [ lra | solve [apply Rle_mult_inv_pos; positive] | positive_rest ]
  | |- 0 <= _ => first [ lra | solve [apply Rlt_le; positive] | solve [facts; nra] ]
  | |- _ => positive_rest
  end ]
with positive_rest := first [ lra | solve [sides; lra] | facts; first [ lra | nra | enclose ] ].

(** Odd powers of negative numbers, and quotients with a negative denominator by their opposites. *)
Lemma odd_power_negative (n : nat) (x : R) : x < 0 -> x ^ S (2 * n) < 0.
Proof. intros H. pose proof (odd_power_increasing n x 0 H) as P. rewrite pow_ne_zero in P by discriminate. exact P. Qed.
Ltac negative_powers :=
  repeat match goal with |- context [?x ^ ?k] =>
    let n := eval compute in (Nat.div2 k) in note (x ^ k < 0) ltac:(apply (odd_power_negative n x); lra)
  end.
Ltac negative_denominators :=
  negative_powers;
  repeat match goal with |- context [?u / ?v] =>
    let N := fresh in assert (N : v < 0) by lra; replace (u / v) with (- u / - v) by (field; lra); clear N
  end.

(** * Equations *)

Lemma Rpower_positive (a b : R) : 0 < Rpower a b.
Proof. apply exp_pos. Qed.
Lemma power_0 (y : R) : power 0 y = 0.
Proof. unfold power. destruct Rlt_dec; [lra|auto]. Qed.

Lemma power_1 (y : R) : power 1 y = 1.
Proof. unfold power, Rpower. destruct Rlt_dec; [rewrite ln_1, Rmult_0_r; apply exp_0|lra]. Qed.

Ltac plain_powers :=
  repeat match goal with |- context [Pos.to_nat ?p] =>
    let n := eval compute in (Pos.to_nat p) in change (Pos.to_nat p) with n end.
Ltac plain_numbers := cbn [Z.of_nat Pos.of_succ_nat Pos.succ] in *.

(** One exponential for those whose exponents are equal, opposite, or multiples. *)
Ltac same_argument := first [ reflexivity | solve [ring] | solve [field; repeat split; positive] ].
Ltac merge_exponentials :=
  repeat match goal with
  | |- context [exp ?a] => match goal with |- context [exp ?b] =>
      assert_fails (constr_eq a b);
      first
      [ replace (exp b) with (exp a) by (f_equal; same_argument)
      | assert_fails (constr_eq a (- b)); replace (exp b) with (/ exp a) by (rewrite <- exp_Ropp; f_equal; same_argument)
      | replace (exp b) with (exp a * exp a) by (rewrite <- exp_plus; f_equal; same_argument) ]
    end
  end.
(** One term for those of a function whose arguments are equal. *)
Ltac merge_of h :=
  repeat match goal with
  | |- context [h ?a] => match goal with |- context [h ?b] =>
      assert_fails (constr_eq a b); replace (h b) with (h a) by (f_equal; same_argument) end
  end.
Ltac merge_powers :=
  repeat match goal with
  | |- context [power ?a ?b] => match goal with |- context [power a ?c] =>
      assert_fails (constr_eq b c); replace (power a c) with (power a b) by (f_equal; same_argument) end
  end.
Ltac merge_arguments :=
  rewrite ?cos_neg, ?sin_neg;
  merge_of ln; merge_of sqrt; merge_of tanh; merge_of sigmoid; merge_of softplus; merge_of erf; merge_of Phi;
  merge_of sin; merge_of cos; merge_of atan; merge_powers.
Ltac opposite_exponentials :=
  repeat match goal with |- context [exp (- ?a)] => rewrite (exp_Ropp a) end.

(** Exponentials of sums by those of the terms. *)
Ltac split_exponentials :=
  match goal with |- context [exp (_ + _)] => idtac | |- context [exp (_ - _)] => idtac end;
  unfold Rminus; rewrite ?exp_plus.

Ltac nonzero := repeat split; positive.
Ltac algebra := first [ reflexivity | lra | solve [ring] | solve [field; nonzero] ].

Lemma root_quotient (u v k : R) : 0 < k -> 0 <= v -> u * (k * k) = v -> sqrt u = sqrt v / k.
Proof.
  intros K V <-. assert (0 < k * k) by (apply Rmult_lt_0_compat; lra).
  assert (0 <= u) by (apply (Rmult_le_reg_r (k * k)); lra).
  rewrite sqrt_mult_alt, sqrt_square by lra. field. lra.
Qed.
(** The roots of fractions by those of integers. *)
Ltac shrink_roots :=
  repeat match goal with |- context [sqrt ?u] => match goal with |- context [sqrt ?v] =>
    assert_fails (constr_eq u v);
    first [ rewrite (root_quotient u v 2) by lra | rewrite (root_quotient u v 3) by lra
          | rewrite (root_quotient u v 4) by lra | rewrite (root_quotient u v 5) by lra
          | rewrite (root_quotient u v 10) by lra ] end end.
Ltac squares_of_roots :=
  shrink_roots;
  repeat match goal with |- context [sqrt ?u] => note (sqrt u * sqrt u = u) ltac:(apply sqrt_sqrt; positive) end.
Ltac cubes_of_roots :=
  repeat match goal with H : sqrt ?u * sqrt ?u = ?u |- _ =>
    note (sqrt u ^ 3 = u * sqrt u) ltac:(replace (sqrt u ^ 3) with (sqrt u * sqrt u * sqrt u) by ring; now rewrite H) end.

Ltac equation :=
  intros; cbv beta; plain_numbers;
  first
  [ algebra
  | merge_exponentials; algebra
  | merge_arguments; merge_exponentials; algebra
  | opposite_exponentials; merge_exponentials; algebra
  | split_exponentials; opposite_exponentials; merge_exponentials; algebra
  | rewrite ?sigmoid_exp, ?tanh_exp; unfold softplus, sinh, cosh; opposite_exponentials; merge_arguments; merge_exponentials; algebra
  | merge_arguments; merge_exponentials; squares_of_roots; first [ nra | field_simplify_eq; [ first [ nra | cubes_of_roots; lra ] | nonzero ] ]
  | rewrite ?sigmoid_exp, ?tanh_exp; opposite_exponentials; merge_arguments; merge_exponentials; squares_of_roots;
    field_simplify_eq; [ nra | nonzero ] ].

(** * Branches: decides every comparison that the hypotheses decide *)

Ltac settled t :=
  lazymatch t with
  | context [Rlt_dec _ _] => fail
  | context [Rle_dec _ _] => fail
  | context [Req_EM_T _ _] => fail
  | context [Rcase_abs _] => fail
  | _ => idtac
  end.
(** Comparisons of ln and exp with numbers as comparisons of their arguments. *)
Lemma above_exp (a u : R) : a < ln u -> 0 < u -> exp a < u.
Proof. intros H P. rewrite <- (exp_ln u) by exact P. now apply exp_increasing. Qed.
Lemma below_exp (a u : R) : ln u < a -> 0 < u -> u < exp a.
Proof. intros H P. rewrite <- (exp_ln u) by exact P. now apply exp_increasing. Qed.
Lemma above_ln (a u : R) : a < exp u -> 0 < a -> ln a < u.
Proof. intros H P. rewrite <- (ln_exp u). now apply ln_increasing. Qed.
Lemma below_ln (a u : R) : exp u < a -> 0 < a -> u < ln a.
Proof. intros H P. rewrite <- (ln_exp u). apply ln_increasing; [apply exp_pos|exact H]. Qed.
Lemma at_most_exp (a u : R) : ln u <= a -> 0 < u -> u <= exp a.
Proof. intros [H| <-] P; [now apply Rlt_le, below_exp|rewrite exp_ln; lra]. Qed.
Lemma at_least_exp (a u : R) : a <= ln u -> 0 < u -> exp a <= u.
Proof. intros [H| ->] P; [now apply Rlt_le, above_exp|rewrite exp_ln; lra]. Qed.
Lemma at_most_ln (a u : R) : exp u <= a -> 0 < a -> u <= ln a.
Proof. intros [H| <-] P; [now apply Rlt_le, below_ln|rewrite ln_exp; lra]. Qed.
Lemma at_least_ln (a u : R) : a <= exp u -> 0 < a -> ln a <= u.
Proof. intros [H| ->] P; [now apply Rlt_le, above_ln|rewrite ln_exp; lra]. Qed.
Ltac comparisons :=
  unfold Rgt in *;
  repeat match goal with
  | H : _ >= _ |- _ => apply Rge_le in H
  | H : ~ _ < _ |- _ => apply Rnot_lt_le in H
  | H : ~ _ <= _ |- _ => apply Rnot_le_lt in H
  end.
Ltac exponents :=
  repeat match goal with
  | H : ?a < ln ?u |- _ => apply (above_exp a u) in H; [ | positive ]
  | H : ln ?u < ?a |- _ => apply (below_exp a u) in H; [ | positive ]
  | H : ln ?u <= ?a |- _ => apply (at_most_exp a u) in H; [ | positive ]
  | H : ?a <= ln ?u |- _ => apply (at_least_exp a u) in H; [ | positive ]
  end.
Ltac logarithms :=
  repeat match goal with
  | H : ?a < exp ?u |- _ => apply (above_ln a u) in H; [ | positive ]
  | H : exp ?u < ?a |- _ => apply (below_ln a u) in H; [ | positive ]
  | H : exp ?u <= ?a |- _ => apply (at_most_ln a u) in H; [ | positive ]
  | H : ?a <= exp ?u |- _ => apply (at_least_ln a u) in H; [ | positive ]
  end.
(** The same of other increasing functions. *)
Ltac invert h increases inverts :=
  match goal with
  | H : ?v < h ?u |- _ => apply (inverse_above h _ u v increases (inverts v ltac:(lra))) in H
  | H : h ?u < ?v |- _ => apply (inverse_below h _ u v increases (inverts v ltac:(lra))) in H
  | H : ?v <= h ?u |- _ => apply (inverse_at_least h _ u v increases (inverts v ltac:(lra))) in H
  | H : h ?u <= ?v |- _ => apply (inverse_at_most h _ u v increases (inverts v ltac:(lra))) in H
  end.
Ltac inverses :=
  repeat first
  [ invert tanh tanh_increasing tanh_inverse | invert sigmoid sigmoid_increasing sigmoid_inverse
  | invert softplus softplus_increasing softplus_inverse
  | match goal with H : context [sinh _] |- _ =>
      invert sinh sinh_increasing (fun v (_ : True) => sinh_inverse v I) end ].
(** Logarithms of roots, reciprocals and powers of e by others, and those of equal or inverse numbers by
    one. *)
Lemma sum_with_root (a v w : R) : 0 <= a - v -> (a - v) * (a - v) = w -> a = v + sqrt w.
Proof. intros P <-. rewrite sqrt_square by exact P. ring. Qed.
Ltac same_number :=
  first [ lra | solve [field; lra] | solve [apply sum_with_root; facts; first [ lra | nra ]]
        | solve [symmetry; apply sum_with_root; facts; first [ lra | nra ]] ].
Ltac plain_logarithms :=
  repeat match goal with
  | H : context [ln (exp ?a)] |- _ => rewrite (ln_exp a) in H
  | H : context [ln (1 / ?a)] |- _ => rewrite (ln_reciprocal a) in H by positive
  | H : context [ln (- (-1 / ?a))] |- _ => replace (- (-1 / a)) with (1 / a) in H by (field; apply Rgt_not_eq; positive)
  | H : context [ln (sqrt ?a)] |- _ => rewrite (ln_sqrt_half a) in H by positive
  | H : context [ln 1] |- _ => rewrite ln_1 in H
  end;
  repeat match goal with
  | H : context [ln ?a] |- _ => match goal with K : context [ln ?b] |- _ =>
      assert_fails (constr_eq a b);
      first [ replace (ln b) with (ln a) in K by (f_equal; same_number)
            | replace (ln b) with (- ln a) in K by (rewrite <- ln_Rinv by lra; f_equal; same_number) ]
    end
  end.
(** Odd powers of [x] by those of its bounds, among them roots. *)
Ltac odd_powers :=
  subst;
  repeat match goal with
  | H : context [?x ^ ?k], L : ?x < ?c |- _ =>
      let n := eval compute in (Nat.div2 k) in note (x ^ k < c ^ k) ltac:(exact (odd_power_increasing n x c L))
  | H : context [?x ^ ?k], L : ?c < ?x |- _ =>
      let n := eval compute in (Nat.div2 k) in note (c ^ k < x ^ k) ltac:(exact (odd_power_increasing n c x L))
  end;
  repeat match goal with H : context [Rpower ?a ?c ^ ?k] |- _ => rewrite (root_power a c k) in H by (simpl INR; lra) end.
(** A comparison of constants that is false. *)
Ltac false_comparison :=
  match goal with
  | H : _ < _ |- False => apply (Rlt_not_le _ _ H); solve [enclose]
  | H : _ <= _ |- False => apply (Rle_not_lt _ _ H); solve [enclose]
  end.
Ltac compares_inverses :=
  match goal with
  | H : context [ln _] |- _ => idtac
  | H : context [exp _] |- _ => idtac
  | H : context [tanh _] |- _ => idtac
  | H : context [sigmoid _] |- _ => idtac
  | H : context [softplus _] |- _ => idtac
  | H : context [sinh _] |- _ => idtac
  | H : context [Rpower _ _], K : context [_ ^ _] |- _ => idtac
  | H : context [Rpower _ _ ^ _] |- _ => idtac
  end.
Ltac absurd :=
  exfalso;
  first [ lra | solve [sides; lra] | solve [facts; first [ lra | nra | enclose ]]
        | solve [compares_inverses; comparisons; first
            [ solve [exponents; lra] | solve [logarithms; lra] | false_comparison
            | solve [inverses; logarithms; plain_logarithms; lra] | solve [odd_powers; lra] ]]
        | match goal with _ : context [_ ^ _] |- _ => solve [odd_powers; lra] end ].
(** The same where the numbers are values of ln and exp at 1 and 0, or the terms quotients. *)
Ltac trivial_values := rewrite ?exp_0, ?ln_1 in *.
Ltac quotients :=
  repeat match goal with H : context [?u / ?v] |- _ =>
    let E := fresh in let q := fresh in
    assert (E : u / v * v = u) by (field; lra); set (q := u / v) in *; clearbody q
  end.
Ltac absurd_closely :=
  exfalso; comparisons;
  first [ solve [exponents; trivial_values; lra] | solve [logarithms; trivial_values; lra]
        | solve [trivial_values; lra] | false_comparison | solve [quotients; nra] ].
Ltac branch :=
  match goal with
  | |- context [Rlt_dec ?a ?b] => settled a; settled b; destruct (Rlt_dec a b)
  | |- context [Rle_dec ?a ?b] => settled a; settled b; destruct (Rle_dec a b)
  | |- context [Req_EM_T ?a ?b] => settled a; settled b; destruct (Req_EM_T a b)
  | |- context [Rcase_abs ?a] => settled a; destruct (Rcase_abs a)
  end; try solve [first [ absurd | absurd_closely ]]; cbn [andb orb negb].
(** Constants by their values: ln and exp of each other, and powers of roots. *)
Ltac constants :=
  repeat match goal with
  | |- context [exp 0] => rewrite exp_0
  | |- context [ln 1] => rewrite ln_1
  | |- context [sin PI] => rewrite sin_PI
  | |- context [cos PI] => rewrite cos_PI
  | |- context [ln (exp ?a)] => rewrite (ln_exp a)
  | |- context [exp (ln ?a)] => rewrite (exp_ln a) by positive
  | |- context [exp (- ln ?a)] => rewrite (exp_Ropp (ln a))
  | |- context [Rpower ?a ?c ^ ?k] => rewrite (root_power a c k) by (simpl INR; lra)
  | |- context [Rpower ?a (- IZR ?z)] =>
      let w := eval compute in (Z.opp z) in replace (- IZR z) with (IZR w) by lra
  | |- context [cbrt (IZR ?z)] => assert_fails (constr_eq z 1%Z); rewrite (cbrt_positive (IZR z)) by lra
  end.
(** The root of an even power by the absolute value. *)
Lemma root_of_even_power (n : nat) (x : R) : sqrt (x ^ (n + n)) = Rabs (x ^ n).
Proof. rewrite pow_add. apply sqrt_Rsqr_abs. Qed.
Ltac roots_of_powers :=
  repeat match goal with
  | |- context [sqrt (?u ^ ?k)] =>
    let n := eval compute in (Nat.div2 k) in
    change (sqrt (u ^ k)) with (sqrt (u ^ (n + n))); rewrite (root_of_even_power n u); rewrite ?pow_1
  end.
Ltac resolve :=
  cbv beta; roots_of_powers; unfold below, at_most, equals, signum, Rmax, Rmin, Rabs; cbn [andb orb negb]; constants; repeat branch.

(** * Values at a point *)

(** The root of the square of a rational number, whose value [rational_value] finds. *)
Lemma root_of_square (a b : R) : 0 <= b -> b * b = a -> sqrt a = b.
Proof. intros B <-. now apply sqrt_square. Qed.
Ltac rational_value a :=
  lazymatch a with
  | IZR ?z => constr:(inject_Z z)
  | ?u + ?v => let p := rational_value u in let q := rational_value v in constr:(Qplus p q)
  | ?u - ?v => let p := rational_value u in let q := rational_value v in constr:(Qminus p q)
  | ?u * ?v => let p := rational_value u in let q := rational_value v in constr:(Qmult p q)
  | ?u / ?v => let p := rational_value u in let q := rational_value v in constr:(Qdiv p q)
  | - ?u => let p := rational_value u in constr:(Qopp p)
  | ?u ^ ?n => let p := rational_value u in constr:(Qpower p (Z.of_nat n))
  end.
Ltac plain_root a :=
  let q := rational_value a in
  let above := eval vm_compute in (Z.sqrt (Qnum (Qred q))) in
  let below := eval vm_compute in (Z.sqrt (Zpos (Qden (Qred q)))) in
  rewrite (root_of_square a (IZR above / IZR below)) by lra.

Ltac at_zero :=
  repeat match goal with
  | |- context [sqrt ?a] => plain_root a
  | |- context [exp ?a] => replace (exp a) with 1 by (rewrite <- exp_0 at 1; f_equal; lra)
  | |- context [sigmoid ?a] => replace (sigmoid a) with (1 / 2) by (rewrite <- sigmoid_0; f_equal; lra)
  | |- context [softplus ?a] => replace (softplus a) with (ln 2) by (rewrite <- softplus_0; f_equal; lra)
  | |- context [tanh ?a] => replace (tanh a) with 0 by (rewrite <- tanh_0' at 1; f_equal; lra)
  | |- context [sinh ?a] => replace (sinh a) with 0 by (rewrite <- sinh_0 at 1; f_equal; lra)
  | |- context [cosh ?a] => replace (cosh a) with 1 by (rewrite <- cosh_0 at 1; f_equal; lra)
  | |- context [erf ?a] => replace (erf a) with 0 by (rewrite <- erf_0 at 1; f_equal; lra)
  | |- context [Phi ?a] => replace (Phi a) with (1 / 2) by (rewrite <- Phi_0; f_equal; lra)
  | |- context [sin ?a] => replace (sin a) with 0 by (rewrite <- sin_0 at 1; f_equal; lra)
  | |- context [cos ?a] => replace (cos a) with 1 by (rewrite <- cos_0 at 1; f_equal; lra)
  | |- context [tan ?a] => replace (tan a) with 0 by (rewrite <- tan_0 at 1; f_equal; lra)
  | |- context [atan ?a] => replace (atan a) with 0 by (rewrite <- atan_0 at 1; f_equal; lra)
  | |- context [ln ?a] => replace (ln a) with 0 by (rewrite <- ln_1 at 1; f_equal; lra)
  | |- context [sqrt ?a] => replace (sqrt a) with 0 by (rewrite <- sqrt_0 at 1; f_equal; lra)
  | |- context [sqrt ?a] => replace (sqrt a) with 1 by (rewrite <- sqrt_1 at 1; f_equal; lra)
  | |- context [cbrt ?a] => replace (cbrt a) with 0 by (rewrite <- cbrt_0 at 1; f_equal; lra)
  | |- context [cbrt ?a] => replace (cbrt a) with 1 by (rewrite <- cbrt_1 at 1; f_equal; lra)
  | |- context [cbrt ?a] => replace (cbrt a) with (-1) by (rewrite <- cbrt_minus_1 at 1; f_equal; lra)
  | |- context [Rpower ?a (IZR ?z)] => rewrite <- (powerRZ_Rpower a z) by lra; cbn [powerRZ]; plain_powers
  | |- context [power ?a ?b] => replace (power a b) with 1 by (rewrite <- (power_1 b) at 1; f_equal; lra)
  | |- context [power ?a ?b] => replace (power a b) with 0 by (rewrite <- (power_0 b) at 1; f_equal; lra)
  end.

(** * The pieces: [x] lies in a cell, and there [dom] holds and [f] is one formula *)

(** Sums with logarithms, by their exponentials. *)
Ltac by_exponentials :=
  apply exp_inv; unfold Rminus; rewrite ?exp_plus, ?Ropp_involutive, ?exp_0;
  repeat rewrite exp_ln by positive; equation.
Ltac same_value := first [ equation | at_zero; equation | by_exponentials ].
Tactic Notation "piece" := intros; open_formulas; resolve; (split; [ positive | same_value ]).
(** The same where a lemma says that [x] is in the domain. *)
Tactic Notation "piece" constr(defined) :=
  let x := fresh in let H := fresh in
  intros x H; split; [ exact (defined x H) | open_formulas; resolve; same_value ].
(** Values at two points, each in a known cell or at a joint. *)
Ltac place x b := destruct (Rtotal_order x b) as [?|[?|?]]; try (exfalso; lra).
Ltac at_piece p x := try rewrite (proj2 (p x ltac:(lra))).
Ltac compare_values := intros; subst; open_formulas; resolve; lra.
(** A cell, or a point, outside the domain. *)
Ltac outside :=
  intros; open_formulas; resolve; let H := fresh in intros H;
  repeat match type of H with _ /\ _ => let K := fresh in destruct H as [K H]; revert K end; intros;
  first [ exact H | absurd | absurd_closely | tauto ].
(** A point of the domain. *)
Ltac inside := intros; open_formulas; resolve; positive.

Section Cells.
Variables (D : R -> Prop) (f g : R -> R) (a b x : R).

Lemma cell_everywhere : (forall y, True -> D y /\ f y = g y) -> cell D f g x.
Proof. intros H. exists 1. split; [lra|]. intros y _. now apply H. Qed.
Lemma cell_before : (forall y, y < b -> D y /\ f y = g y) -> x < b -> cell D f g x.
Proof. intros H X. exists (b - x). split; [lra|]. intros y Y. apply H. lra. Qed.
Lemma cell_beyond : (forall y, a < y -> D y /\ f y = g y) -> a < x -> cell D f g x.
Proof. intros H X. exists (x - a). split; [lra|]. intros y Y. apply H. lra. Qed.
Lemma cell_between : (forall y, a < y < b -> D y /\ f y = g y) -> a < x < b -> cell D f g x.
Proof.
  intros H X. exists (Rmin (x - a) (b - x)). least d. split; [lra|]. intros y Y. apply H. lra.
Qed.

Lemma left_before : (forall y, y < x -> D y /\ f y = g y) -> left_is D f g x.
Proof. intros H. exists 1. split; [lra|]. intros y Y. apply H. lra. Qed.
Lemma left_between : (forall y, a < y < x -> D y /\ f y = g y) -> a < x -> left_is D f g x.
Proof. intros H X. exists (x - a). split; [lra|]. intros y Y. apply H. lra. Qed.
Lemma right_beyond : (forall y, x < y -> D y /\ f y = g y) -> right_is D f g x.
Proof. intros H. exists 1. split; [lra|]. intros y Y. apply H. lra. Qed.
Lemma right_between : (forall y, x < y < b -> D y /\ f y = g y) -> x < b -> right_is D f g x.
Proof. intros H X. exists (b - x). split; [lra|]. intros y Y. apply H. lra. Qed.

Lemma left_empty_before : (forall y, y < x -> ~ D y) -> left_empty D x.
Proof. intros H. exists 1. split; [lra|]. intros y Y. apply H. lra. Qed.
Lemma left_empty_between : (forall y, a < y < x -> ~ D y) -> a < x -> left_empty D x.
Proof. intros H X. exists (x - a). split; [lra|]. intros y Y. apply H. lra. Qed.
Lemma right_empty_beyond : (forall y, x < y -> ~ D y) -> right_empty D x.
Proof. intros H. exists 1. split; [lra|]. intros y Y. apply H. lra. Qed.
Lemma right_empty_between : (forall y, x < y < b -> ~ D y) -> x < b -> right_empty D x.
Proof. intros H X. exists (b - x). split; [lra|]. intros y Y. apply H. lra. Qed.
End Cells.

Ltac in_cell p :=
  first
  [ exact (cell_everywhere _ _ _ _ p)
  | apply (cell_before _ _ _ _ _ p); lra
  | apply (cell_beyond _ _ _ _ _ p); lra
  | apply (cell_between _ _ _ _ _ _ p); lra ].
Ltac left_side p :=
  first [ exact (left_before _ _ _ _ p) | apply (left_between _ _ _ _ _ p); lra ].
Ltac right_side p :=
  first [ exact (right_beyond _ _ _ _ p) | apply (right_between _ _ _ _ _ p); lra ].
Ltac left_void p :=
  first [ exact (left_empty_before _ _ p) | apply (left_empty_between _ _ _ p); lra ].
Ltac right_void p :=
  first [ exact (right_empty_beyond _ _ p) | apply (right_empty_between _ _ _ p); lra ].

(** * Derivatives and continuity by composition *)

Ltac derive_step :=
  match goal with
  | |- is_derive (fun _ => ?c) ?x _ => exact (derive_constant x c)
  | |- is_derive (fun y => y) ?x _ => exact (derive_variable x)
  | |- is_derive (fun y => @?f y + @?g y) ?x _ => eapply (derive_plus f g x)
  | |- is_derive (fun y => @?f y - @?g y) ?x _ => eapply (derive_minus f g x)
  | |- is_derive (fun y => - @?f y) ?x _ => eapply (derive_opp f x)
  | |- is_derive (fun y => @?f y * @?g y) ?x _ => eapply (derive_mult f g x)
  | |- is_derive (fun y => @?f y / @?g y) ?x _ => eapply (derive_div f g x); [ | | cbv beta; nonzero ]
  | |- is_derive (fun y => / @?f y) ?x _ => eapply (derive_inv f x); [ | cbv beta; nonzero ]
  | |- is_derive (fun y => (@?f y) ^ (S ?n)) ?x _ => refine (derive_pow f x _ _ n)
  | |- is_derive (fun y => exp (@?f y)) ?x _ => eapply (derive_exp_of f x)
  | |- is_derive (fun y => ln (@?f y)) ?x _ => eapply (derive_ln_of f x); [ | cbv beta; positive ]
  | |- is_derive (fun y => sqrt (@?f y)) ?x _ => eapply (derive_sqrt_of f x); [ | cbv beta; positive ]
  | |- is_derive (fun y => sin (@?f y)) ?x _ => eapply (derive_sin_of f x)
  | |- is_derive (fun y => cos (@?f y)) ?x _ => eapply (derive_cos_of f x)
  | |- is_derive (fun y => tan (@?f y)) ?x _ => eapply (derive_tan_of f x); [ | cbv beta; nonzero ]
  | |- is_derive (fun y => atan (@?f y)) ?x _ => eapply (derive_atan_of f x)
  | |- is_derive (fun y => tanh (@?f y)) ?x _ => eapply (derive_tanh_of f x)
  | |- is_derive (fun y => sinh (@?f y)) ?x _ => eapply (derive_sinh_of f x)
  | |- is_derive (fun y => cosh (@?f y)) ?x _ => eapply (derive_cosh_of f x)
  | |- is_derive (fun y => sigmoid (@?f y)) ?x _ => eapply (derive_sigmoid_of f x)
  | |- is_derive (fun y => softplus (@?f y)) ?x _ => eapply (derive_softplus_of f x)
  | |- is_derive (fun y => erf (@?f y)) ?x _ => eapply (derive_erf_of f x)
  | |- is_derive (fun y => erfc (@?f y)) ?x _ => eapply (derive_erfc_of f x)
  | |- is_derive (fun y => Phi (@?f y)) ?x _ => eapply (derive_Phi_of f x)
  | |- is_derive (fun y => cbrt (@?f y)) ?x _ => eapply (derive_cbrt_of f x); [ | cbv beta; nonzero ]
  | |- is_derive (fun y => power (@?f y) ?c) ?x _ => eapply (derive_power_of f x); [ | cbv beta; positive ]
  | |- is_derive (fun y => Rpower (@?f y) (@?g y)) ?x _ =>
      lazymatch f with
      | fun _ => _ => eapply (derive_exponent g x)
      | _ => eapply (derive_Rpower_of f x); [ | cbv beta; positive ]
      end
  end.

(** [is_derive g x (d x)]: by the rules, then by algebra. *)
Ltac derivation := intros; open_formulas; eapply derive_by; [ solve [repeat derive_step] | equation ].

Ltac continuous_step :=
  match goal with
  | |- continuous (fun _ => ?c) _ => apply continuous_const
  | |- continuous (fun y => y) _ => apply continuous_id
  | |- continuous (fun y => @?f y + @?g y) ?x => apply (continuous_plus f g x)
  | |- continuous (fun y => @?f y - @?g y) ?x => apply (continuous_minus f g x)
  | |- continuous (fun y => - @?f y) ?x => apply (continuous_opp f x)
  | |- continuous (fun y => @?f y * @?g y) ?x => apply (continuous_mult f g x)
  | |- continuous (fun y => @?f y / @?g y) ?x => apply (continuous_div_of f g x); [ | | cbv beta; nonzero ]
  | |- continuous (fun y => / @?f y) ?x => apply (continuous_Rinv_comp f x); [ | cbv beta; nonzero ]
  | |- continuous (fun y => (@?f y) ^ ?n) ?x => apply (continuous_pow_of f x)
  | |- continuous (fun y => exp (@?f y)) ?x => apply (continuous_exp_comp f x)
  | |- continuous (fun y => ln (@?f y)) ?x => apply (continuous_ln_of f x); [ | cbv beta; positive ]
  | |- continuous (fun y => sqrt (@?f y)) ?x => apply (continuous_sqrt_comp f x)
  | |- continuous (fun y => power (@?f y) ?c) ?x => apply (continuous_comp f (fun y => power y c)); [ | apply continuous_power; lra ]
  | |- continuous (fun y => cbrt (@?f y)) ?x => apply (continuous_comp f cbrt); [ | apply continuous_cbrt ]
  | |- continuous (fun y => Rabs (@?f y)) ?x => apply (continuous_Rabs_comp f x)
  | |- continuous (fun y => ?h (@?f y)) ?x =>
      apply (continuous_comp_derive f x); [ | eexists; first
        [ apply derive_tanh | apply derive_sigmoid | apply derive_softplus | apply derive_erf | apply derive_erfc
        | apply derive_Phi | apply derive_sinh | apply derive_cosh | apply is_derive_sin | apply is_derive_cos ] ]
  end.
Lemma continuous_of_derivative (g : R -> R) (x l : R) : is_derive g x l -> continuous g x.
Proof. intros H. apply (ex_derive_continuous g). now exists l. Qed.
Ltac continuity_by_rules :=
  intros; open_formulas;
  first [ eapply continuous_of_derivative; solve [repeat derive_step]
        | solve [repeat continuous_step] ].

Ltac value := intros; open_formulas; resolve; plain_numbers; at_zero; first [ equation | progress at_logarithms; equation | progress resolve; equation ].
Ltac enclosed := first [ solve [enclose] | solve [enclose_integral] ].
(** Where one of two bounds is false. *)
Ltac enclosed_quickly := first [ solve [enclose] | solve [enclose_integral_quickly] ].
Ltac different :=
  intros; open_formulas; resolve; plain_numbers; at_zero;
  first
  [ lra | apply Rlt_not_eq; enclosed_quickly | apply Rgt_not_eq; enclosed_quickly
  | apply Rlt_not_eq; enclosed | apply Rgt_not_eq; enclosed ].

(** [is_derive g a l] at a point. *)
Ltac derivation_at := intros; open_formulas; eapply derive_by; [ solve [repeat derive_step] | value ].

(** * Claims inside a cell, by the piece [p] and the derivative [d] of its formula *)

Ltac continuous_in p := intros; eapply cell_continuous; [ in_cell p | continuity_by_rules ].
Ltac in_range := first [ exact I | lra ].
Ltac derivative_in p d := intros; eapply cell_derivative; [ in_cell p | apply d; in_range ].

(** * Case distinctions: [x] is below, at or above [b] *)

Ltac split_at x b := let H := fresh in destruct (Rtotal_order x b) as [H|[H|H]]; [ | subst x | ].
Ltac nowhere p := exfalso; match goal with H : ?D ?x |- _ => apply (p x); [ lra | exact H ] end.

(** * Whether [x] lies in the domain as it is printed *)

Ltac member := first [ exact I | lra | tauto | solve [left; member] | solve [right; member] | solve [split; member] ].
Ltac not_member := exfalso; intuition lra.
