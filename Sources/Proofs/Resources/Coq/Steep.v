(** One side of a point where a function is not analytic: vertical tangents, poles, and quotients of
    the form 0/0. The side is [1] for the right and [-1] for the left. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Statements Functions Rules Sides.
Open Scope R_scope.

(** * Both sides at once *)

(** [f] is [g] on the side of [a], and defined there. *)
Definition beside (side : R) (D : R -> Prop) (f g : R -> R) (a : R) : Prop :=
  exists d, 0 < d /\ forall h, 0 < side * h < d -> D (a + h) /\ f (a + h) = g (a + h).
Lemma beside_left D f g a : left_is D f g a -> beside (-1) D f g a.
Proof. intros [d [P E]]. exists d. split; [exact P|]. intros h Hh. apply E. lra. Qed.
Lemma beside_right D f g a : right_is D f g a -> beside 1 D f g a.
Proof. intros [d [P E]]. exists d. split; [exact P|]. intros h Hh. apply E. lra. Qed.

Definition slope_infinite (side : R) (D : R -> Prop) (f : R -> R) (a s : R) : Prop :=
  D a /\
  forall bound, exists d, 0 < d /\ forall h, 0 < side * h < d -> D (a + h) /\ bound < s * ((f (a + h) - f a) / h).
Lemma slope_infinite_left D f a s : slope_infinite (-1) D f a s -> left_derivative_infinite D f a s.
Proof. intros [Da H]. split; [exact Da|]. intros M. destruct (H M) as [d [P K]]. exists d. split; [exact P|]. intros h Hh. apply K. lra. Qed.
Lemma slope_infinite_right D f a s : slope_infinite 1 D f a s -> right_derivative_infinite D f a s.
Proof. intros [Da H]. split; [exact Da|]. intros M. destruct (H M) as [d [P K]]. exists d. split; [exact P|]. intros h Hh. apply K. lra. Qed.

(** * Vertical tangents *)

(** The difference quotient of [g] at [a] tends to ∞ with the sign [s]. *)
Definition steep (side : R) (g : R -> R) (a s : R) : Prop :=
  forall bound, exists d, 0 < d /\ forall h, 0 < side * h < d -> bound < s * ((g (a + h) - g a) / h).

Lemma steep_beside side (D : R -> Prop) f g a s :
  D a -> beside side D f g a -> g a = f a -> steep side g a s -> slope_infinite side D f a s.
Proof.
  intros Da [d0 [P0 E]] V H. split; [exact Da|]. intros M. destruct (H M) as [d1 [P1 K]]. exists (Rmin d0 d1). least d.
  split; [lra|]. intros h Hh. destruct (E h ltac:(lra)) as [Dx Ex]. split; [exact Dx|].
  rewrite Ex, <- V. apply K. lra.
Qed.
Lemma left_steep (D : R -> Prop) f g a s :
  D a -> left_is D f g a -> g a = f a -> steep (-1) g a s -> left_derivative_infinite D f a s.
Proof. intros Da E V H. now apply slope_infinite_left, (steep_beside _ _ _ g), H; [exact Da|apply beside_left|]. Qed.
Lemma right_steep (D : R -> Prop) f g a s :
  D a -> right_is D f g a -> g a = f a -> steep 1 g a s -> right_derivative_infinite D f a s.
Proof. intros Da E V H. now apply slope_infinite_right, (steep_beside _ _ _ g), H; [exact Da|apply beside_right|]. Qed.

Lemma steep_same side f g a s :
  (forall h, 0 <= side * h -> f (a + h) = g (a + h)) -> steep side f a s -> steep side g a s.
Proof.
  intros E H M. destruct (H M) as [d [P K]]. exists d. split; [exact P|]. intros h Hh.
  pose proof (E 0 ltac:(lra)) as E0. rewrite Rplus_0_r in E0. rewrite <- E by lra. rewrite <- E0. now apply K.
Qed.

Lemma steep_power (side c : R) : side = 1 -> 0 < c < 1 -> steep side (fun y => power y c) 0 1.
Proof.
  intros -> C M. pose proof (Rabs_pos M). exists (Rpower (Rabs M + 1) (/ (c - 1))). split; [apply exp_pos|].
  intros h Hh. rewrite Rmult_1_l in Hh. rewrite Rplus_0_l.
  replace (power 0 c) with 0 by (unfold power; destruct Rlt_dec; lra).
  replace (power h c) with (Rpower h c) by (unfold power; destruct Rlt_dec; lra).
  replace (1 * ((Rpower h c - 0) / h)) with (Rpower h (c - 1)).
  2: { unfold Rminus at 1. rewrite Rpower_plus, Rpower_Ropp, Rpower_1 by lra. field. lra. }
  apply Rle_lt_trans with (Rabs M); [apply Rle_abs|]. apply Rlt_trans with (Rabs M + 1); [lra|].
  set (b := Rpower (Rabs M + 1) (/ (c - 1))) in *.
  replace (Rabs M + 1) with (Rpower b (c - 1))
    by (unfold b; rewrite Rpower_mult, Rinv_l by lra; apply Rpower_1; lra).
  unfold Rpower. apply exp_increasing. apply Rmult_lt_gt_compat_neg_l; [lra|]. apply ln_increasing; lra.
Qed.
Lemma steep_sqrt (side : R) : side = 1 -> steep side sqrt 0 1.
Proof.
  intros ->. apply (steep_same 1 (fun y => power y (/ 2))); [|apply steep_power; lra]. intros h Hh.
  unfold power. destruct Rlt_dec; [now apply Rpower_sqrt|]. replace (0 + h) with 0 by lra. now rewrite sqrt_0.
Qed.
Lemma steep_cbrt_right : steep 1 cbrt 0 1.
Proof.
  apply (steep_same 1 (fun y => power y (1 / 3))); [|apply steep_power; lra]. intros h Hh.
  unfold power, cbrt. repeat destruct Rlt_dec; lra.
Qed.
Lemma steep_cbrt_left : steep (-1) cbrt 0 1.
Proof.
  intros M. destruct (steep_cbrt_right M) as [d [P K]]. exists d. split; [exact P|]. intros h Hh.
  specialize (K (- h) ltac:(lra)).
  rewrite Rplus_0_l, cbrt_opp, cbrt_0 in K. rewrite Rplus_0_l, cbrt_0.
  replace ((cbrt h - 0) / h) with ((- cbrt h - 0) / - h) by (field; lra). exact K.
Qed.

Lemma steep_cbrt (side : R) : Rabs side = 1 -> steep side cbrt 0 1.
Proof.
  intros S. unfold Rabs in S. destruct Rcase_abs in S;
    [replace side with (-1) by lra; exact steep_cbrt_left|subst side; exact steep_cbrt_right].
Qed.

Section Composed.
Variables (u g : R -> R) (side a l s t : R).
Hypothesis U : is_derive u a l.

(** [t] is the sign of [l], and [u] goes to the side of 0 where [g] is steep. *)
Lemma steep_of : u a = 0 -> Rabs t = 1 -> Rabs side = 1 -> 0 < t * l -> steep (t * side) g 0 s ->
  steep side (fun y => g (u y)) a (s * t).
Proof.
  intros Z T S L G M. set (m := t * l) in *. pose proof (Rabs_pos M).
  destruct (G (2 * Rabs M / m)) as [d1 [P1 K1]].
  destruct (proj1 (coquelicot_derivative u a l) U (m / 2) ltac:(lra)) as [d2 [P2 K2]].
  assert (Q : 0 < d1 / (2 * m)) by (apply Rdiv_lt_0_compat; lra).
  exists (Rmin d2 (d1 / (2 * m))). least d. split; [lra|]. intros h Hh.
  assert (NZ : h <> 0) by (intros ->; lra).
  assert (HS : Rabs h = side * h).
  { rewrite <- (Rabs_right (side * h)) by lra. rewrite Rabs_mult, S. ring. }
  specialize (K2 h NZ ltac:(lra)). rewrite Z, Rminus_0_r in K2.
  set (w := u (a + h)) in *.
  assert (B : m / 2 < t * (w / h) < 3 * m / 2).
  { assert (E : t * (w / h) - m = t * (w / h - l)) by (unfold m; ring).
    assert (E2 : Rabs (t * (w / h) - m) < m / 2) by (rewrite E, Rabs_mult, T, Rmult_1_l; exact K2).
    apply Rabs_def2 in E2. lra. }
  assert (W : t * side * w = t * (w / h) * (side * h)) by (field; lra).
  assert (X : 0 < t * side * w < d1).
  { rewrite W. split; [apply Rmult_lt_0_compat; lra|].
    apply Rle_lt_trans with (3 * m / 2 * (side * h)); [apply Rmult_le_compat_r; lra|].
    assert (2 * m * (side * h) < 2 * m * (d1 / (2 * m))) by (apply Rmult_lt_compat_l; lra).
    replace (2 * m * (d1 / (2 * m))) with d1 in * by (field; lra). nra. }
  specialize (K1 w X). rewrite Rplus_0_l in K1. cbv beta. fold w. rewrite Z.
  assert (w <> 0) by (intros N; rewrite N in X; lra).
  replace (s * t * ((g w - g 0) / h)) with (s * ((g w - g 0) / w) * (t * (w / h))) by (field; auto).
  apply Rle_lt_trans with (Rabs M); [apply Rle_abs|].
  apply Rle_lt_trans with (2 * Rabs M / m * (m / 2)); [apply Req_le; field; lra|].
  assert (0 <= 2 * Rabs M / m) by (apply Rle_mult_inv_pos; lra).
  apply Rle_lt_trans with (2 * Rabs M / m * (t * (w / h))); [apply Rmult_le_compat_l; lra|].
  apply Rmult_lt_compat_r; lra.
Qed.
End Composed.

Lemma steep_opp (g : R -> R) (side a s : R) : steep side g a s -> steep side (fun y => - g y) a (- s).
Proof.
  intros G M. destruct (G M) as [d [P K]]. exists d. split; [exact P|]. intros h Hh. specialize (K h Hh).
  replace (- s * ((- g (a + h) - - g a) / h)) with (s * ((g (a + h) - g a) / h)) by (unfold Rdiv; ring). exact K.
Qed.
(** Beside what has a derivative. *)
Lemma steep_plus (g k : R -> R) (side a s l : R) :
  Rabs side = 1 -> Rabs s = 1 -> is_derive k a l -> steep side g a s -> steep side (fun y => g y + k y) a s.
Proof.
  intros A S K G M. destruct (G (M + Rabs l + 1)) as [d1 [P1 G1]].
  destruct (proj1 (coquelicot_derivative k a l) K 1 ltac:(lra)) as [d2 [P2 K2]].
  exists (Rmin d1 d2). least d. split; [lra|]. intros h Hh.
  assert (N : h <> 0) by (intros ->; lra).
  assert (B : Rabs h < d2).
  { rewrite <- (Rmult_1_l (Rabs h)), <- A, <- Rabs_mult, Rabs_right; lra. }
  specialize (G1 h ltac:(lra)). specialize (K2 h N B). set (q := (k (a + h) - k a) / h) in *.
  replace ((g (a + h) + k (a + h) - (g a + k a)) / h) with ((g (a + h) - g a) / h + q) by (unfold q, Rdiv; ring).
  rewrite Rmult_plus_distr_l. pose proof (Rabs_triang_inv q l).
  assert (- Rabs q <= s * q).
  { rewrite <- (Rmult_1_l (Rabs q)), <- S, <- Rabs_mult. pose proof (Rle_abs (- (s * q))). rewrite Rabs_Ropp in *. lra. }
  lra.
Qed.
Lemma steep_plus_left (g k : R -> R) (side a s l : R) :
  Rabs side = 1 -> Rabs s = 1 -> is_derive k a l -> steep side g a s -> steep side (fun y => k y + g y) a s.
Proof.
  intros A S K G M. destruct (steep_plus g k side a s l A S K G M) as [d [P H]]. exists d. split; [exact P|].
  intros h Hh. rewrite (Rplus_comm (k (a + h))), (Rplus_comm (k a)). now apply H.
Qed.
Lemma steep_minus (g k : R -> R) (side a s l : R) :
  Rabs side = 1 -> Rabs s = 1 -> is_derive k a l -> steep side g a s -> steep side (fun y => g y - k y) a s.
Proof.
  intros A S K. apply (steep_plus g (fun y => - k y) side a s (- l) A S), (is_derive_opp k a l K).
Qed.
Lemma steep_minus_left (g k : R -> R) (side a s l : R) :
  Rabs side = 1 -> Rabs s = 1 -> is_derive k a l -> steep side (fun y => - g y) a s ->
  steep side (fun y => k y - g y) a s.
Proof. intros A S K. exact (steep_plus_left (fun y => - g y) k side a s l A S K). Qed.
Lemma steep_sign (g : R -> R) (side a s t : R) : steep side g a s -> s = t -> steep side g a t.
Proof. intros H <-. exact H. Qed.

(** * Poles *)

(** [g] tends to ∞ with the sign [s] beside [a]. *)
Definition large (side : R) (g : R -> R) (a s : R) : Prop :=
  forall bound, exists d, 0 < d /\ forall h, 0 < side * h < d -> bound < s * g (a + h).

(** A quotient whose denominator has the sign [t] on the side, and the limit 0. *)
Lemma large_quotient (u v : R -> R) (side a s t : R) :
  continuous u a -> continuous v a -> v a = 0 -> Rabs side = 1 -> Rabs s = 1 -> Rabs t = 1 -> 0 < s * t * u a ->
  (exists d, 0 < d /\ forall h, 0 < side * h < d -> 0 < t * v (a + h)) ->
  large side (fun y => u y / v y) a s.
Proof.
  intros U V Z S W T P [d0 [P0 K0]] M. set (m := s * t * u a) in *. pose proof (Rabs_pos M).
  destruct (proj1 (coquelicot_continuous u a) U (m / 2) ltac:(lra)) as [d1 [P1 K1]].
  assert (Q : 0 < m / 2 / (Rabs M + 1)) by (apply Rdiv_lt_0_compat; lra).
  destruct (proj1 (coquelicot_continuous v a) V _ Q) as [d2 [P2 K2]].
  exists (Rmin d0 (Rmin d1 d2)). pose proof (Rmin_l d0 (Rmin d1 d2)). pose proof (Rmin_r d0 (Rmin d1 d2)).
  pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). split; [repeat apply Rmin_pos; lra|]. intros h Hh.
  assert (HS : Rabs (a + h - a) = side * h).
  { replace (a + h - a) with h by ring. rewrite <- (Rabs_right (side * h)) by lra. rewrite Rabs_mult, S. ring. }
  specialize (K0 h ltac:(lra)). specialize (K1 (a + h) ltac:(lra)). specialize (K2 (a + h) ltac:(lra)).
  rewrite Z, Rminus_0_r in K2. set (x := u (a + h)) in *. set (y := v (a + h)) in *.
  assert (tt : t * t = 1) by (unfold Rabs in T; destruct (Rcase_abs t); nra).
  assert (Y : t * y < m / 2 / (Rabs M + 1)).
  { apply Rle_lt_trans with (Rabs (t * y)); [apply Rle_abs|]. now rewrite Rabs_mult, T, Rmult_1_l. }
  assert (X : m / 2 < s * t * x).
  { assert (E : Rabs (s * t * (x - u a)) < m / 2) by (rewrite !Rabs_mult, W, T, !Rmult_1_l; exact K1).
    replace (s * t * (x - u a)) with (s * t * x - m) in E by (unfold m; ring). apply Rabs_def2 in E. lra. }
  apply Rle_lt_trans with (Rabs M); [apply Rle_abs|].
  assert (y <> 0) by (intros N; rewrite N in K0; lra).
  assert (t <> 0) by (intros N; rewrite N in tt; lra).
  replace (s * (x / y)) with (s * t * x / (t * y)) by (field; auto).
  apply (Rmult_lt_reg_r (t * y)); [exact K0|].
  replace (s * t * x / (t * y) * (t * y)) with (s * t * x) by (field; auto).
  apply Rle_lt_trans with ((Rabs M + 1) * (t * y)); [nra|]. apply Rlt_trans with (m / 2); [|exact X].
  apply Rlt_le_trans with ((Rabs M + 1) * (m / 2 / (Rabs M + 1))); [apply Rmult_lt_compat_l; lra|].
  apply Req_le. field. lra.
