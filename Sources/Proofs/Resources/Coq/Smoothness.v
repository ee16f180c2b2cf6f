(** Smoothness: to all orders by composition, and to a finite order across joints. *)
From Coq Require Import Reals Lra Lia.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Statements Functions Rules Sides.
Open Scope R_scope.

(** [n] continuous derivatives on an open set, in Coquelicot's terms. *)
Fixpoint differentiable_to (n : nat) (D : R -> Prop) (f : R -> R) : Prop :=
  match n with
  | O => forall x, D x -> continuous f x
  | S m => exists f', (forall x, D x -> is_derive f x (f' x)) /\ differentiable_to m D f'
  end.

Definition everywhere (x : R) : Prop := True.
Definition is_open (D : R -> Prop) : Prop := forall x, D x -> locally x D.

(** * Closure *)

Section Closure.
Variable D : R -> Prop.
Notation C n f := (differentiable_to n D f).

Lemma smooth_by n f g : (forall x, f x = g x) -> C n f -> C n g.
Proof.
  destruct n; intros E H; simpl in *.
  - intros x Hx. apply (continuous_ext f); auto.
  - destruct H as [f' [H1 H2]]. exists f'. split; auto. intros x Hx. apply (is_derive_ext f); auto.
Qed.
Lemma smooth_continuous n f : C n f -> forall x, D x -> continuous f x.
Proof.
  destruct n; simpl; auto. intros [f' [H _]] x Hx. apply (ex_derive_continuous f x). exists (f' x); auto.
Qed.
Lemma smooth_less : forall n f, C (S n) f -> C n f.
Proof.
  induction n; intros f H.
  - intros x Hx. eapply smooth_continuous; eauto.
  - destruct H as [f' [H1 H2]]. exists f'. split; auto.
Qed.
Lemma smooth_constant c n : C n (fun _ => c).
Proof.
  revert c; induction n; intros c; simpl.
  - intros; apply continuous_const.
  - exists (fun _ => 0). split; auto. intros. apply derive_constant.
Qed.
Lemma smooth_variable n : C n (fun x => x).
Proof.
  destruct n; simpl.
  - intros; apply continuous_id.
  - exists (fun _ => 1). split; [|apply smooth_constant]. intros. apply derive_variable.
Qed.
Lemma smooth_plus : forall n f g, C n f -> C n g -> C n (fun x => f x + g x).
Proof.
  induction n; intros f g Hf Hg.
  - intros x Hx. apply (continuous_plus f g); auto.
  - destruct Hf as [f' [F1 F2]], Hg as [g' [G1 G2]].
    exists (fun x => f' x + g' x). split; auto. intros x Hx. apply derive_plus; auto.
Qed.
Lemma smooth_mult : forall n f g, C n f -> C n g -> C n (fun x => f x * g x).
Proof.
  induction n; intros f g Hf Hg.
  - intros x Hx. apply (continuous_mult f g); auto.
  - pose proof (smooth_less _ _ Hf) as Lf. pose proof (smooth_less _ _ Hg) as Lg.
    destruct Hf as [f' [F1 F2]], Hg as [g' [G1 G2]].
    exists (fun x => f' x * g x + f x * g' x). split.
    + intros x Hx. apply derive_mult; auto.
    + apply smooth_plus; apply IHn; auto.
Qed.
Lemma smooth_opp n f : C n f -> C n (fun x => - f x).
Proof.
  intros H. apply (smooth_by n (fun x => (-1) * f x)); [intros; ring|]. apply smooth_mult; auto. apply smooth_constant.
Qed.
Lemma smooth_minus n f g : C n f -> C n g -> C n (fun x => f x - g x).
Proof. intros. apply (smooth_plus n f (fun x => - g x)); auto. now apply smooth_opp. Qed.
Lemma smooth_pow n f k : C n f -> C n (fun x => f x ^ k).
Proof. intros H. induction k; simpl; [apply smooth_constant|]. now apply (smooth_mult n f (fun x => f x ^ k)). Qed.
End Closure.

(** [h] after [f], where [f] takes [D] into [E]. *)
Lemma smooth_after (D E : R -> Prop) : forall n h f,
  (forall x, D x -> E (f x)) -> differentiable_to n E h -> differentiable_to n D f ->
  differentiable_to n D (fun x => h (f x)).
Proof.
  induction n; intros h f I Hh Hf.
  - intros x Hx. apply (continuous_comp f h); [now apply Hf|apply Hh; auto].
  - pose proof (smooth_less _ _ _ Hf) as Lf. destruct Hh as [h' [H1 H2]], Hf as [f' [F1 F2]].
    exists (fun x => f' x * h' (f x)). split.
    + intros x Hx. apply derive_comp; auto.
    + apply smooth_mult; [exact F2|]. now apply IHn.
Qed.

(** * The functions that formulas use *)

Section Functions.
Notation smooth_everywhere f := (forall n, differentiable_to n everywhere f).

Lemma smooth_step (h h' : R -> R) (D : R -> Prop) :
  (forall x, D x -> is_derive h x (h' x)) ->
  (forall n, differentiable_to n D h -> differentiable_to n D h') -> forall n, differentiable_to n D h.
Proof.
  intros H K. induction n.
  - intros x Hx. apply (ex_derive_continuous h). exists (h' x). auto.
  - exists h'. auto.
Qed.
Lemma smooth_from (h h' : R -> R) (D : R -> Prop) :
  (forall x, D x -> is_derive h x (h' x)) -> (forall n, differentiable_to n D h') -> forall n, differentiable_to n D h.
Proof. intros H K. apply (smooth_step h h' D H). auto. Qed.

Lemma smooth_exp : smooth_everywhere exp.
Proof. apply (smooth_step exp exp); [intros; apply is_derive_exp|auto]. Qed.
Lemma smooth_inv n : differentiable_to n (fun x => x <> 0) (fun x => / x).
Proof.
  revert n. apply (smooth_step _ (fun x => (-1) * (/ x * / x))).
  - intros x Hx. eapply derive_by; [apply (derive_inv (fun y => y) x 1 (derive_variable x) Hx)|]. field. exact Hx.
  - intros n H. apply smooth_mult; [apply smooth_constant|]. now apply smooth_mult.
Qed.
Lemma smooth_ln n : differentiable_to n (fun x => 0 < x) ln.
Proof.
  revert n. apply (smooth_from ln (fun x => / x)); [intros; now apply is_derive_ln|].
  intros n. apply (smooth_after _ (fun x => x <> 0) n (fun x => / x) (fun x => x)); [intros; lra|apply smooth_inv|apply smooth_variable].
Qed.
Lemma smooth_sqrt n : differentiable_to n (fun x => 0 < x) sqrt.
Proof.
  revert n. apply (smooth_step sqrt (fun x => / (2 * sqrt x))).
  - intros x Hx. pose proof (sqrt_lt_R0 _ Hx). eapply derive_by; [apply (derive_sqrt_of (fun y => y) x 1 (derive_variable x) Hx)|]. field. lra.
  - intros n H. apply (smooth_after _ (fun x => x <> 0) n (fun x => / x) (fun x => 2 * sqrt x)).
    + intros x Hx. pose proof (sqrt_lt_R0 _ Hx). lra.
    + apply smooth_inv.
    + apply smooth_mult; [apply smooth_constant|exact H].
Qed.
Lemma smooth_sin_cos n : differentiable_to n everywhere sin /\ differentiable_to n everywhere cos.
Proof.
  induction n as [|n [IS IC]]; split.
  - intros x _. apply continuous_sin.
  - intros x _. apply continuous_cos.
  - exists cos. split; [intros; apply is_derive_sin|exact IC].
  - exists (fun x => - sin x). split; [intros; apply is_derive_cos|now apply smooth_opp].
Qed.
Lemma smooth_sinh_cosh n : differentiable_to n everywhere sinh /\ differentiable_to n everywhere cosh.
Proof.
  induction n as [|n [IS IC]]; split.
  - intros x _. apply (ex_derive_continuous sinh). eexists. apply derive_sinh.
  - intros x _. apply (ex_derive_continuous cosh). eexists. apply derive_cosh.
  - exists cosh. split; [intros; apply derive_sinh|exact IC].
  - exists sinh. split; [intros; apply derive_cosh|exact IS].
Qed.
Lemma smooth_tanh : smooth_everywhere tanh.
Proof.
  apply (smooth_step tanh (fun x => 1 - tanh x ^ 2)); [intros; apply derive_tanh|].
  intros n H. apply smooth_minus; [apply smooth_constant|]. now apply smooth_pow.
Qed.
Lemma smooth_sigmoid : smooth_everywhere sigmoid.
Proof.
  apply (smooth_step sigmoid (fun x => sigmoid x * (1 - sigmoid x))); [intros; apply derive_sigmoid|].
  intros n H. apply smooth_mult; [exact H|]. apply smooth_minus; [apply smooth_constant|exact H].
Qed.
Lemma smooth_softplus : smooth_everywhere softplus.
Proof. apply (smooth_from softplus sigmoid); [intros; apply derive_softplus|apply smooth_sigmoid]. Qed.
Lemma smooth_gauss n : differentiable_to n everywhere (fun x => exp (- (x * x))).
Proof.
  apply (smooth_after _ everywhere n exp (fun x => - (x * x))); [intros; exact I|apply smooth_exp|].
  apply smooth_opp, smooth_mult; apply smooth_variable.
Qed.
Lemma smooth_erf : smooth_everywhere erf.
Proof.
  apply (smooth_from erf _ _ (fun x _ => derive_erf x)). intros n.
  apply (smooth_mult _ n (fun _ => 2 / sqrt PI)); [apply smooth_constant|apply smooth_gauss].
Qed.
Lemma smooth_erfc : smooth_everywhere erfc.
Proof.
  intros n. unfold erfc. apply (smooth_minus _ n (fun _ => 1) erf); [apply smooth_constant|apply smooth_erf].
Qed.
Lemma smooth_Phi : smooth_everywhere Phi.
Proof.
  intros n. unfold Phi. apply (smooth_mult _ n (fun _ => 1 / 2)); [apply smooth_constant|].
  apply (smooth_plus _ n (fun _ => 1)); [apply smooth_constant|].
  apply (smooth_after _ everywhere n erf (fun x => x / sqrt 2)); [intros; exact I|apply smooth_erf|].
  apply (smooth_mult _ n (fun x => x) (fun _ => / sqrt 2)); [apply smooth_variable|apply smooth_constant].
Qed.
Lemma smooth_atan : smooth_everywhere atan.
Proof.
  apply (smooth_from atan (fun x => / (1 + x * x))).
  - intros x _. eapply derive_by; [apply (derive_atan_of (fun y => y) x 1 (derive_variable x))|].
    replace (x ^ 2) with (x * x) by ring. apply Rmult_1_l.
  - intros n. apply (smooth_after _ (fun x => x <> 0) n (fun x => / x) (fun x => 1 + x * x)).
    + intros x _. pose proof (Rle_0_sqr x). unfold Rsqr in *. lra.
    + apply smooth_inv.
    + apply (smooth_plus _ n (fun _ => 1)); [apply smooth_constant|apply smooth_mult; apply smooth_variable].
Qed.
Lemma smooth_Rpower (c : R) n : differentiable_to n (fun x => 0 < x) (fun x => Rpower x c).
Proof.
  unfold Rpower. apply (smooth_after _ everywhere n exp (fun x => c * ln x)); [intros; exact I|apply smooth_exp|].
  apply (smooth_mult _ n (fun _ => c)); [apply smooth_constant|apply smooth_ln].
Qed.
Lemma smooth_exponent (b : R) n : differentiable_to n everywhere (fun x => Rpower b x).
Proof.
  unfold Rpower. apply (smooth_after _ everywhere n exp (fun x => x * ln b)); [intros; exact I|apply smooth_exp|].
  apply (smooth_mult _ n (fun x => x) (fun _ => ln b)); [apply smooth_variable|apply smooth_constant].
Qed.
End Functions.

Section Compositions.
Variables (D : R -> Prop) (n : nat) (f : R -> R).
Hypothesis F : differentiable_to n D f.

Lemma smooth_of (h : R -> R) : (forall n, differentiable_to n everywhere h) -> differentiable_to n D (fun x => h (f x)).
Proof. intros H. apply (smooth_after D everywhere n h f); [intros; exact I|apply H|exact F]. Qed.
Lemma smooth_inv_of : (forall x, D x -> f x <> 0) -> differentiable_to n D (fun x => / f x).
Proof. intros N. exact (smooth_after D _ n _ f N (smooth_inv n) F). Qed.
Lemma smooth_div_of (g : R -> R) :
  differentiable_to n D g -> (forall x, D x -> f x <> 0) -> differentiable_to n D (fun x => g x / f x).
Proof. intros G N. apply (smooth_mult D n g (fun x => / f x)); [exact G|]. now apply smooth_inv_of. Qed.
Lemma smooth_ln_of : (forall x, D x -> 0 < f x) -> differentiable_to n D (fun x => ln (f x)).
Proof. intros N. exact (smooth_after D _ n _ f N (smooth_ln n) F). Qed.
Lemma smooth_sqrt_of : (forall x, D x -> 0 < f x) -> differentiable_to n D (fun x => sqrt (f x)).
Proof. intros N. exact (smooth_after D _ n _ f N (smooth_sqrt n) F). Qed.
Lemma smooth_Rpower_of c : (forall x, D x -> 0 < f x) -> differentiable_to n D (fun x => Rpower (f x) c).
Proof. intros N. exact (smooth_after D _ n _ f N (smooth_Rpower c n) F). Qed.
End Compositions.

(** * From open sets to the domain *)

Lemma smooth_ext_open (D : R -> Prop) n : is_open D ->
  forall f g, (forall x, D x -> f x = g x) -> differentiable_to n D g -> differentiable_to n D f.
Proof.
  intros O f g E H. destruct n; simpl in *.
  - intros x Hx. apply (continuous_ext_loc f g); auto.
    generalize (O x Hx). apply filter_imp. intros; symmetry; auto.
  - destruct H as [g' [H1 H2]]. exists g'. split; auto. intros x Hx.
    apply (is_derive_ext_loc g); auto. generalize (O x Hx). apply filter_imp. intros; symmetry; auto.
Qed.

(** Smoothness is local. *)
Lemma smooth_local : forall n (D : R -> Prop) f,
  (forall x, D x -> exists C, is_open C /\ C x /\ differentiable_to n C f) -> differentiable_to n D f.
Proof.
  induction n; intros D f H.
  - intros x Hx. destruct (H x Hx) as [C [O [Cx K]]]. now apply K.
  - exists (Derive f). split.
    + intros x Hx. destruct (H x Hx) as [C [O [Cx [f' [K1 K2]]]]].
      apply Derive_correct. exists (f' x). now apply K1.
    + apply IHn. intros x Hx. destruct (H x Hx) as [C [O [Cx [f' [K1 K2]]]]].
      exists C. split; [exact O|split; [exact Cx|]].
      apply (smooth_ext_open C n O (Derive f) f'); [|exact K2].
      intros y Cy. apply is_derive_unique. now apply K1.
Qed.

Lemma relative_continuous (D : R -> Prop) f x : D x -> continuous f x -> continuous_at D f x.
Proof.
  intros Dx H. split; [exact Dx|]. intros e He. destruct (proj1 (coquelicot_continuous f x) H e He) as [d [P K]]. exists d. split; auto.
Qed.
Lemma relative_derivative (D : R -> Prop) f x l : locally x D -> is_derive f x l -> derivative_at D f x l.
Proof.
  intros [d0 H0] H. split; [apply H0, ball_center|split].
  - intros d Hd. exists (Rmin d d0 / 2). pose proof (cond_pos d0). least m. rewrite Rabs_right by lra.
    repeat split; try lra. apply H0. unfold ball; simpl; unfold AbsRing_ball, abs, minus, plus, opp; simpl.
    replace (x + m / 2 + - x) with (m / 2) by ring. rewrite Rabs_right; lra.
  - intros e He. destruct (proj1 (coquelicot_derivative f x l) H e He) as [d [P K]]. exists d. split; auto.
Qed.

Lemma smooth_relative (D : R -> Prop) : is_open D -> forall n f, differentiable_to n D f -> smooth_to_order n D f.
Proof.
  intros O. induction n; intros f H.
  - intros x Hx. apply relative_continuous; [exact Hx|now apply H].
  - destruct H as [f' [H1 H2]]. exists f'. split; [|now apply IHn].
    intros x Hx. apply relative_derivative; auto.
Qed.

(** Cells that cover the domain. *)
Lemma smooth_cells (D : R -> Prop) (f : R -> R) :
  (forall x, D x -> exists C g, is_open C /\ C x /\ (forall y, C y -> D y /\ f y = g y) /\ forall n, differentiable_to n C g) ->
  smooth D f.
Proof.
  intros H n. apply smooth_relative.
  - intros x Dx. destruct (H x Dx) as [C [g [O [Cx [E _]]]]]. generalize (O x Cx). apply filter_imp. intros y Cy. now apply E.
  - apply smooth_local. intros x Dx. destruct (H x Dx) as [C [g [O [Cx [E K]]]]].
    exists C. split; [exact O|split; [exact Cx|]].
    apply (smooth_ext_open C n O f g); [intros; now apply E|apply K].
Qed.

Lemma open_everywhere : is_open (fun _ => True).
Proof. intros x _. apply filter_forall. intros; exact I. Qed.
Lemma open_before b : is_open (fun x => x < b).
Proof. intros x H. apply (open_lt b); auto. Qed.
Lemma open_beyond a : is_open (fun x => a < x).
Proof. intros x H. apply (open_gt a); auto. Qed.
Lemma open_between a b : is_open (fun x => a < x < b).
Proof. intros x [H1 H2]. apply filter_and; [apply (open_gt a); auto|apply (open_lt b); auto]. Qed.

(** * Finite orders *)

Lemma order_of_derivative n (D : R -> Prop) f f' :
  (forall x, D x -> derivative_at D f x (f' x)) -> smooth_to_order n D f' -> smooth_to_order (S n) D f.
Proof. intros H K. exists f'. auto. Qed.

Lemma continuous_equal (D : R -> Prop) f g a : (forall x, D x -> f x = g x) -> D a -> continuous_at D f a -> continuous_at D g a.
Proof.
  intros E Da [_ H]. split; [exact Da|]. intros e He. destruct (H e He) as [d [P K]]. exists d. split; auto. intros x Dx Hx.
  rewrite <- !E by auto. now apply K.
Qed.
Lemma derivative_equal (D : R -> Prop) f g a l :
  (forall x, D x -> f x = g x) -> D a -> derivative_at D f a l -> derivative_at D g a l.
Proof.
  intros E Da [_ [A H]]. split; [exact Da|split; [exact A|]]. intros e He. destruct (H e He) as [d [P K]]. exists d. split; auto.
  intros h N B Dh. rewrite <- !E by auto. now apply K.
Qed.
Lemma order_equal n : forall (D : R -> Prop) f g, (forall x, D x -> f x = g x) -> smooth_to_order n D f -> smooth_to_order n D g.
Proof.
  destruct n; intros D f g E H.
  - intros x Dx. apply (continuous_equal D f); auto.
  - destruct H as [f' [H1 H2]]. exists f'. split; auto. intros x Dx. apply (derivative_equal D f); auto.
Qed.

Lemma no_order_of_derivative n (D : R -> Prop) f f' :
  (forall x, D x -> derivative_at D f x (f' x)) -> ~ smooth_to_order n D f' -> ~ smooth_to_order (S n) D f.
Proof.
  intros H N [f'' [H1 H2]]. apply N. apply (order_equal n D f''); auto.
  intros x Dx. apply (derivative_unique D f x); auto.
Qed.
Lemma no_order_1 (D : R -> Prop) f a : D a -> ~ differentiable_at D f a -> ~ smooth_to_order 1 D f.
Proof. intros Da N [f' [H _]]. apply N. exists (f' a). auto. Qed.
Lemma no_order_0 (D : R -> Prop) f a : D a -> ~ continuous_at D f a -> ~ smooth_to_order 0 D f.
Proof. intros Da N H. apply N. now apply H. Qed.
