import CFLINT
import Formulas

/// The fields and extensions that the exact numbers of one task share.
///
/// Every call into Calcium that may grow goes through here with a budget of work. A call that
/// exhausts it leaves the context in an unknown state: it is then *broken*, is never used again,
/// and neither it nor its numbers are freed.
final class CalciumContext {
  let pointer: UnsafeMutablePointer<ca_ctx_struct>
  private(set) var isBroken = false
  /// The work of all calls so far.
  private(set) var work: UInt64 = 0

  /// The work (about one unit an allocation) that a single call may do.
  let workLimit: UInt64

  init(workLimit: UInt64) {
    cflint_install_guard()
    self.workLimit = workLimit
    pointer = .allocate(capacity: 1)
    ca_ctx_init(pointer)
    ca_ctx_set_option(pointer, CA_OPT_PREC_LIMIT, 4096)
    ca_ctx_set_option(pointer, CA_OPT_QQBAR_DEG_LIMIT, 60)
    ca_ctx_set_option(pointer, CA_OPT_GROEBNER_LENGTH_LIMIT, 50)
    ca_ctx_set_option(pointer, CA_OPT_GROEBNER_POLY_LENGTH_LIMIT, 500)
    ca_ctx_set_option(pointer, CA_OPT_GROEBNER_POLY_BITS_LIMIT, 5000)
  }

  deinit {
    guard !isBroken else { return }
    ca_ctx_clear(pointer)
    pointer.deallocate()
  }

  /// Makes a call that returns false when its budget was spent.
  ///
  /// - Throws: ``EvaluationError/undecided(_:)`` then, and for a context that is broken already.
  func guarded(_ call: (UInt64) -> Bool) throws(EvaluationError) {
    guard !isBroken else { throw .undecided(Reason(.work)) }
    let before = cflint_work_done()
    defer { work += cflint_work_done() - before }
    guard call(workLimit) else {
      isBroken = true
      throw .undecided(Reason(.work))
    }
  }
}
