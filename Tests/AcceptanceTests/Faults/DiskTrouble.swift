import Foundation

/// What goes wrong with the disk below some folders, whenever a test says so (`disk_trouble.c`); by a
/// library before the program, so that it needs no mounts, no second user and no full disk.
final class DiskTrouble {
  enum Kind: CaseIterable, CustomStringConvertible, Sendable {
    case full, readOnly, mayNotWrite, mayNotRead, broken

    fileprivate var code: Int32 {
      switch self {
      case .full: ENOSPC
      case .readOnly: EROFS
      case .mayNotWrite: EACCES
      case .mayNotRead: EPERM
      case .broken: EIO
      }
    }

    var description: String {
      switch self {
      case .full: "full"
      case .readOnly: "read-only"
      case .mayNotWrite: "not to be written"
      case .mayNotRead: "not to be read"
      case .broken: "broken"
      }
    }
  }

  private static let library = Result { try Preloaded.compile("disk_trouble") }
  private let file: URL
  let environment: [String: String]

  init(in place: Workplace, below folders: [URL]) throws {
    file = place.home.appendingPathComponent("tmp/trouble-\(UUID().uuidString)")
    environment = Self.around(folders, try Self.library.get()).merging(
      ["RECALL_DISK_TROUBLE": file.path]
    ) { $1 }
    try Data(count: 16).write(to: file)
  }

  /// - Parameter acts: so many writes still pass.
  func begin(_ kind: Kind, after acts: Int = 0) throws { try set(Int64(kind.code), Int64(acts)) }

  func end() throws { try set(0, 0) }

  private func set(_ code: Int64, _ acts: Int64) throws {
    let handle = try FileHandle(forWritingTo: file)
    try handle.write(contentsOf: [code, acts].withUnsafeBytes { Data($0) })
    try handle.close()
  }

  // MARK: Dying at an act

  /// The program dies before the `act`-th thing that it does with these folders.
  static func death(at act: Int, below folders: [URL]) throws -> [String: String] {
    around(folders, try library.get()).merging(["RECALL_DISK_DIES": "\(act)"]) { $1 }
  }

  /// A byte for each thing that it does comes into the file.
  static func counting(in file: URL, below folders: [URL]) throws -> [String: String] {
    around(folders, try library.get()).merging(["RECALL_DISK_COUNT": file.path]) { $1 }
  }

  private static func around(_ folders: [URL], _ library: URL) -> [String: String] {
    [
      "LD_PRELOAD": library.path,
      "RECALL_DISK_ROOT": folders.map(\.path).joined(separator: ":"),
    ]
  }
}
