(** From bounds of the derivative to growth: Lipschitz constants and monotonicity on an interval, with
    finitely many points at which nothing is assumed of the derivative. *)
From Coq Require Import Reals Ranalysis5 Lra List.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Statements Sides.
Open Scope R_scope.

(** A set without holes. *)
Definition convex (D : R -> Prop) : Prop := forall x y z, D x -> D y -> x <= z <= y -> D z.

(** [f] on [x, y], continued by constants. *)
Definition clamp (x y t : R) : R := Rmax x (Rmin y t).

Lemma clamp_in x y t : x <= t <= y -> clamp x y t = t.
Proof. intros H. unfold clamp. rewrite Rmin_right, Rmax_right; lra. Qed.
Lemma clamp_between x y t : x <= y -> x <= clamp x y t <= y.
Proof. intros H. unfold clamp, Rmax, Rmin. repeat destruct Rle_dec; lra. Qed.
Lemma clamp_close x y s t : x <= y -> Rabs (clamp x y s - clamp x y t) <= Rabs (s - t).
Proof. intros H. unfold clamp, Rmax, Rmin, Rabs. repeat (destruct Rle_dec || destruct Rcase_abs); lra. Qed.

Section Growth.
Variables (D : R -> Prop) (f : R -> R).
Hypothesis convexity : convex D.
Hypothesis continuity : forall x, D x -> continuous_at D f x.

Section Interval.
Variables (x y : R).
Hypothesis (Dx : D x) (Dy : D y) (order : x < y).

Lemma clamped_continuous t : continuity_pt (fun t => f (clamp x y t)) t.
Proof.
  apply continuity_pt_filterlim, (coquelicot_continuous (fun t => f (clamp x y t)) t).
  intros e He. pose proof (clamp_between x y t ltac:(lra)) as B.
  assert (Dt : D (clamp x y t)) by (apply (convexity x y); auto).
  destruct (proj2 (continuity _ Dt) e He) as [d [P K]]. exists d. split; [exact P|]. intros s Hs.
  apply K.
  - apply (convexity x y); auto. apply clamp_between. lra.
  - eapply Rle_lt_trans; [apply clamp_close; lra|exact Hs].
Qed.

Lemma clamped_derivative z l : x < z < y -> derivative_at D f z l -> is_derive (fun t => f (clamp x y t)) z l.
Proof.
  intros Hz [_ [_ H]]. apply coquelicot_derivative. intros e He. destruct (H e He) as [d [P K]].
  exists (Rmin d (Rmin (z - x) (y - z))).
  pose proof (Rmin_l d (Rmin (z - x) (y - z))). pose proof (Rmin_r d (Rmin (z - x) (y - z))).
  pose proof (Rmin_l (z - x) (y - z)). pose proof (Rmin_r (z - x) (y - z)).
  split; [repeat apply Rmin_pos; lra|]. intros h N Bh. apply Rabs_def2 in Bh as Bh'.
  rewrite !clamp_in by lra. apply K; [exact N|lra|]. apply (convexity x y); auto. lra.
Qed.

Lemma mean_value (P : R -> Prop) :
  (forall z, x < z < y -> exists l, derivative_at D f z l /\ P l) -> exists l, P l /\ f y - f x = l * (y - x).
Proof.
  intros H. set (g := fun t => f (clamp x y t)).
  assert (G : forall z, x < z < y -> is_derive g z (Derive g z) /\ P (Derive g z)).
  { intros z Hz. destruct (H z Hz) as [l [Hl Pl]]. pose proof (clamped_derivative z l Hz Hl) as E.
    change (is_derive g z l) in E. replace (Derive g z) with l by (symmetry; exact (is_derive_unique _ _ _ E)). auto. }
  destruct (H ((x + y) / 2) ltac:(lra)) as [l0 [_ P0]].
  destruct (MVT_gen g x y (fun z => if Rlt_dec x z then if Rlt_dec z y then Derive g z else l0 else l0)) as [c [Hc E]].
  - rewrite Rmin_left, Rmax_right by lra. intros z Hz. repeat destruct Rlt_dec; try lra. now apply G.
  - intros z _. apply clamped_continuous.
  - assert (Ex : g x = f x) by (unfold g; rewrite clamp_in; [reflexivity|lra]).
    assert (Ey : g y = f y) by (unfold g; rewrite clamp_in; [reflexivity|lra]).
    rewrite Ex, Ey in E. eexists. split; [|exact E]. repeat destruct Rlt_dec; auto. now apply G.
