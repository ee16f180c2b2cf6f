(** Claims at a joint, by the pieces on both sides of it. *)
From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From ActivationLab Require Import Statements Functions Rules Sides Steep Enclosures Signs Tactics.
Open Scope R_scope.

(** * Claims at a joint, by the pieces [p] on the left and [q] on the right, or by the proofs that
    nothing is defined there *)

Section Joints.
Variables (D : R -> Prop) (f : R -> R) (a l r : R).

Lemma corner_claim :
  left_derivative D f a l -> right_derivative D f a r -> l <> r ->
  left_derivative D f a l /\ right_derivative D f a r /\ ~ differentiable_at D f a.
Proof. intros HL HR N. split; [exact HL|split; [exact HR|]]. now apply (corner D f a l r). Qed.
End Joints.

(** The point is in the domain: a lemma among the hints says so. *)
Ltac here := solve [ auto 1 with points nocore | inside ].

Ltac left_continuity p :=
  first [ apply left_continuous_empty; left_void p
        | eapply left_continuous_by; [ left_side p | continuity_by_rules | value ] ].
Ltac right_continuity q :=
  first [ apply right_continuous_empty; right_void q
        | eapply right_continuous_by; [ right_side q | continuity_by_rules | value ] ].
(** A side on which the piece is a quotient that is 0/0 at the point. *)
Ltac quotient_side lemma p side :=
  lazymatch type of p with forall x, _ -> _ /\ _ = ?g x =>
    let e := eval unfold g in g in
    lazymatch e with fun y => @?u y / @?v y =>
      eapply (lemma _ _ u v);
      [ repeat derive_step | repeat derive_step | value | value | cbv beta; at_zero; nonzero | value | side p ]
    end
  end.
Ltac left_removable p := quotient_side removable_on_left p left_side.
Ltac right_removable q := quotient_side removable_on_right q right_side.
Ltac continuous_joint p q := apply continuous_sides; [ here | left_continuity p | right_continuity q ].
(** A side whose limit is not the value. *)
Ltac jump_on_left p :=
  split; [ here | eapply jump_left; [ left_side p | continuity_by_rules | different ] ].
Ltac jump_on_right q :=
  split; [ here | eapply jump_right; [ right_side q | continuity_by_rules | different ] ].

Ltac left_slope p := eapply left_derivative_by; [ here | left_side p | derivation_at | value ].
Ltac right_slope q := eapply right_derivative_by; [ here | right_side q | derivation_at | value ].
Ltac value_above := open_formulas; resolve; at_zero; first [ lra | apply Rlt_gt; enclosed ].
Ltac by_abs := unfold Rabs; destruct Rcase_abs; lra.
Ltac left_leap p :=
  eapply left_infinite_jump; [ here | left_side p | continuity_by_rules | value_above | by_abs ].
Ltac right_leap q :=
  eapply right_infinite_jump; [ here | right_side q | continuity_by_rules | value_above | by_abs ].

(** A part of what a theorem [p] says of a joint: the one that is the goal, or the last one. *)
Ltac part_of p :=
  first [ exact p
        | lazymatch type of p with _ /\ _ => first [ part_of constr:(proj1 p) | part_of constr:(proj2 p) ] end ].
Ltac by_last_of p :=
  lazymatch type of p with _ /\ _ => by_last_of constr:(proj2 p) | _ => apply p end.

Ltac corner_joint p q := apply corner_claim; [ left_slope p | right_slope q | different ].
Ltac smooth_joint p q :=
  first [ apply derivative_sides; [ left_slope p | right_slope q ]
        | apply derivative_left_end; [ left_void p | right_slope q ]
        | apply derivative_right_end; [ right_void q | left_slope p ] ].

(** * Joints without derivative that are no corners: an infinite slope, or an isolated point *)

Lemma isolated_claim (D : R -> Prop) f a :
  D a -> left_empty D a -> right_empty D a -> D a /\ ~ differentiable_at D f a.
Proof. intros Da L R. split; [exact Da|]. intros [l [_ [H _]]]. exact (isolated D a L R H). Qed.
Ltac isolated_point p q := apply isolated_claim; [ here | left_void p | right_void q ].

Lemma steep_left D f a s (P : Prop) :
  Rabs s = 1 -> left_derivative_infinite D f a s -> P ->
  left_derivative_infinite D f a s /\ P /\ ~ differentiable_at D f a.