Qed.

(** The logarithm of what is positive on the side, and tends to 0. *)
Lemma large_ln (u : R -> R) (side a : R) :
  continuous u a -> u a = 0 -> Rabs side = 1 ->
  (exists d, 0 < d /\ forall h, 0 < side * h < d -> 0 < u (a + h)) -> large side (fun y => ln (u y)) a (-1).
Proof.
  intros U Z S [d0 [P0 K0]] M.
  destruct (proj1 (coquelicot_continuous u a) U (exp (- M)) (exp_pos _)) as [d1 [P1 K1]].
  exists (Rmin d0 d1). least d. split; [lra|]. intros h Hh. specialize (K0 h ltac:(lra)).
  specialize (K1 (a + h)). rewrite Z, Rminus_0_r, (Rabs_right (u (a + h))) in K1 by lra.
  assert (E : u (a + h) < exp (- M)).
  { apply K1. replace (a + h - a) with h by ring. rewrite <- (Rmult_1_l (Rabs h)), <- S, <- Rabs_mult, Rabs_right; lra. }
  apply ln_increasing in E; [|exact K0]. rewrite ln_exp in E. lra.
Qed.

Section Pole.
Variables (D : R -> Prop) (f g : R -> R) (a s : R).
Hypothesis S : Rabs s = 1.