Qed.
End Interval.

(** The points of [ks] are left out. *)
Lemma growth_weak (m : R) (ks : list R) : forall x y, D x -> D y -> x <= y ->
  (forall z, x < z < y -> ~ In z ks -> exists l, derivative_at D f z l /\ m <= l) ->
  m * (y - x) <= f y - f x.
Proof.
  induction ks as [|k ks IH]; intros x y Dx Dy Hxy H.
  - destruct Hxy as [Hxy| ->]; [|lra].
    destruct (mean_value x y Dx Dy Hxy (fun l => m <= l)) as [l [Pl E]].
    { intros z Hz. apply H; simpl; auto. }
    rewrite E. apply Rmult_le_compat_r; lra.
  - destruct (Rlt_dec x k) as [H1|H1]; [destruct (Rlt_dec k y) as [H2|H2]|].
    + assert (Dk : D k) by (apply (convexity x y); auto; lra).
      assert (m * (k - x) <= f k - f x).
      { apply IH; auto; try lra. intros z Hz N. apply H; [lra|]. intros [->|I]; [lra|auto]. }
      assert (m * (y - k) <= f y - f k).
      { apply IH; auto; try lra. intros z Hz N. apply H; [lra|]. intros [->|I]; [lra|auto]. }
      lra.
    + apply IH; auto. intros z Hz N. apply H; auto. intros [->|I]; [lra|auto].
    + apply IH; auto. intros z Hz N. apply H; auto. intros [->|I]; [lra|auto].
Qed.

Lemma growth_strict (ks : list R) : forall x y, D x -> D y -> x < y ->
  (forall z, x < z < y -> ~ In z ks -> exists l, derivative_at D f z l /\ 0 < l) -> f x < f y.
Proof.
  induction ks as [|k ks IH]; intros x y Dx Dy Hxy H.
  - destruct (mean_value x y Dx Dy Hxy (fun l => 0 < l)) as [l [Pl E]].
    { intros z Hz. apply H; simpl; auto. }
    assert (0 < l * (y - x)) by (apply Rmult_lt_0_compat; lra). lra.
  - destruct (Rlt_dec x k) as [H1|H1]; [destruct (Rlt_dec k y) as [H2|H2]|].
    + assert (Dk : D k) by (apply (convexity x y); auto; lra).
      apply Rlt_trans with (f k).
      * apply IH; auto. intros z Hz N. apply H; [lra|]. intros [->|I]; [lra|auto].
      * apply IH; auto. intros z Hz N. apply H; [lra|]. intros [->|I]; [lra|auto].
    + apply IH; auto. intros z Hz N. apply H; auto. intros [->|I]; [lra|auto].
    + apply IH; auto. intros z Hz N. apply H; auto. intros [->|I]; [lra|auto].
Qed.
End Growth.

Lemma opposite_continuous D f a : continuous_at D f a -> continuous_at D (fun x => - f x) a.
Proof.
  intros [Da H]. split; [exact Da|]. intros e He. destruct (H e He) as [d [P K]]. exists d; split; auto. intros x Dx Hx.
  specialize (K x Dx Hx). replace (- f x - - f a) with (- (f x - f a)) by ring. now rewrite Rabs_Ropp.
Qed.
Lemma opposite_derivative D f a l : derivative_at D f a l -> derivative_at D (fun x => - f x) a (- l).
Proof.
  intros [Da [A H]]. split; [exact Da|split; [exact A|]]. intros e He. destruct (H e He) as [d [P K]]. exists d; split; auto.
  intros h N B Dh. specialize (K h N B Dh).
  replace ((- f (a + h) - - f a) / h - - l) with (- ((f (a + h) - f a) / h - l)) by (field; auto).
  now rewrite Rabs_Ropp.
Qed.

(** * Lipschitz constants *)

Lemma lipschitz_by (D : R -> Prop) (f : R -> R) (L : R) (ks : list R) :
  convex D -> (forall x, D x -> continuous_at D f x) ->
  (forall z, D z -> ~ In z ks -> exists l, derivative_at D f z l /\ Rabs l <= L) -> lipschitz D f L.
