import Foundation
import RecallDomain

/// A file for its writer alone (0600), as everything that a clinic keeps of people.
enum PrivateFile {
  /// Never over a file that is there, unless that is wanted in so many words; then it is private
  /// from now on, whatever it was.
  static func write(_ document: String, to path: String, overwriting: Bool) throws {
    let place = (path as NSString).expandingTildeInPath
    let shown = TerminalText.clean(path)
    if !overwriting, FileManager.default.fileExists(atPath: place) {
      throw Failure(
        .cannotCreate, "\"\(shown)\" is there already, and was left as it is",
        hint: "name another file, or say --overwrite")
    }
    // Made beside it and moved, so that no reader ever finds half a page, or one that others may read.
    let made = place + ".part"
    try? FileManager.default.removeItem(atPath: made)
    let isMade = FileManager.default.createFile(
      atPath: made, contents: Data(document.utf8), attributes: [.posixPermissions: 0o600])
    guard isMade, rename(made, place) == 0 else {
      try? FileManager.default.removeItem(atPath: made)
      throw Failure(
        .cannotCreate, "\"\(shown)\" could not be written",
        hint: "check that its folder is there and may be written, and that the disk has room")
    }
    Printing.problem("wrote \(shown)")
  }
}
