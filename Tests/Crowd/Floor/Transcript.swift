import Foundation

/// Everything one console wrote and was told, for whoever has to find out what went wrong. Made-up
/// patients only.
final class Transcript {
  private let file: FileHandle?

  init(of seat: String, in folder: URL) {
    let folder = folder.appendingPathComponent("transcripts")
    let path = folder.appendingPathComponent(seat.replacingOccurrences(of: "/", with: "-")).path
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    file =
      FileManager.default.createFile(atPath: path, contents: nil)
      ? FileHandle(forWritingAtPath: path) : nil
  }

  func wrote(_ screen: String, _ complaint: String) {
    write(screen + (complaint.isEmpty ? "" : "\n[\(complaint)]"))
  }

  func typed(_ line: String) { write(line + "\n") }

  /// What happened to it, in brackets.
  func happened(_ what: String) { write("\n[\(what)]\n") }

  private func write(_ text: String) { try? file?.write(contentsOf: Data(text.utf8)) }
}