Proof.
  intros V C B.
  assert (W : forall x y, D x -> D y -> x <= y -> Rabs (f y - f x) <= L * (y - x)).
  { intros x y Dx Dy Hxy. apply Rabs_le. split.
    - assert (- L * (y - x) <= f y - f x); [|lra].
      apply (growth_weak D f V C (- L) ks x y Dx Dy Hxy). intros z Hz N.
      destruct (B z ltac:(apply (V x y); auto; lra) N) as [l [Hl Bl]]. exists l. split; auto.
      apply Rabs_le_between in Bl. lra.
    - assert (- L * (y - x) <= - f y - - f x); [|lra].
      apply (growth_weak D (fun x => - f x) V (fun x Dx => opposite_continuous _ _ _ (C x Dx)) (- L) ks x y Dx Dy Hxy).
      intros z Hz N. destruct (B z ltac:(apply (V x y); auto; lra) N) as [l [Hl Bl]]. exists (- l).
      split; [now apply opposite_derivative|]. apply Rabs_le_between in Bl. lra. }
  intros x y Dx Dy. destruct (Rle_dec x y) as [H|H].
  - rewrite Rabs_minus_sym, (Rabs_minus_sym x y), (Rabs_right (y - x)) by lra. now apply W.
  - rewrite (Rabs_right (x - y)) by lra. apply W; auto; lra.
Qed.

Lemma quotient_bound (D : R -> Prop) f L a h :
  lipschitz D f L -> D a -> D (a + h) -> h <> 0 -> Rabs ((f (a + h) - f a) / h) <= L.
Proof.
  intros HL Da Dh N. specialize (HL (a + h) a Dh Da). replace (a + h - a) with h in HL by ring.
  unfold Rdiv. rewrite Rabs_mult, Rabs_inv. assert (0 < Rabs h) by (apply Rabs_pos_lt; exact N).
  apply (Rmult_le_reg_r (Rabs h)); [lra|]. rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.

Lemma lipschitz_derivative (D : R -> Prop) f L a l : lipschitz D f L -> D a -> derivative_at D f a l -> Rabs l <= L.
Proof.
  intros HL Da [_ [A H]]. apply le_epsilon. intros e He. destruct (H e He) as [d [P K]].
  destruct (A d P) as [h [N [B Dh]]]. specialize (K h N B Dh).
  pose proof (quotient_bound D f L a h HL Da Dh N) as Q. set (q := (f (a + h) - f a) / h) in *.
  replace l with (q - (q - l)) by ring. eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp. lra.
Qed.

Lemma lipschitz_left (D : R -> Prop) f L a l : lipschitz D f L -> D a -> left_derivative D f a l -> Rabs l <= L.
Proof.
  intros HL Da [_ H]. apply le_epsilon. intros e He. destruct (H e He) as [d [P K]].
  destruct (K (- (d / 2)) ltac:(lra)) as [Dh B].
  pose proof (quotient_bound D f L a _ HL Da Dh ltac:(lra)) as Q. set (q := (f (a + _) - f a) / _) in *.
  replace l with (q - (q - l)) by ring. eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp. lra.
Qed.

Lemma lipschitz_right (D : R -> Prop) f L a l : lipschitz D f L -> D a -> right_derivative D f a l -> Rabs l <= L.
Proof.
  intros HL Da [_ H]. apply le_epsilon. intros e He. destruct (H e He) as [d [P K]].
  destruct (K (d / 2) ltac:(lra)) as [Dh B].
  pose proof (quotient_bound D f L a _ HL Da Dh ltac:(lra)) as Q. set (q := (f (a + _) - f a) / _) in *.
  replace l with (q - (q - l)) by ring. eapply Rle_trans; [apply Rabs_triang|]. rewrite Rabs_Ropp. lra.
Qed.

(** A constant that the derivative only tends to. *)
Lemma lipschitz_limit D f (d : R -> R) (e : Rbar) (L M : R) :
  Rbar_locally' e (fun x => D x /\ derivative_at D f x (d x)) -> is_lim d e L -> lipschitz D f M -> L <= M.
