(** Tactics for claims about whole functions: smoothness, growth, gradient regions, values. *)
From Coq Require Import Reals Lra List ZArith.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Statements Functions Rules Sides Enclosures Signs Tactics Smoothness Growth.
Open Scope R_scope.

(** * Smoothness by composition *)

Ltac smooth_rule :=
  match goal with
  | |- differentiable_to _ _ (fun _ => ?c) => apply smooth_constant
  | |- differentiable_to _ _ (fun y => y) => apply smooth_variable
  | |- differentiable_to ?n ?D (fun y => @?f y + @?g y) => apply (smooth_plus D n f g)
  | |- differentiable_to ?n ?D (fun y => @?f y - @?g y) => apply (smooth_minus D n f g)
  | |- differentiable_to ?n ?D (fun y => - @?f y) => apply (smooth_opp D n f)
  | |- differentiable_to ?n ?D (fun y => @?f y * @?g y) => apply (smooth_mult D n f g)
  | |- differentiable_to ?n ?D (fun y => @?g y / @?f y) => apply (smooth_div_of D n f); [ | | intros; nonzero ]
  | |- differentiable_to ?n ?D (fun y => / @?f y) => apply (smooth_inv_of D n f); [ | intros; nonzero ]
  | |- differentiable_to ?n ?D (fun y => (@?f y) ^ ?k) => apply (smooth_pow D n f k)
  | |- differentiable_to ?n ?D (fun y => exp (@?f y)) => apply (smooth_of D n f); [ | apply smooth_exp ]
  | |- differentiable_to ?n ?D (fun y => ln (@?f y)) => apply (smooth_ln_of D n f); [ | intros; positive ]
  | |- differentiable_to ?n ?D (fun y => sqrt (@?f y)) => apply (smooth_sqrt_of D n f); [ | intros; positive ]
  | |- differentiable_to ?n ?D (fun y => sin (@?f y)) => apply (smooth_of D n f); [ | intros; apply smooth_sin_cos ]
  | |- differentiable_to ?n ?D (fun y => cos (@?f y)) => apply (smooth_of D n f); [ | intros; apply smooth_sin_cos ]
  | |- differentiable_to ?n ?D (fun y => sinh (@?f y)) => apply (smooth_of D n f); [ | intros; apply smooth_sinh_cosh ]
  | |- differentiable_to ?n ?D (fun y => cosh (@?f y)) => apply (smooth_of D n f); [ | intros; apply smooth_sinh_cosh ]
  | |- differentiable_to ?n ?D (fun y => tanh (@?f y)) => apply (smooth_of D n f); [ | apply smooth_tanh ]
  | |- differentiable_to ?n ?D (fun y => sigmoid (@?f y)) => apply (smooth_of D n f); [ | apply smooth_sigmoid ]
  | |- differentiable_to ?n ?D (fun y => softplus (@?f y)) => apply (smooth_of D n f); [ | apply smooth_softplus ]
  | |- differentiable_to ?n ?D (fun y => erf (@?f y)) => apply (smooth_of D n f); [ | apply smooth_erf ]
  | |- differentiable_to ?n ?D (fun y => erfc (@?f y)) => apply (smooth_of D n f); [ | apply smooth_erfc ]
  | |- differentiable_to ?n ?D (fun y => Phi (@?f y)) => apply (smooth_of D n f); [ | apply smooth_Phi ]
  | |- differentiable_to ?n ?D (fun y => atan (@?f y)) => apply (smooth_of D n f); [ | apply smooth_atan ]
  | |- differentiable_to ?n ?D ?h =>
      lazymatch h with fun _ => _ => fail | _ => change (differentiable_to n D (fun y => h y)) end
  | |- differentiable_to ?n ?D (fun y => Rpower (@?f y) (@?g y)) =>
      lazymatch f with
      | fun _ => _ => apply (smooth_of D n g); [ | intros; apply smooth_exponent ]
      | _ => apply (smooth_Rpower_of D n f); [ | intros; positive ]
      end
  end.
Ltac smoothness := intros; open_formulas; repeat smooth_rule.

