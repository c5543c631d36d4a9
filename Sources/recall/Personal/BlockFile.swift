import Foundation
import RecallConsole
import RecallDomain

/// Where a block of work stands while no console is open: `$XDG_STATE_HOME/recall/block-…`, an instant
/// and a number of minutes, for its owner alone. One file for each clinic and person.
struct BlockFile {
  private let path: String

  init(_ clinic: OpenClinic, _ environment: [String: String]) {
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? NSHomeDirectory()
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let whose = Self.mark("\(clinic.folder.path)\n\(clinic.staff.id)")
    path = "\(state ?? home + "/.local/state")/recall/block-\(whose)"
  }

  var keeping: BlockKeeping {
    var keeping = BlockKeeping()
    keeping.read = read
    keeping.keep = keep
    return keeping
  }

  private func read() -> WorkBlock? {
    guard let bytes = try? RegularFile.read(path, most: 256) else { return nil }
    return WorkBlock(kept: String(decoding: bytes, as: UTF8.self))
  }

  /// Where it cannot be kept it lasts as long as the console does.
  private func keep(_ block: WorkBlock?) {
    guard let block else {
      unlink(path)
      return
    }
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try? DurableFile.write(Array(block.kept.utf8), to: path)
  }

  /// A short name for a text, the same at every start.
  private static func mark(_ text: String) -> String {
    String(StableSum(of: text).value, radix: 16)
  }
}