Proof.
  intros H HL HM. cut (Rbar_le (Finite L) (Finite M)); [intros Q; exact Q|].
  apply (is_lim_le_loc d (fun _ => M) e); [|exact HL|apply is_lim_const].
  revert H. apply filter_imp. intros x [Dx Hx].
  apply Rle_trans with (Rabs (d x)); [apply Rle_abs|exact (lipschitz_derivative D f M x _ HM Dx Hx)].
Qed.

Lemma lipschitz_uniform D f L : 0 < L -> lipschitz D f L -> uniform_delta D f (fun eps => eps / L).
Proof.
  intros P H e He. split; [now apply Rdiv_lt_0_compat|]. intros x y Dx Dy B.
  apply Rle_lt_trans with (L * Rabs (x - y)); [now apply H|].
  apply Rlt_le_trans with (L * (e / L)); [now apply Rmult_lt_compat_l|]. apply Req_le. field. lra.
Qed.

Lemma lipschitz_opposite D f M : lipschitz D f M -> lipschitz D (fun x => - f x) M.
Proof. intros H x y Dx Dy. replace (- f x - - f y) with (f y - f x) by ring. rewrite (Rabs_minus_sym (f y)). now apply H. Qed.

(** No constant serves where the difference quotient is unbounded. *)
Lemma not_lipschitz_left (D : R -> Prop) f a s : D a -> Rabs s = 1 -> left_derivative_infinite D f a s -> forall L, ~ lipschitz D f L.
Proof.
  intros Da S [_ H] L HL. destruct (H L) as [d [P K]]. destruct (K (- (d / 2)) ltac:(lra)) as [Dh B].
  pose proof (quotient_bound D f L a _ HL Da Dh ltac:(lra)) as Q. set (q := (f (a + _) - f a) / _) in *.
  assert (s * q <= Rabs q) by (rewrite <- (Rmult_1_l (Rabs q)), <- S, <- Rabs_mult; apply Rle_abs). lra.
Qed.
Lemma not_lipschitz_right (D : R -> Prop) f a s : D a -> Rabs s = 1 -> right_derivative_infinite D f a s -> forall L, ~ lipschitz D f L.
Proof.
  intros Da S [_ H] L HL. destruct (H L) as [d [P K]]. destruct (K (d / 2) ltac:(lra)) as [Dh B].
  pose proof (quotient_bound D f L a _ HL Da Dh ltac:(lra)) as Q. set (q := (f (a + _) - f a) / _) in *.
  assert (s * q <= Rabs q) by (rewrite <- (Rmult_1_l (Rabs q)), <- S, <- Rabs_mult; apply Rle_abs). lra.
Qed.

(** * Monotonicity, on an interval [I] of the domain: by the sign of the derivative inside it *)

Lemma restrict_continuous (D I : R -> Prop) f a :
  (forall x, I x -> D x) -> I a -> continuous_at D f a -> continuous_at I f a.
Proof. intros S Ia [_ H]. split; [exact Ia|]. intros e He. destruct (H e He) as [d [P K]]. exists d. split; auto. Qed.

Lemma restrict_derivative (D I : R -> Prop) f a l :
  (forall x, I x -> D x) -> I a -> accumulates I a -> derivative_at D f a l -> derivative_at I f a l.
Proof.
  intros S Ia A [_ [_ H]]. split; [exact Ia|split; [exact A|]]. intros e He. destruct (H e He) as [d [P K]]. exists d. split; auto.
Qed.

Lemma accumulates_inside (I : R -> Prop) x y z : convex I -> I x -> I y -> x < z < y -> accumulates I z.
Proof.
  intros V Ix Iy Hz d Hd. exists (Rmin d (y - z) / 2). least m. rewrite Rabs_right by lra.
  repeat split; try lra. apply (V x y); auto; lra.
Qed.

Section Monotone.
Variables (D I : R -> Prop) (f : R -> R) (ks : list R).
Hypothesis S : forall x, I x -> D x.
Hypothesis V : convex I.
Hypothesis C : forall x, D x -> continuous_at D f x.

Lemma increasing_by :
  (forall z, I z -> ~ In z ks -> exists l, derivative_at D f z l /\ 0 < l) -> increasing D I f.
