import Crypto
import Foundation
import RecallDomain

/// What tells one edition of a file from another: SHA-256 in hexadecimal, as `sha256sum` prints it.
struct FileSum: Hashable {
  let text: String

  init(of bytes: [UInt8]) { self.init(SHA256.hash(data: bytes)) }

  init(_ digest: SHA256Digest) { text = digest.hexDigits }

  /// `nil`: it is no such sum.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count == 64, text.allSatisfy({ $0.isHexDigit && !$0.isUppercase }) else {
      return nil
    }
    self.text = String(text)
  }
}