Lemma far (y : R) : Rabs (f a) + 1 < s * y -> 1 <= Rabs (y - f a).
Proof.
  intros H. assert (s * y <= Rabs y) by (rewrite <- (Rmult_1_l (Rabs y)), <- S, <- Rabs_mult; apply Rle_abs).
  pose proof (Rabs_triang_inv y (f a)). lra.
Qed.
Lemma pole_discontinuity (side : R) :
  Rabs side = 1 -> beside side D f g a -> large side g a s -> ~ continuous_at D f a.
Proof.
  intros A [d0 [P0 E]] L [_ C]. destruct (L (Rabs (f a) + 1)) as [d1 [P1 Q]]. destruct (C 1 ltac:(lra)) as [d2 [P2 K]].
  assert (P : exists e, 0 < e /\ e <= d0 /\ e <= d1 /\ e <= d2).
  { exists (Rmin d0 (Rmin d1 d2)). pose proof (Rmin_l d0 (Rmin d1 d2)). pose proof (Rmin_r d0 (Rmin d1 d2)).
    pose proof (Rmin_l d1 d2). pose proof (Rmin_r d1 d2). split; [repeat apply Rmin_pos; lra|lra]. }
  destruct P as [e [P [B0 [B1 B2]]]].
  set (h := side * (e / 2)). assert (SS : side * side = 1) by (unfold Rabs in A; destruct (Rcase_abs side); nra).
  assert (E1 : side * h = e / 2) by (unfold h; nra). assert (E2 : Rabs h = e / 2).
  { unfold h. rewrite Rabs_mult, A, Rabs_right; lra. }
  destruct (E h ltac:(lra)) as [Dx Ex]. specialize (Q h ltac:(lra)).
  specialize (K (a + h) Dx). rewrite Ex in K. replace (a + h - a) with h in K by ring. apply far in Q. lra.
