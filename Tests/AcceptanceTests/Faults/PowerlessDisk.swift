import Foundation

/// A disk as a power cut may leave it: what was synced is there; of what was written since, anything:
/// each write, truncation, new name, unlink and rename may be done, not done, or, for a write, done
/// in part, and in any order. Stricter than file systems are. What lies in a folder whose own name did
/// not come to the disk is gone with it.
struct PowerlessDisk {
  /// What a file holds for certain, and what may have come after.
  private struct Content {
    var certain: [UInt8] = []
    var pending: [Change] = []
    /// How often it was synced.
    var syncs = 0
  }

  enum Change: Hashable {
    case write(at: Int, [UInt8])
    case truncate(to: Int)
  }

  private enum NameChange {
    case made(String, UInt64)
    case gone(String)
    case moved(from: String, to: String, UInt64)
    case folderMoved(from: String, to: String)

    var folder: String {
      switch self {
      case .made(let path, _), .gone(let path), .moved(_, let path, _), .folderMoved(_, let path):
        (path as NSString).deletingLastPathComponent
      }
    }
  }

  private var files: [UInt64: Content] = [:]
  /// Names for certain, as the program last saw them, and what is between the two.
  private var certainNames: [String: UInt64] = [:]
  private var names: [String: UInt64] = [:]
  private var pendingNames: [NameChange] = []
  private var nameSyncs = 0
  /// Among the names a folder is this file.
  private static let folderNumber: UInt64 = 0

  /// As it stood when the recording began: all of it on the disk.
  init(holding paths: [URL]) throws {
    for url in paths {
      var status = stat()
      guard lstat(url.path, &status) == 0 else { continue }
      guard status.st_mode & S_IFMT == S_IFREG else {
        if status.st_mode & S_IFMT == S_IFDIR { names[url.path] = Self.folderNumber }
        continue
      }
      let file = UInt64(status.st_ino)
      files[file] = Content(certain: [UInt8](try Data(contentsOf: url)))
      names[url.path] = file
    }
    certainNames = names
  }

  // MARK: What the program does

  mutating func take(_ act: DiskAct) {
    switch act {
    case .made(let file, let path):
      // A number may be used again by a file that has nothing of the one before.
      if names.values.contains(file) == false { files[file] = Content() }
      names[path] = file
      pendingNames.append(.made(path, file))
    case .wrote(let file, let place, let data):
      files[file]?.pending.append(.write(at: place, [UInt8](data)))
    case .truncated(let file, let size): files[file]?.pending.append(.truncate(to: size))
    case .synced(let file):
      guard let content = files[file] else { return }
      files[file] = Content(
        certain: Self.apply(content.pending, to: content.certain), syncs: content.syncs + 1)
    case .folderSynced(let folder): settleNames(in: folder)
    case .unlinked(let path):
      names[path] = nil
      pendingNames.append(.gone(path))
    case .renamed(let from, let to):
      guard let file = names[from] else { return }
      let change: NameChange =
        file == Self.folderNumber
        ? .folderMoved(from: from, to: to) : .moved(from: from, to: to, file)
      Self.apply(change, to: &names)
      pendingNames.append(change)
    case .linked(let from, let to):
      guard let file = names[from] else { return }
      names[to] = file
      pendingNames.append(.made(to, file))
    case .folderMade(let path):
      names[path] = Self.folderNumber
      pendingNames.append(.made(path, Self.folderNumber))
    case .showed: break
    }
  }

  private mutating func settleNames(in folder: String) {
    for change in pendingNames where change.folder == folder {
      Self.apply(change, to: &certainNames)
    }
    pendingNames.removeAll { $0.folder == folder }
    nameSyncs += 1
  }

  private static func apply(_ change: NameChange, to names: inout [String: UInt64]) {
    switch change {
    case .made(let path, let file): names[path] = file
    case .gone(let path): names[path] = nil
    case .moved(let from, let to, let file):
      names[from] = nil
      names[to] = file
    case .folderMoved(let from, let to):
      for (path, file) in names where path == from || path.hasPrefix(from + "/") {
        names[path] = nil
        names[to + path.dropFirst(from.count)] = file
      }
    }
  }

