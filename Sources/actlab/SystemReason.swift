import Foundation

/// Why the system refused something.
enum SystemReason {
  /// What the system says, as a part of a sentence; `nil` if the error is not one of the system.
  static func text(of error: any Error) -> String? {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: return "there is no such file or folder"
    case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
    case .fileWriteOutOfSpace: return "no space is left on the device"
    case .fileWriteVolumeReadOnly: return "the file system is read-only"
    case .fileWriteFileExists: return "it exists"
    default: break
    }
    var error = error as NSError
    while let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError { error = underlying }
    guard error.domain == NSPOSIXErrorDomain else { return nil }
    if error.code == Int(ENOSPC) { return "no space is left on the device" }
    let reason = String(cString: strerror(Int32(error.code)))
    return reason.prefix(1).lowercased() + reason.dropFirst()
  }

  /// The message of a failure with its reason, if there is one.
  static func message(_ failure: String, _ error: any Error) -> String {
    text(of: error).map { "\(failure): \($0)" } ?? failure
  }
}