Qed.
Lemma pole_on_left : left_is D f g a -> large (-1) g a s -> ~ continuous_at D f a.
Proof. intros E. apply (pole_discontinuity (-1)); [rewrite Rabs_left; lra|now apply beside_left]. Qed.
Lemma pole_on_right : right_is D f g a -> large 1 g a s -> ~ continuous_at D f a.
Proof. intros E. apply (pole_discontinuity 1); [rewrite Rabs_right; lra|now apply beside_right]. Qed.

(** The difference quotient to a pole: [y] is the value there, [k] the distance. *)
Lemma pole_slope (M y k : R) : 0 < k < 1 -> Rabs M + Rabs (f a) < s * y -> M < s * ((y - f a) / k).
Proof.
  intros K H. replace (s * ((y - f a) / k)) with ((s * y - s * f a) / k) by (field; lra).
  assert (s * f a <= Rabs (f a)) by (rewrite <- (Rmult_1_l (Rabs (f a))), <- S, <- Rabs_mult; apply Rle_abs).
  pose proof (Rle_abs M). pose proof (Rabs_pos M). apply (Rmult_lt_reg_r k); [lra|].
  replace ((s * y - s * f a) / k * k) with (s * y - s * f a) by (field; lra). nra.
Qed.
Lemma slope_to_pole (side : R) :
  side * side = 1 -> D a -> beside side D f g a -> large side g a s -> slope_infinite side D f a (side * s).
