import Foundation

/// One thing that a program told the system to do with a clinic's folder, or wrote on its screen.
enum DiskAct {
  case made(file: UInt64, path: String)
  case wrote(file: UInt64, at: Int, Data)
  case truncated(file: UInt64, to: Int)
  case synced(file: UInt64)
  case folderSynced(path: String)
  case unlinked(path: String)
  case renamed(from: String, to: String)
  case linked(from: String, to: String)
  case folderMade(path: String)
  case showed(String)
}

/// What `Tests/DiskRecorder` wrote down while a program ran.
struct DiskRecord {
  let acts: [DiskAct]

  /// The recorder as a library to be loaded before a program.
  private static let library = Result { try Preloaded.compile("disk_recorder") }

  /// What a program needs around it to be recorded.
  static func environment(of folder: URL, to log: URL) throws -> [String: String] {
    [
      "LD_PRELOAD": try library.get().path, "RECALL_DISK_ROOT": folder.path,
      "RECALL_DISK_LOG": log.path,
    ]
  }

  init(_ acts: [DiskAct]) { self.acts = acts }

  init(_ log: URL) throws {
    var reader = Reader(bytes: try Data(contentsOf: log))
    var acts: [DiskAct] = []
    while let act = try reader.next() { acts.append(act) }
    self.acts = acts
  }
}

private struct Reader {
  let bytes: Data
  var place = 0

  mutating func next() throws -> DiskAct? {
    guard place < bytes.count else { return nil }
    let kind = bytes[place]
    place += 1
    let (file, offset) = (number(8), Int(Int64(bitPattern: number(8))))
    let (length, second, size) = (Int(number(4)), Int(number(4)), Int(number(4)))
    let (path, other) = (text(length), text(second))
    let data = bytes[place..<place + size]
    place += size
    switch Character(UnicodeScalar(kind)) {
    case "C": return .made(file: file, path: path)
    case "W": return .wrote(file: file, at: offset, Data(data))
    case "T": return .truncated(file: file, to: offset)
    case "Y": return .synced(file: file)
    case "D": return .folderSynced(path: path)
    case "U": return .unlinked(path: path)
    case "R": return .renamed(from: path, to: other)
    case "S": return .showed(String(decoding: data, as: UTF8.self))
    case "L": return .linked(from: path, to: other)
    case "M": return .folderMade(path: path)
    default: throw Trouble("the record of the disk does not read")
    }
  }

  private mutating func number(_ size: Int) -> UInt64 {
    defer { place += size }
    return bytes[place..<place + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private mutating func text(_ size: Int) -> String {
    defer { place += size }
    return String(decoding: bytes[place..<place + size], as: UTF8.self)
  }
}