Proof.
  intros H. split; [exact S|]. intros x y Ix Iy Hxy.
  apply (growth_strict I f V (fun x Ix => restrict_continuous _ _ _ _ S Ix (C x (S x Ix))) ks x y Ix Iy Hxy).
  intros z Hz N. destruct (H z ltac:(apply (V x y); auto; lra) N) as [l [Hl P]]. exists l. split; auto.
  apply (restrict_derivative D); auto; [apply (V x y); auto; lra|]. now apply (accumulates_inside I x y).
Qed.
Lemma nondecreasing_by :
  (forall z, I z -> ~ In z ks -> exists l, derivative_at D f z l /\ 0 <= l) -> nondecreasing D I f.
Proof.
  intros H. split; [exact S|]. intros x y Ix Iy Hxy.
  assert (0 * (y - x) <= f y - f x); [|lra].
  apply (growth_weak I f V (fun x Ix => restrict_continuous _ _ _ _ S Ix (C x (S x Ix))) 0 ks x y Ix Iy ltac:(lra)).
  intros z Hz N. destruct (H z ltac:(apply (V x y); auto; lra) N) as [l [Hl P]]. exists l. split; auto.
  apply (restrict_derivative D); auto; [apply (V x y); auto; lra|]. now apply (accumulates_inside I x y).
Qed.
End Monotone.

Section Falling.
Variables (D I : R -> Prop) (f : R -> R) (ks : list R).
Hypothesis S : forall x, I x -> D x.
Hypothesis V : convex I.
Hypothesis C : forall x, D x -> continuous_at D f x.

Lemma decreasing_by :
  (forall z, I z -> ~ In z ks -> exists l, derivative_at D f z l /\ l < 0) -> decreasing D I f.
Proof.
  intros H. split; [exact S|]. intros x y Ix Iy Hxy.
  pose proof (increasing_by D I (fun x => - f x) ks S V (fun x Dx => opposite_continuous _ _ _ (C x Dx))) as G.
  cut (- f x < - f y); [lra|]. apply G; auto. intros z Iz N. destruct (H z Iz N) as [l [Hl P]].
  exists (- l). split; [now apply opposite_derivative|lra].
Qed.
Lemma nonincreasing_by :
  (forall z, I z -> ~ In z ks -> exists l, derivative_at D f z l /\ l <= 0) -> nonincreasing D I f.
Proof.
  intros H. split; [exact S|]. intros x y Ix Iy Hxy.
  pose proof (nondecreasing_by D I (fun x => - f x) ks S V (fun x Dx => opposite_continuous _ _ _ (C x Dx))) as G.
  cut (- f x <= - f y); [lra|]. apply G; auto. intros z Iz N. destruct (H z Iz N) as [l [Hl P]].
  exists (- l). split; [now apply opposite_derivative|lra].
Qed.
Lemma constant_by :
  (forall z, I z -> ~ In z ks -> derivative_at D f z 0) -> constant D I f.
Proof.
  intros H.
  assert (U : nondecreasing D I f).
  { apply (nondecreasing_by D I f ks S V C). intros z Iz N. exists 0. split; [now apply H|lra]. }
  assert (L : nonincreasing D I f).
  { apply nonincreasing_by. intros z Iz N. exists 0. split; [now apply H|lra]. }
  destruct U as [_ U], L as [_ L]. split; [exact S|]. intros x y Ix Iy. destruct (Rtotal_order x y) as [Q|[->|Q]]; [|reflexivity|].
  - specialize (U x y Ix Iy Q). specialize (L x y Ix Iy Q). lra.
  - specialize (U y x Iy Ix Q). specialize (L y x Iy Ix Q). lra.
Qed.
End Falling.

(** * Ranges on a bounded interval, from the derivative and the values at the ends *)