  private static func apply(_ changes: [Change], to content: [UInt8]) -> [UInt8] {
    var bytes = content
    for change in changes {
      switch change {
      case .truncate(let size):
        bytes = size <= bytes.count ? Array(bytes[..<size]) : padded(bytes, to: size)
      case .write(let place, let data):
        bytes = padded(bytes, to: place + data.count)
        bytes.replaceSubrange(place..<place + data.count, with: data)
      }
    }
    return bytes
  }

  private static func padded(_ bytes: [UInt8], to size: Int) -> [UInt8] {
    bytes.count >= size ? bytes : bytes + [UInt8](repeating: 0, count: size - bytes.count)
  }

  /// Something was written that a power cut could take back.
  func isUncertain(_ path: String) -> Bool {
    names[path].flatMap { files[$0] }.map { !$0.pending.isEmpty } ?? false
      || pendingNames.contains { if case .gone(path) = $0 { true } else { false } }
  }

  // MARK: What may be left

  /// Which of the changes that are uncertain were done.
  enum Luck: Equatable {
    case none, all
    /// The last one in its first part only.
    case allButTheEnd(sectors: Int)
    case only(Int)
    case allBut(Int)
    /// By dice.
    case some(UInt64)

    func keeps(_ index: Int, of count: Int) -> Bool {
      switch self {
      case .none: false
      case .all, .allButTheEnd: true
      case .only(let one): index == one
      case .allBut(let one): index != one
      case .some(let seed):
        (seed &+ UInt64(index)) &* 0x9E37_79B9_7F4A_7C15 >> 40 & 1 == 1
      }
    }
  }

  var uncertainties: Int {
    files.values.reduce(pendingNames.count) { $0 + $1.pending.count }
  }

  /// The same for remainders that are the same.
  func key(_ luck: Luck) -> Int {
    let count = uncertainties
    var (hasher, index) = (Hasher(), 0)
    func note(_ changes: Int) {
      for _ in 0..<changes {
        if luck.keeps(index, of: count) { hasher.combine(index) }
        index += 1
      }
    }
    hasher.combine(nameSyncs)
    note(pendingNames.count)
    for (file, content) in files.sorted(by: { $0.key < $1.key }) {
      hasher.combine(file)
      hasher.combine(content.syncs)
      note(content.pending.count)
    }
    if case .allButTheEnd(let sectors) = luck { hasher.combine(sectors) }
    return hasher.finalize()
  }

  /// The files by name, after a power cut with that luck.
  func remains(_ luck: Luck) -> [String: [UInt8]] {
    let count = uncertainties
    var (left, index) = (certainNames, 0)
    for change in pendingNames {
      if luck.keeps(index, of: count) { Self.apply(change, to: &left) }
      index += 1
    }
    var contents: [UInt64: [UInt8]] = [:]
    for (file, content) in files.sorted(by: { $0.key < $1.key }) {
      var done: [Change] = []
      for change in content.pending {
        if luck.keeps(index, of: count) { done.append(change) }
        index += 1
      }
      if case .allButTheEnd(let sectors) = luck, let last = done.popLast() {
        done.append(last.torn(after: sectors))
      }
      contents[file] = Self.apply(done, to: content.certain)
    }
    return left.filter { $0.value != Self.folderNumber && Self.isReached($0.key, left, names) }
      .mapValues { contents[$0] ?? [] }
  }

  /// Every folder above it that the program made is there.
  private static func isReached(
    _ path: String, _ left: [String: UInt64], _ names: [String: UInt64]
  ) -> Bool {
    var folder = (path as NSString).deletingLastPathComponent
    while folder.count > 1 {
      if names[folder] == folderNumber, left[folder] == nil { return false }
      folder = (folder as NSString).deletingLastPathComponent
    }
    return true
  }
}

extension PowerlessDisk.Change {
  /// The first sectors of 512 bytes came to the disk, the rest did not.
  fileprivate func torn(after sectors: Int) -> Self {
    guard case .write(let place, let data) = self else { return self }
    return .write(at: place, Array(data.prefix(min(sectors * 512, data.count / 2))))
  }
}