(** [x] is in the cell of the piece [p], whose formula is smooth by [s]. *)
Ltac smooth_cell p s :=
  eexists; eexists; split; [ | split; [ | split; [ exact p | exact s ] ] ];
  [ first [ apply open_everywhere | apply open_before | apply open_beyond | apply open_between ]
  | cbv beta; in_range ].

(** * Finite orders: the derivative [f'] of a piecewise function, piece by piece *)

Lemma derivative_same D f x l m : derivative_at D f x l -> m = l -> derivative_at D f x m.
Proof. intros H ->. exact H. Qed.
(** In a cell: piece [p] of the function, derivative [d] of its formula, piece [q] of the derivative. *)
Ltac chain_in p d q :=
  eapply derivative_same; [ eapply cell_derivative; [ in_cell p | apply d; in_range ] | apply q; in_range ].

(** * Bounds *)

Lemma Rabs_div_le (u v L : R) : 0 < v -> Rabs u <= L * v -> Rabs (u / v) <= L.
Proof.
  intros V H. unfold Rdiv. rewrite Rabs_mult, Rabs_inv, (Rabs_right v) by lra.
  apply (Rmult_le_reg_r v); [exact V|]. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
Lemma div_positive (u v : R) : 0 < u -> 0 < v -> 0 < u / v.
Proof. intros. now apply Rdiv_lt_0_compat. Qed.

Ltac squares :=
  repeat match goal with
  | |- context [sigmoid ?a] => note (0 <= (sigmoid a - 1 / 2) * (sigmoid a - 1 / 2)) ltac:(apply Rle_0_sqr)
  | |- context [tanh ?a] => note (0 <= tanh a * tanh a) ltac:(apply Rle_0_sqr)
  end.
Ltac linear := first [ lra | nra | squares; nra ].
Ltac halve :=
  match goal with
  | x : R |- context [?x] => solve [enclose_halving x]
  | x : R |- _ => solve [enclose_halving x]
  end.
(** Overflow-free forms for half-lines. *)
Ltac numeric := first [ solve [enclose] | halve | solve [rewrite ?sigmoid_exp; first [ enclose | halve ]] ].
Lemma div_negative (u v : R) : u < 0 -> 0 < v -> u / v < 0.
Proof. intros U V. apply Ropp_lt_cancel. rewrite Ropp_0. replace (- (u / v)) with (- u / v) by (field; lra). apply Rdiv_lt_0_compat; lra. Qed.

(** A root of [c + x ^ 2] as a number [s], by which [x ^ 2] is written: what is left is a quotient. *)
Lemma root_beyond_1 (u : R) : 1 <= u -> 1 <= sqrt u.
Proof. intros H. rewrite <- sqrt_1. apply sqrt_le_1; lra. Qed.
Lemma by_equal (P : R -> Prop) (u v : R) : u = v -> P v -> P u.
Proof. intros ->. auto. Qed.
Ltac root_as_number u c x :=
  let Q := fresh in let S := fresh in let E := fresh in let s := fresh "s" in
  pose proof (pow2_ge_0 x) as Q;
  assert (S : 0 < sqrt u) by (apply sqrt_lt_R0; lra);
  assert (E : sqrt u * sqrt u = u) by (apply sqrt_sqrt; lra);
  try (assert (1 <= sqrt u) by (apply root_beyond_1; lra));
  set (s := sqrt u) in *; clearbody s; replace (x ^ 2) with (s * s - c) by lra.
Ltac roots_as_numbers :=
  match goal with
  | |- context [sqrt (?c + ?x ^ 2)] => root_as_number (c + x ^ 2) c x
  | |- context [sqrt (?x ^ 2 + ?c)] => root_as_number (x ^ 2 + c) c x
  end.
Ltac simpler_quotient u P :=
  eapply (by_equal P u); [ field_simplify; [ reflexivity | nonzero ] | cbv beta ].
Ltac bound_by_roots :=
  roots_as_numbers;
  match goal with |- Rabs ?u <= ?L => simpler_quotient u (fun v => Rabs v <= L) end;
  apply Rabs_div_le; [ positive | apply Rabs_le; split; nra ].
Ltac sign_by_roots :=
  roots_as_numbers;
  match goal with
  | |- 0 < ?u => simpler_quotient u (fun v => 0 < v); positive
  | |- ?u < 0 => simpler_quotient u (fun v => v < 0); apply div_negative; [ lra | positive ]
  end.
(** Squares that are 0 at 1 and −1. *)
Ltac beside_1 :=
  match goal with x : R |- _ => match goal with |- context [x] =>
    pose proof (pow2_ge_0 (x - 1)); pose proof (pow2_ge_0 (x + 1)) end end.
(** [Rabs (d x) <= L]. *)
Ltac bound :=
  intros; open_formulas;
  first
  [ solve [bound_by_roots]
  | solve [apply Rabs_le; split; facts; linear]
  | solve [apply Rabs_le; split; apply Req_le; equation]
  | solve [apply Rabs_div_le; [ positive | apply Rabs_le; split; facts; linear ]]
  | solve [apply Rabs_div_le; [ positive | beside_1; apply Rabs_le; split; nra ]]
  | solve [rewrite ?sigmoid_exp; apply Rabs_div_le; [ positive | apply Rabs_le; split; facts; linear ]]
  | numeric ].
(** The sign of a derivative. *)
Lemma sum_negative (a b : R) : a < 0 -> b < 0 -> a + b < 0.
Proof. lra. Qed.
Lemma difference_negative (a b : R) : a < 0 -> 0 < b -> a - b < 0.
Proof. lra. Qed.
Lemma product_negative (a b : R) : a < 0 -> 0 < b -> a * b < 0.
Proof. nra. Qed.
(** A negative term, by the signs of its parts. *)
Ltac negative :=
  first [ lra |
  lazymatch goal with
  | |- - _ < 0 => apply Ropp_lt_cancel; rewrite Ropp_0, Ropp_involutive; positive
  | |- _ + _ < 0 => apply sum_negative; negative
  | |- _ - _ < 0 => apply difference_negative; [ negative | positive ]
  | |- _ * _ < 0 => first [ solve [apply product_negative; [ negative | positive ]]
                          | rewrite Rmult_comm; apply product_negative; [ negative | positive ] ]
  | |- _ / _ < 0 => apply div_negative; [ negative | positive ]
  end ].
Ltac opposite_positive := apply Ropp_lt_cancel; rewrite Ropp_0, Ropp_involutive; negative.
(** The sign of a formula in [ln x] or [ln (- x)], by the logarithms of the bounds of [x]. *)
Ltac by_logarithms :=
  unfold Rgt in *;
  match goal with
  | |- context [ln ?x] => is_var x;
    repeat match goal with
    | H : x < ?b |- _ => note (ln x < ln b) ltac:(apply ln_increasing; lra)
    | H : ?a < x |- _ => note (ln a < ln x) ltac:(apply ln_increasing; [ positive | lra ])
    end
  | |- context [ln (- ?x)] => is_var x;
    repeat match goal with
    | H : x < ?b |- _ => note (ln (- b) < ln (- x)) ltac:(apply ln_increasing; [ opposite_positive | lra ])
    | H : ?a < x |- _ => note (ln (- x) < ln (- a)) ltac:(apply ln_increasing; lra)
    end
  end; plain_logarithms; lra.
Ltac sign :=
  intros; open_formulas; negative_denominators;
  first [ lra | solve [sign_by_roots] | solve [by_logarithms] | solve [negative] | positive | solve [apply div_negative; [ lra | positive ]] | solve [facts; linear]
        | solve [apply Ropp_lt_cancel; rewrite Ropp_0; facts; first [ linear | positive ]] | numeric ].

(** * Lipschitz constants *)

Ltac no_holes := unfold convex; intros ? ? ?; open_formulas; intros; intuition lra.
(** The domain as it is printed has no holes. *)
Ltac no_holes_by domain :=
  unfold convex; intros ? ? ? X Y ?; pose proof (proj1 (domain _) X); pose proof (proj1 (domain _) Y);
  apply (proj2 (domain _)); intuition lra.
Ltac not_among N := cbn [In] in N; intuition lra.
(** On either side of a point [k] that is left out. *)
Ltac aside x N k :=
  try (unknown (0 < k); assert (0 < k) by positive); try (unknown (k < 0); assert (k < 0) by solve [negative]); split_at x k; [ | exfalso; not_among N | ].

(** The derivative [d] reaches the constant at [p], which lies in a cell. *)
Lemma reached_inside D f d p L M :
  lipschitz D f M -> D p -> derivative_at D f p (d p) -> L = Rabs (d p) -> L <= M.
Proof. intros H Dp Hd ->. exact (lipschitz_derivative D f M p _ H Dp Hd). Qed.
Lemma reached_at D f a l L M : lipschitz D f M -> D a -> derivative_at D f a l -> L = Rabs l -> L <= M.
Proof. intros H Da Hl ->. exact (lipschitz_derivative D f M a l H Da Hl). Qed.
Lemma reached_left D f a l L M : lipschitz D f M -> D a -> left_derivative D f a l -> L = Rabs l -> L <= M.
Proof. intros H Da Hl ->. exact (lipschitz_left D f M a l H Da Hl). Qed.
Lemma reached_right D f a l L M : lipschitz D f M -> D a -> right_derivative D f a l -> L = Rabs l -> L <= M.
Proof. intros H Da Hl ->. exact (lipschitz_right D f M a l H Da Hl). Qed.

Ltac slope_value := symmetry; first [ value | open_formulas; at_zero; value ].

(** * Monotonicity: [derivative] is the theorem about the derivative [d] in a cell *)

Ltac sign_in derivative d := eexists; split; [ apply derivative; in_range | sign ].
Ltac flat_in derivative d := eapply derivative_same; [ apply derivative; in_range | symmetry; open_formulas; equation ].
Ltac in_domain domain :=
  intros; try unfold within; intros; apply domain;
  first
  [ member
  | match goal with H : ?a <= _ |- _ => assert (0 < a) by positive; member end
  | match goal with H : _ <= ?b |- _ => assert (b < 0) by solve [negative]; member end ].

(** * Limits of derivatives *)

Lemma limit_exp_opposite : is_lim (fun x => exp (- x)) p_infty 0.
Proof.
  apply (is_lim_comp exp Ropp p_infty 0 m_infty); [apply is_lim_exp_m| |exists 0; discriminate].
  apply (is_lim_opp (fun x => x) p_infty p_infty), is_lim_id.
Qed.
Lemma limit_sigmoid_right : is_lim sigmoid p_infty 1.
Proof.
  unfold sigmoid. replace (Finite 1) with (Rbar_div 1 (1 + 0)) by (simpl; f_equal; field).
  apply (is_lim_div (fun _ => 1) (fun x => 1 + exp (- x)) p_infty 1 (1 + 0)); [apply is_lim_const| | |].
  - apply (is_lim_plus' (fun _ => 1) (fun x => exp (- x)) p_infty 1 0); [apply is_lim_const|apply limit_exp_opposite].
  - intros E. injection E. lra.
  - simpl. lra.
Qed.

(** The derivative of the last piece, which is [p] with the derivative [d] beyond [a], tends to the
    constant at +∞. *)
Lemma near_infinity (P : R -> Prop) a : (forall x, a < x -> P x) -> Rbar_locally' p_infty P.
Proof. intros H. exists a. exact H. Qed.
Ltac reached_at_right p d a limit :=
  match goal with H : lipschitz ?D ?f ?M |- ?L <= ?M =>
    eapply (lipschitz_limit D f _ p_infty L M);
    [ apply (near_infinity _ a); intros ? ?; split; [ apply p; in_range | apply d; in_range ]
    | exact limit | exact H ]
  end.

(** * Gradient regions *)

(** The modulus of a quotient, which may be unbounded on the region. *)
Lemma Rabs_quotient (u v : R) : 0 < v -> Rabs (u / v) = Rabs u / v.
Proof. intros V. unfold Rdiv. rewrite Rabs_mult, Rabs_inv, (Rabs_right v) by lra. reflexivity. Qed.
Lemma quotient_above (u v c : R) : 0 < v -> c * v < Rabs u -> c < Rabs (u / v).
Proof. intros V H. rewrite Rabs_quotient by exact V. apply (Rmult_lt_reg_r v); [exact V|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. Qed.
Lemma quotient_below (u v c : R) : 0 < v -> Rabs u < c * v -> Rabs (u / v) < c.
Proof. intros V H. rewrite Rabs_quotient by exact V. apply (Rmult_lt_reg_r v); [exact V|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. Qed.
Lemma quotient_at_least (u v c : R) : 0 < v -> c * v <= Rabs u -> c <= Rabs (u / v).
Proof. intros V H. rewrite Rabs_quotient by exact V. apply (Rmult_le_reg_r v); [exact V|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. Qed.
Lemma quotient_at_most (u v c : R) : 0 < v -> Rabs u <= c * v -> Rabs (u / v) <= c.
Proof. intros V H. rewrite Rabs_quotient by exact V. apply (Rmult_le_reg_r v); [exact V|]. unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. Qed.
Ltac modulus := first [ solve [unfold Rabs; destruct Rcase_abs; facts; linear] | numeric ].
Ltac quotient :=
  first
  [ lra
  | apply quotient_above; [ positive | modulus ] | apply quotient_at_least; [ positive | modulus ]
  | apply quotient_below; [ positive | modulus ] | apply quotient_at_most; [ positive | modulus ] ].
(** Square roots that are written as powers. *)
Ltac half_powers :=
  repeat match goal with
  | |- context [power ?u (1 / 2)] => rewrite (power_half u) by lra
  | |- context [power ?u (-1 / 2)] => rewrite (power_minus_half u) by lra
  | |- context [?c * / sqrt ?u] => change (c * / sqrt u) with (c / sqrt u)
  end.
(** A quotient in whose denominator quotients stand, as a plain one. *)
Ltac plain_quotient :=
  lazymatch goal with |- ?c < Rabs (?u / ?v) =>
    lazymatch v with context [_ / _] => simpler_quotient (u / v) (fun w => c < Rabs w); quotient end
  end.
Ltac region := intros; open_formulas; half_powers; first
  [ solve [plain_quotient]
  | negative_denominators; first
    [ solve [unfold Rabs; destruct Rcase_abs; lra]
    | solve [quotient]
    | solve [split; quotient]
    | solve [split; [ apply Rabs_pos_lt; nonzero | quotient ]]
    | solve [split; [ apply Rabs_pos_lt; nonzero | numeric ]]
    | solve [split; numeric]
    | numeric ] ].
Ltac region_in derivative d := eexists; split; [ apply derivative; in_range | region ].
Ltac still_in derivative d :=
  first [ flat_in derivative d | eapply derivative_same; [ apply derivative; in_range | subst; symmetry; value ] ].

(** The range of a derivative that holds integrals, on an interval: [second] is the theorem about its
    own derivative, [at_left] and [at_right] bound the values at the ends. *)
Ltac zero_value := split; apply Req_le; value.
Ltac numeric_value := open_formulas; first [ solve [enclose] | solve [enclose_integral] ].
Ltac narrow_value := open_formulas; first [ solve [enclose] | solve [enclose_integral_closely] ].
Ltac from_second second := intros; apply second; in_range.
Ltac of_values at_left at_right := pose proof at_left; pose proof at_right; lra.
Ltac rising second at_left at_right :=
  eapply range_rising;
  [ from_second second | intros; open_formulas; numeric | of_values at_left at_right | of_values at_left at_right ].
Ltac falling second at_left at_right :=
  eapply range_falling;
  [ from_second second | intros; open_formulas; numeric | of_values at_left at_right | of_values at_left at_right ].
(** The same where its own derivative lies between the bounds that [slope] says. *)
Ltac slopes := intros; open_formulas; first [ numeric | split; numeric ].
Ltac value_along second slope at_left :=
  eapply value_along_slopes; [ | exact slope | exact at_left | lra | lra | lra ]; from_second second.
Ltac range_along second slope at_left :=
  eapply range_along_slopes; [ | exact slope | exact at_left | lra | lra | lra | lra ]; from_second second.

(** * Bounds of a derivative on a half-line, by its value at the end and its own derivative, and on the
      other side by what interval arithmetic sees of it there *)

Ltac integrals_aside :=
  repeat match goal with |- context [Phi ?u] =>
    let P := fresh in
    first [ pose proof (Phi_left u ltac:(lra)) as P | pose proof (Phi_right u ltac:(lra)) as P ];
    revert P; generalize (Phi u); intros
  end.
Ltac half_line := intros; open_formulas; integrals_aside; numeric.
Ltac two_sides := intros x I; split; revert x I.
Ltac by_end lemma second at_end :=
  eapply lemma; [ from_second second | intros; open_formulas; numeric | pose proof at_end; lra ].
Ltac bound_by range :=
  match goal with |- Rabs (_ ?x) <= _ => pose proof (range x ltac:(lra)); apply Rabs_le; lra end.
(** The derivative [d] is at least as large at [p] as the lower bound of the constant. *)
Lemma reached_beyond D f d p l M :
  lipschitz D f M -> D p -> derivative_at D f p (d p) -> l <= Rabs (d p) -> l <= M.
Proof. intros H Dp Hd B. eapply Rle_trans; [exact B|]. exact (lipschitz_derivative D f M p _ H Dp Hd). Qed.
Ltac modulus_by at_point := pose proof at_point; unfold Rabs; destruct Rcase_abs; lra.

(** A point at which the derivative is 0. *)
Ltac root derivative second at_left at_right :=
  match goal with |- exists x, ?a < x < ?b /\ inactive ?D ?f x =>
    let R := fresh in let c := fresh in let I := fresh in let Z := fresh in
    first
    [ edestruct (root_between _ _ a b ltac:(lra) ltac:(from_second second)) as [c [I Z]];
      [ pose proof at_left; lra | pose proof at_right; lra | ]
    | edestruct (root_between_falling _ _ a b ltac:(lra) ltac:(from_second second)) as [c [I Z]];
      [ pose proof at_left; lra | pose proof at_right; lra | ] ];
    exists c; split; [ exact I | unfold inactive; rewrite <- Z; apply derivative; in_range ]
  end.

(** Regions by a range of the derivative [d], which may be 0 at an end that is left out. *)
Ltac region_by derivative range :=
  match goal with |- _ _ _ ?x =>
    let B := fresh in pose proof (range x ltac:(lra)) as B;
    let modulus := revert B; unfold Rabs; destruct Rcase_abs; lra in
    eexists; split;
    [ apply derivative; in_range
    | first [ modulus | split; [ apply Rabs_pos_lt; open_formulas; nonzero | modulus ] ] ]
  end.
(** The same up to a point where the derivative is not bounded. *)
Lemma div_negatives (u v : R) : u < 0 -> v < 0 -> 0 < u / v.
Proof. intros U V. replace (u / v) with (- u / - v) by (field; lra). apply Rdiv_lt_0_compat; lra. Qed.
Ltac mirrored_roots :=
  repeat match goal with |- context [cbrt ?u] =>
    let P := fresh in
    pose proof (cbrt_above_0 (- u) ltac:(lra)) as P;
    replace (cbrt u) with (- cbrt (- u)) by (rewrite cbrt_opp; ring);
    revert P; generalize (cbrt (- u)); intros
  end;
  repeat match goal with |- context [(- ?c) ^ ?k] =>
    first [ replace ((- c) ^ k) with (- c ^ k) by ring | replace ((- c) ^ k) with (c ^ k) by ring ];
    note (0 < c ^ k) ltac:(apply pow_lt; assumption)
  end.
Ltac sign_at_most :=
  intros; open_formulas;
  first [ solve [mirrored_roots; apply Rlt_le; first [ apply div_negatives; lra | sign ]] | numeric ].
Ltac unbounded lemma second at_end :=
  eapply lemma; [ from_second second | sign_at_most | pose proof at_end; lra ].

(** * Values *)

Ltac close_value := open_formulas; resolve; first [ solve [enclose] | solve [enclose_integral] ].