Lemma between_slopes (g g' : R -> R) (a b m M : R) :
  (forall x, a <= x <= b -> is_derive g x (g' x)) -> (forall x, a <= x <= b -> m <= g' x <= M) ->
  forall x, a <= x <= b -> m * (x - a) <= g x - g a <= M * (x - a).
Proof.
  intros H B x Hx. destruct (Req_dec a x) as [<-|N]; [lra|].
  destruct (MVT_gen g a x g') as [c [Hc E]].
  - rewrite Rmin_left, Rmax_right by lra. intros y Hy. apply H. lra.
  - rewrite Rmin_left, Rmax_right by lra. intros y Hy. apply continuity_pt_filterlim.
    apply (ex_derive_continuous g). exists (g' y). apply H. lra.
  - rewrite Rmin_left, Rmax_right in Hc by lra. rewrite E. specialize (B c ltac:(lra)).
    split; apply Rmult_le_compat_r; lra.
Qed.

Section Ranges.
Variables (g g' : R -> R) (a b lo hi : R).
Hypothesis H : forall x, a <= x <= b -> is_derive g x (g' x).

Lemma range_rising :
  (forall x, a <= x <= b -> 0 <= g' x) -> lo <= g a -> g b <= hi -> forall x, a <= x <= b -> lo <= g x <= hi.
Proof.
  intros P L U. assert (W : forall x y, a <= x <= y -> y <= b -> g x <= g y).
  { intros x y Hx Hy. destruct (Req_dec x y) as [<-|N]; [lra|].
    destruct (MVT_gen g x y g') as [c [Hc E]].
    - rewrite Rmin_left, Rmax_right by lra. intros z Hz. apply H. lra.
    - rewrite Rmin_left, Rmax_right by lra. intros z Hz. apply continuity_pt_filterlim.
      apply (ex_derive_continuous g). exists (g' z). apply H. lra.
    - rewrite Rmin_left, Rmax_right in Hc by lra. specialize (P c ltac:(lra)).
      assert (0 <= g' c * (y - x)) by (apply Rmult_le_pos; lra). lra. }
  intros x Hx. pose proof (W a x ltac:(lra) ltac:(lra)). pose proof (W x b ltac:(lra) ltac:(lra)). lra.
Qed.
End Ranges.

Lemma range_falling (g g' : R -> R) (a b lo hi : R) :
  (forall x, a <= x <= b -> is_derive g x (g' x)) ->
  (forall x, a <= x <= b -> g' x <= 0) -> lo <= g b -> g a <= hi -> forall x, a <= x <= b -> lo <= g x <= hi.
Proof.
  intros H P L U x Hx.
  assert (Q : - hi <= - g x <= - lo); [|lra].
  apply (range_rising (fun x => - g x) (fun x => - g' x) a b); auto; try lra.
  - intros y Hy. exact (is_derive_opp g y (g' y) (H y Hy)).
  - intros y Hy. specialize (P y Hy). lra.
Qed.

(** On a short interval: the slope lies between [m] and [M]. *)
Section Along.
Variables (g g' : R -> R) (a b m M low high l h : R).
Hypothesis H : forall x, a <= x <= b -> is_derive g x (g' x).
Hypothesis B : forall x, a <= x <= b -> m <= g' x <= M.
Hypothesis V : low <= g a <= high.
Hypothesis (L : l <= low + m * (b - a)) (U : high + M * (b - a) <= h).

Lemma value_along_slopes : a <= b -> l <= g b <= h.
Proof. intros O. pose proof (between_slopes g g' a b m M H B b ltac:(lra)). lra. Qed.

Lemma range_along_slopes : l <= low -> high <= h -> forall x, a <= x <= b -> l <= g x <= h.
Proof.
  intros L' U' x Hx. pose proof (between_slopes g g' a b m M H B x Hx).
  assert (Rmin 0 (m * (b - a)) <= m * (x - a)).
  { unfold Rmin. destruct Rle_dec as [P|P]; destruct (Rle_dec 0 m) as [Q|Q];
      [apply Rmult_le_pos; lra|assert (m * (b - a) <= 0 * (b - a)) by (apply Rmult_le_compat_r; lra); nra|nra|nra]. }
  assert (M * (x - a) <= Rmax 0 (M * (b - a))).
  { unfold Rmax. destruct Rle_dec as [P|P]; destruct (Rle_dec 0 M) as [Q|Q]; nra. }
  unfold Rmin, Rmax in *. repeat destruct Rle_dec; lra.
Qed.
End Along.

(** A zero between values of different signs. *)
Lemma root_between (g g' : R -> R) (a b : R) :
  a < b -> (forall x, a <= x <= b -> is_derive g x (g' x)) -> g a < 0 -> 0 < g b -> exists c, a < c < b /\ g c = 0.
Proof.
  intros O H A B. destruct (IVT_interv g a b) as [c [I E]]; auto.
  - intros x Hx. apply continuity_pt_filterlim, (ex_derive_continuous g). exists (g' x). now apply H.
  - exists c. split; [|exact E].
    split; apply Rnot_le_lt; intros Q; [assert (c = a) by lra|assert (c = b) by lra]; subst c; lra.
Qed.
Lemma root_between_falling (g g' : R -> R) (a b : R) :
  a < b -> (forall x, a <= x <= b -> is_derive g x (g' x)) -> 0 < g a -> g b < 0 -> exists c, a < c < b /\ g c = 0.
Proof.
  intros O H A B. destruct (root_between (fun x => - g x) (fun x => - g' x) a b) as [c [I E]]; try lra.
  - intros x Hx. exact (is_derive_opp g x (g' x) (H x Hx)).
  - exists c. split; [exact I|lra].
Qed.

(** * Half-lines on which a function is monotone, by its value at the end *)

Lemma before_rising (g g' : R -> R) (a h : R) :
  (forall x, x <= a -> is_derive g x (g' x)) -> (forall x, x <= a -> 0 <= g' x) -> g a <= h ->
  forall x, x <= a -> g x <= h.
Proof.
  intros H P U x Hx. apply (range_rising g g' x a (g x) h); try lra; intros; [apply H|apply P]; lra.
Qed.
Lemma before_falling (g g' : R -> R) (a l : R) :
  (forall x, x <= a -> is_derive g x (g' x)) -> (forall x, x <= a -> g' x <= 0) -> l <= g a ->
  forall x, x <= a -> l <= g x.
Proof.
  intros H P U x Hx. apply (range_falling g g' x a l (g x)); try lra; intros; [apply H|apply P]; lra.
Qed.
Lemma beyond_rising (g g' : R -> R) (a l : R) :
  (forall x, a <= x -> is_derive g x (g' x)) -> (forall x, a <= x -> 0 <= g' x) -> l <= g a ->
  forall x, a <= x -> l <= g x.
Proof.
  intros H P U x Hx. apply (range_rising g g' a x l (g x)); try lra; intros; [apply H|apply P]; lra.
Qed.
Lemma beyond_falling (g g' : R -> R) (a h : R) :
  (forall x, a <= x -> is_derive g x (g' x)) -> (forall x, a <= x -> g' x <= 0) -> g a <= h ->
  forall x, a <= x -> g x <= h.
Proof.
  intros H P U x Hx. apply (range_falling g g' a x (g x) h); try lra; intros; [apply H|apply P]; lra.
Qed.

(** Half-open intervals up to a point [z] where nothing is known of the function. *)
Lemma falling_from (g g' : R -> R) (z a l : R) :
  (forall x, z < x <= a -> is_derive g x (g' x)) -> (forall x, z < x <= a -> g' x <= 0) -> l <= g a ->
  forall x, z < x <= a -> l <= g x.
Proof.
  intros H P U x Hx. apply (range_falling g g' x a l (g x)); try lra; intros; [apply H|apply P]; lra.
Qed.
Lemma rising_from (g g' : R -> R) (z a h : R) :
  (forall x, z < x <= a -> is_derive g x (g' x)) -> (forall x, z < x <= a -> 0 <= g' x) -> g a <= h ->
  forall x, z < x <= a -> g x <= h.
Proof.
  intros H P U x Hx. apply (range_rising g g' x a (g x) h); try lra; intros; [apply H|apply P]; lra.
Qed.
Lemma rising_up_to (g g' : R -> R) (z a l : R) :
  (forall x, a <= x < z -> is_derive g x (g' x)) -> (forall x, a <= x < z -> 0 <= g' x) -> l <= g a ->
  forall x, a <= x < z -> l <= g x.
Proof.
  intros H P U x Hx. apply (range_rising g g' a x l (g x)); try lra; intros; [apply H|apply P]; lra.
Qed.
Lemma falling_up_to (g g' : R -> R) (z a h : R) :
  (forall x, a <= x < z -> is_derive g x (g' x)) -> (forall x, a <= x < z -> g' x <= 0) -> g a <= h ->
  forall x, a <= x < z -> g x <= h.
Proof.
  intros H P U x Hx. apply (range_falling g g' a x (g x) h); try lra; intros; [apply H|apply P]; lra.
Qed.
