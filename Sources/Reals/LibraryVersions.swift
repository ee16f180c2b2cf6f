import CFLINT

/// The versions of the libraries that do the exact and the rigorous arithmetic.
public enum LibraryVersions {
  /// The version of FLINT that is linked, such as `2.9.0`.
  public static var flint: String { String(cString: linked_flint_version()) }

  /// The version of Calcium that is linked, such as `0.4.1`.
  public static var calcium: String { String(cString: linked_calcium_version()) }
}