Proof. intros S H K. split; [exact H|split; [exact K|]]. now apply (infinite_left D f a s S). Qed.
Lemma steep_right D f a s (P : Prop) :
  Rabs s = 1 -> right_derivative_infinite D f a s -> P ->
  P /\ right_derivative_infinite D f a s /\ ~ differentiable_at D f a.
Proof. intros S H K. split; [exact K|split; [exact H|]]. now apply (infinite_right D f a s S). Qed.
Lemma steep_left_only D f a s :
  Rabs s = 1 -> left_derivative_infinite D f a s ->
  left_derivative_infinite D f a s /\ ~ differentiable_at D f a.
Proof. intros S H. split; auto. now apply (infinite_left D f a s S). Qed.
Lemma steep_right_only D f a s :
  Rabs s = 1 -> right_derivative_infinite D f a s ->
  right_derivative_infinite D f a s /\ ~ differentiable_at D f a.
Proof. intros S H. split; auto. now apply (infinite_right D f a s S). Qed.

(** A vertical tangent: a root of what is 0 at the point. *)
Ltac steep_root u root base :=
  let by_sign t := 
    eapply steep_sign;
    [ eapply (steep_of u root _ _ _ _ t); [ repeat derive_step | value | by_abs | by_abs | positive | base ] | first [ reflexivity | lra ] ] in
  first [ by_sign 1 | by_sign (-1) ].
Ltac steep_side :=
  lazymatch goal with
  | |- steep _ (fun y => sqrt (@?u y)) _ _ => steep_root u sqrt ltac:(apply steep_sqrt; lra)
  | |- steep _ (fun y => cbrt (@?u y)) _ _ => steep_root u cbrt ltac:(apply steep_cbrt; by_abs)
  | |- steep _ (fun y => power (@?u y) ?c) _ _ => steep_root u (fun y => power y c) ltac:(apply steep_power; lra)
  | |- steep _ (fun y => @?g y + @?k y) _ _ =>
      first [ eapply (steep_plus g k); [ by_abs | by_abs | solve [repeat derive_step] | steep_side ]
            | eapply (steep_plus_left k g); [ by_abs | by_abs | solve [repeat derive_step] | steep_side ] ]
  | |- steep _ (fun y => @?g y - @?k y) _ _ =>
      first [ eapply (steep_minus g k); [ by_abs | by_abs | solve [repeat derive_step] | steep_side ]
            | eapply (steep_minus_left k g); [ by_abs | by_abs | solve [repeat derive_step] | steep_side ] ]
  | |- steep _ (fun y => - @?g y) _ _ => eapply steep_sign; [ eapply (steep_opp g); steep_side | first [ reflexivity | lra ] ]
  end.
Ltac left_tangent p := eapply left_steep; [ here | left_side p | value | open_formulas; steep_side ].
Ltac right_tangent q := eapply right_steep; [ here | right_side q | value | open_formulas; steep_side ].

(** A pole: a quotient whose denominator keeps its sign up to the distance [d], and tends to 0. *)
Ltac pole_of d :=
  open_formulas;
  lazymatch goal with
  | |- large _ (fun y => ln (@?u y)) _ _ =>
    apply (large_ln u);
    [ continuity_by_rules | value | by_abs
    | exists d; split; [ lra | intros; cbv beta; positive ] ]
  | |- large _ (fun y => @?u y / @?v y) _ _ =>
    let by_sign t :=
      apply (large_quotient u v _ _ _ t);
      [ continuity_by_rules | continuity_by_rules | value | by_abs | by_abs | by_abs | cbv beta; positive
      | exists d; split; [ lra | intros; cbv beta; positive ] ] in
    first [ by_sign 1 | by_sign (-1) ]
  end.
Ltac pole_beside lemma sided d s := eapply (lemma _ _ _ _ s); [ by_abs | sided | pole_of d ].
Ltac pole_slope_by lemma sided d s := eapply (lemma _ _ _ _ s); [ by_abs | lra | here | sided | pole_of d ].
Ltac left_pole_by p d s := pole_slope_by left_pole ltac:(left_side p) d s.
Ltac right_pole_by q d s := pole_slope_by right_pole ltac:(right_side q) d s.
Ltac discontinuous_left_pole p d s := split; [ here | pole_beside pole_on_left ltac:(left_side p) d s ].
Ltac discontinuous_right_pole q d s := split; [ here | pole_beside pole_on_right ltac:(right_side q) d s ].