Proof.
  intros A Da [d0 [P0 E]] L. split; [exact Da|]. intros M. destruct (L (Rabs M + Rabs (f a))) as [d1 [P1 K]].
  exists (Rmin (Rmin d0 1) d1). pose proof (Rmin_l (Rmin d0 1) d1). pose proof (Rmin_r (Rmin d0 1) d1).
  pose proof (Rmin_l d0 1). pose proof (Rmin_r d0 1). split; [repeat apply Rmin_pos; lra|]. intros h Hh.
  destruct (E h ltac:(lra)) as [Dx Ex]. split; [exact Dx|]. rewrite Ex.
  assert (h <> 0) by (intros N; rewrite N in Hh; lra). assert (side <> 0) by (intros N; rewrite N in A; lra).
  replace (side * s * ((g (a + h) - f a) / h)) with (side * side * s * ((g (a + h) - f a) / (side * h)))
    by (field; auto). rewrite A, Rmult_1_l.
  apply pole_slope; [lra|]. apply K. lra.
Qed.
Lemma left_pole t :
  t = - s -> D a -> left_is D f g a -> large (-1) g a s -> left_derivative_infinite D f a t.
Proof.
  intros -> Da E L. apply slope_infinite_left. replace (- s) with (-1 * s) by ring.
  apply slope_to_pole; [lra|exact Da|now apply beside_left|exact L].
