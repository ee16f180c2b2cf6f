extension CoqEmitter {
  mutating func emitSmoothness(_ line: CoqLine) {
    omit(.smoothness, "smoothness.all", because: .noTactic)
  }
  mutating func emitLipschitz(_ line: CoqLine) {
    omit(.lipschitz, "lipschitz.all", because: .noTactic)
  }
  mutating func emitMonotonicity(_ line: CoqLine) {
    omit(.monotonicity, "monotonicity.all", because: .noTactic)
  }
  mutating func emitRegions(_ line: CoqLine) { omit(.regions, "regions.all", because: .noTactic) }
  mutating func emitValues(_ line: CoqLine) { omit(.values, "values.all", because: .noTactic) }
}
