(** What the theorems of an exported proof say, in plain ε–δ form. A reader who trusts Coq needs to
    read this file and the theorems, nothing else.

    [D] is the natural domain of the function [f], which Coq sees as a total function: nothing is
    ever said of [f] outside [D]. So every statement about a point holds only if the point is in [D],
    and where a theorem denies one, it says beside it that the point is in [D]. *)
From Coq Require Import Reals.
Open Scope R_scope.

(** * Comparisons that a formula branches on *)

Definition below (a b : R) : bool := if Rlt_dec a b then true else false.
Definition at_most (a b : R) : bool := if Rle_dec a b then true else false.
Definition equals (a b : R) : bool := if Req_EM_T a b then true else false.

(** * Continuity *)

Definition continuous_at (D : R -> Prop) (f : R -> R) (a : R) : Prop :=
  D a /\
  forall eps, 0 < eps -> exists delta, 0 < delta /\
  forall x, D x -> Rabs (x - a) < delta -> Rabs (f x - f a) < eps.

(** * One-sided derivatives: limits of difference quotients, on a side that belongs to [D] *)

Definition left_derivative (D : R -> Prop) (f : R -> R) (a l : R) : Prop :=
  D a /\
  forall eps, 0 < eps -> exists delta, 0 < delta /\
  forall h, - delta < h < 0 -> D (a + h) /\ Rabs ((f (a + h) - f a) / h - l) < eps.

Definition right_derivative (D : R -> Prop) (f : R -> R) (a l : R) : Prop :=
  D a /\
  forall eps, 0 < eps -> exists delta, 0 < delta /\
  forall h, 0 < h < delta -> D (a + h) /\ Rabs ((f (a + h) - f a) / h - l) < eps.

(** The same with the limit +∞ ([s = 1]) or −∞ ([s = -1]). *)

Definition left_derivative_infinite (D : R -> Prop) (f : R -> R) (a s : R) : Prop :=
  D a /\
  forall bound, exists delta, 0 < delta /\
  forall h, - delta < h < 0 -> D (a + h) /\ bound < s * ((f (a + h) - f a) / h).

Definition right_derivative_infinite (D : R -> Prop) (f : R -> R) (a s : R) : Prop :=
  D a /\
  forall bound, exists delta, 0 < delta /\
  forall h, 0 < h < delta -> D (a + h) /\ bound < s * ((f (a + h) - f a) / h).

(** * The derivative, one-sided at an end of [D]; an isolated point has none *)

Definition accumulates (D : R -> Prop) (a : R) : Prop :=
  forall delta, 0 < delta -> exists h, h <> 0 /\ Rabs h < delta /\ D (a + h).

Definition derivative_at (D : R -> Prop) (f : R -> R) (a l : R) : Prop :=
  D a /\ accumulates D a /\
  forall eps, 0 < eps -> exists delta, 0 < delta /\
  forall h, h <> 0 -> Rabs h < delta -> D (a + h) -> Rabs ((f (a + h) - f a) / h - l) < eps.

Definition differentiable_at (D : R -> Prop) (f : R -> R) (a : R) : Prop :=
  exists l, derivative_at D f a l.

(** * Smoothness: [n] continuous derivatives on [D] *)

Fixpoint smooth_to_order (n : nat) (D : R -> Prop) (f : R -> R) : Prop :=
  match n with
  | O => forall x, D x -> continuous_at D f x
  | S m => exists f', (forall x, D x -> derivative_at D f x (f' x)) /\ smooth_to_order m D f'
  end.

Definition smooth (D : R -> Prop) (f : R -> R) : Prop := forall n, smooth_to_order n D f.

(** * Growth *)

Definition lipschitz (D : R -> Prop) (f : R -> R) (L : R) : Prop :=
  forall x y, D x -> D y -> Rabs (f x - f y) <= L * Rabs (x - y).

(** [L] is the least of the constants that serve. *)
Definition lipschitz_constant (D : R -> Prop) (f : R -> R) (L : R) : Prop :=
  lipschitz D f L /\ forall M, lipschitz D f M -> L <= M.

(** One δ for all points, as a function of ε. *)
Definition uniform_delta (D : R -> Prop) (f delta : R -> R) : Prop :=
  forall eps, 0 < eps -> 0 < delta eps /\
  forall x y, D x -> D y -> Rabs (x - y) < delta eps -> Rabs (f x - f y) < eps.

(** On a set [I] of points of [D]. *)
Definition within (D I : R -> Prop) : Prop := forall x, I x -> D x.
Definition increasing (D I : R -> Prop) (f : R -> R) : Prop :=
  within D I /\ forall x y, I x -> I y -> x < y -> f x < f y.
Definition decreasing (D I : R -> Prop) (f : R -> R) : Prop :=
  within D I /\ forall x y, I x -> I y -> x < y -> f y < f x.
Definition nondecreasing (D I : R -> Prop) (f : R -> R) : Prop :=
  within D I /\ forall x y, I x -> I y -> x < y -> f x <= f y.
Definition nonincreasing (D I : R -> Prop) (f : R -> R) : Prop :=
  within D I /\ forall x y, I x -> I y -> x < y -> f y <= f x.
Definition constant (D I : R -> Prop) (f : R -> R) : Prop :=
  within D I /\ forall x y, I x -> I y -> f x = f y.

(** * Values at points of [D] *)

Definition value_at (D : R -> Prop) (f : R -> R) (a v : R) : Prop := D a /\ f a = v.
Definition value_between (D : R -> Prop) (f : R -> R) (a low high : R) : Prop :=
  D a /\ low <= f a <= high.

(** * Gradient regions: how large |f′| is *)

Definition fast (D : R -> Prop) (f : R -> R) (x : R) : Prop :=
  exists l, derivative_at D f x l /\ 99 / 100 < Rabs l.
Definition active (D : R -> Prop) (f : R -> R) (x : R) : Prop :=
  exists l, derivative_at D f x l /\ 1 / 100 <= Rabs l <= 99 / 100.
Definition slow (D : R -> Prop) (f : R -> R) (x : R) : Prop :=
  exists l, derivative_at D f x l /\ 0 < Rabs l < 1 / 100.
Definition inactive (D : R -> Prop) (f : R -> R) (x : R) : Prop :=
  derivative_at D f x 0.
