import Foundation
import RecallDomain

/// Where something is written that a clinic keeps of people: a file for its writer alone (0600), or
/// standard output. It is made beside its place, under a name that nobody has, and moved there when it
/// is whole, so that no reader ever finds half of it, or one that others may read.
final class PrivateFile {
  /// The reader of a pipe went away.
  struct Closed: Error {}

  private let handle: FileHandle
  /// `nil`: standard output.
  private let place: (made: PartFile, path: String, shown: String)?
  private var pending = Data()

  /// Never over a file that is there, unless that is wanted in so many words; then it is private
  /// from now on, whatever it was.
  init(_ file: String, overwriting: Bool) throws {
    guard file != "-" else {
      (handle, place) = (.standardOutput, nil)
      return
    }
    let (path, shown) = ((file as NSString).expandingTildeInPath, TerminalText.clean(file))
    PartFile.sweep(beside: path)
    if !overwriting, FileManager.default.fileExists(atPath: path) {
      throw Failure(
        .cannotCreate, "\"\(shown)\" is there already, and was left as it is",
        hint: "name another file, or say --overwrite")
    }
    // A device or a folder is nobody's old document.
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw Failure(
        .cannotCreate, "\"\(shown)\" is no file, and was left as it is",
        hint: "name a file, or - for standard output")
    }
    let made: PartFile
    do { made = try PartFile(beside: path) } catch { throw Self.notWritten(shown, error.code) }
    let descriptor = open(made.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.notWritten(shown, errno) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    place = (made, path, shown)
  }

  /// A whole document at once.
  static func write(_ document: String, to path: String, overwriting: Bool) throws {
    let file = try PrivateFile(path, overwriting: overwriting)
    do {
      try file.write(document)
      try file.close()
    } catch {
      file.abandon()
      throw error
    }
  }

  private static func notWritten(_ shown: String, _ code: Int32) -> Failure {
    WriteTrouble.failure("\"\(shown)\"", code)
  }

  func write(_ text: String) throws {
    pending.append(contentsOf: text.utf8)
    if pending.count > 65_536 { try flush() }
  }

  private func flush() throws {
    defer { pending = Data() }
    guard let place else {
      let text = String(decoding: pending, as: UTF8.self)
      guard Printing.write(text, to: handle) else { throw Closed() }
      return
    }
    do { try handle.write(contentsOf: pending) } catch {
      throw Self.notWritten(place.shown, PosixCode.of(error))
    }
  }

  func close() throws {
    try flush()
    guard let place else { return }
    do { try handle.synchronize() } catch {
      let code = PosixCode.of(error)
      // What is no file, such as a pipe with a name, cannot be synced.
      guard code == EINVAL else { throw Self.notWritten(place.shown, code) }
    }
    try? handle.close()
    guard rename(place.made.path, place.path) == 0 else {
      throw Self.notWritten(place.shown, errno)
    }
    DiskSync.folder(above: place.path)
    place.made.end()
    Printing.problem("wrote \(place.shown)")
  }

  /// Half a document is none.
  func abandon() {
    guard let place else { return }
    try? handle.close()
    place.made.end()
  }
}
