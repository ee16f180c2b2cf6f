(** Everything that an exported proof imports. *)
From Coq Require Export Reals Lra List.
From Coquelicot Require Export Coquelicot.
From ActivationLab Require Export Statements Functions Rules Sides Steep Enclosures Signs Tactics Joints Smoothness Growth Unbounded Claims.