Qed.
Lemma right_pole t :
  t = s -> D a -> right_is D f g a -> large 1 g a s -> right_derivative_infinite D f a t.
Proof.
  intros -> Da E L. apply slope_infinite_right. rewrite <- (Rmult_1_l s).
  apply slope_to_pole; [lra|exact Da|now apply beside_right|exact L].
Qed.
End Pole.

(** * A quotient 0/0, whose limit is that of the derivatives *)

Lemma continued_quotient (u : R -> R) (a l : R) :
  is_derive u a l -> u a = 0 -> continuous (fun x => if Req_EM_T x a then l else u x / (x - a)) a.
Proof.
  intros U Z. apply coquelicot_continuous. intros e He.
  destruct (proj1 (coquelicot_derivative u a l) U e He) as [d [P K]]. exists d. split; [exact P|]. intros x Hx.
  destruct (Req_EM_T a a) as [_|N]; [|lra]. destruct Req_EM_T as [_|N]; [rewrite Rminus_eq_0, Rabs_R0; exact He|].
  specialize (K (x - a) ltac:(lra) Hx). replace (a + (x - a)) with x in K by ring. now rewrite Z, Rminus_0_r in K.
Qed.

Section Removable.
Variables (D : R -> Prop) (f u v : R -> R) (a l m : R).
Hypothesis (U : is_derive u a l) (V : is_derive v a m).
Hypothesis (Zu : u a = 0) (Zv : v a = 0) (N : m <> 0) (F : f a = l / m).

Lemma quotient_near : forall eps, 0 < eps -> exists d, 0 < d /\
  forall x, Rabs (x - a) < d -> x <> a -> Rabs (u x / v x - f a) < eps.
Proof.
  pose proof (continuous_div_of _ _ a (continued_quotient u a l U Zu) (continued_quotient v a m V Zv)) as C.
  cbv beta in C. destruct (Req_EM_T a a) as [_|E] in C; [|lra]. specialize (C N).
  intros e He. destruct (proj1 (coquelicot_continuous _ a) C e He) as [d [P K]]. exists d. split; [exact P|].
  intros x Hx X. specialize (K x Hx). cbv beta in K. destruct (Req_EM_T a a) as [_|E] in K; [|lra].
  destruct (Req_EM_T x a) as [E|_] in K; [lra|]. rewrite F.
  replace (u x / v x) with (u x / (x - a) / (v x / (x - a))); [exact K|].
  destruct (Req_dec (v x) 0) as [E|E]; [|field; lra].
  rewrite E. unfold Rdiv. rewrite Rmult_0_l, Rinv_0. ring.
Qed.
Lemma removable_on_left : left_is D f (fun x => u x / v x) a -> left_continuous D f a.
Proof.
  intros [d0 [P0 E]] e He. destruct (quotient_near e He) as [d1 [P1 K]]. exists (Rmin d0 d1). least d.
  split; [lra|]. intros x _ Hx. rewrite (proj2 (E x ltac:(lra))). apply K; [apply Rabs_def1|]; lra.
Qed.
Lemma removable_on_right : right_is D f (fun x => u x / v x) a -> right_continuous D f a.
Proof.
  intros [d0 [P0 E]] e He. destruct (quotient_near e He) as [d1 [P1 K]]. exists (Rmin d0 d1). least d.
  split; [lra|]. intros x _ Hx. rewrite (proj2 (E x ltac:(lra))). apply K; [apply Rabs_def1|]; lra.
Qed.
End Removable.
