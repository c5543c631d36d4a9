import Foundation
import ScriptEngine

/// What an upgrade does about one file.
enum FileFate: String, CaseIterable {
  /// The clinic has not edited it, and it has changed since: ours takes its place.
  case taken
  /// It is new.
  case added
  /// The clinic has edited it, and it has changed since: theirs stays, ours is put beside it.
  case kept
  /// The clinic has not edited it, but belongs together with one that it has: ours is put beside it.
  case together
  /// The clinic has taken it away: it is not brought back.
  case leftOut
  /// It does not come with the program any more, and the clinic has not edited it.
  case withdrawn
  /// It does not come with the program any more; from now on it is the clinic's.
  case given
  /// The clinic's is what came with this program, or its own edit of that.
  case current
}

/// A clinic folder held against the files that come with the program, and against what came with it when
/// the folder was made or last upgraded.
struct FolderComparison {
  let folder: ClinicFolder
  let edition: ShippedEdition
  /// `nil`: the folder is older than records are.
  let record: ShippedRecord?
  /// What each file is to become; what the clinic made itself is not among them.
  private(set) var fates: [String: FileFate] = [:]

  init(_ folder: ClinicFolder, _ edition: ShippedEdition) throws {
    (self.folder, self.edition) = (folder, edition)
    record = ShippedRecord(of: folder)
    for path in Set(edition.files.keys).union(record?.sums.keys.map { $0 } ?? []) {
      fates[path] = try fate(of: path)
    }
    holdTogether()
  }

  /// Paths of one fate, in their order.
  func paths(_ fate: FileFate) -> [String] { fates.filter { $0.value == fate }.keys.sorted() }

  /// An upgrade would change something.
  var lags: Bool {
    fates.values.contains { [.taken, .added, .kept, .together, .withdrawn].contains($0) }
  }

  /// The folder's own; `nil`: there is none. One that a sick disk does not show is *not* taken for that.
  func own(_ path: String) throws -> SourceFile? {
    var status = stat()
    let place = folder.url.appendingPathComponent(path).path
    if stat(place, &status) != 0, [ENOENT, ENOTDIR].contains(errno) { return nil }
    return try folder.read(path)
  }

  // MARK: One file

  private func fate(of path: String) throws -> FileFate {
    let own = try own(path).map { FileSum(of: $0.bytes) }
    let came = record?.sums[path]
    guard let ours = edition.sums[path] else { return own.map { gone($0, came, path) } ?? .current }
    guard let own else {
      return came == nil && !isLeftOut(path) ? .added : ours == came ? .current : .leftOut
    }
    if own == ours || came == ours { return .current }
    return own == came || (record == nil && EarlierEditions.had(own, at: path)) ? .taken : .kept
  }

  /// Only rehearsals are taken away: a script may be one that the clinic calls by.
  private func gone(_ own: FileSum, _ came: FileSum?, _ path: String) -> FileFate {
    own == came && path.hasPrefix("scripts/rehearsals/") ? .withdrawn : .given
  }

  /// In a folder without a record: a language that the clinic does not have.
  private func isLeftOut(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard record == nil, parts.count == 3, parts[0] == "locales" else { return false }
    let language = folder.url.appendingPathComponent("locales/\(parts[1])").path
    return !FileManager.default.fileExists(atPath: language)
  }

  // MARK: Files that belong together

  /// A script and its words in each language are one thing: none of it is taken over by half.
  private mutating func holdTogether() {
    let edited = Set(paths(.kept).compactMap(Self.script))
    for path in paths(.taken) where Self.script(of: path).map(edited.contains) ?? false {
      fates[path] = .together
    }
  }

  /// Nothing of scripts and words changes: taken over they would not be safe beside the clinic's own.
  mutating func holdAllScripts() {
    for (path, fate) in fates where path.hasPrefix("scripts/") || path.hasPrefix("locales/") {
      guard !path.hasSuffix(".md"), !path.hasSuffix("/console.yaml") else { continue }
      switch fate {
      case .taken, .added: fates[path] = .together
      case .withdrawn: fates[path] = .given
      default: break
      }
    }
  }

  /// `scripts/missed-visit.yaml`, `locales/es/missed-visit.rehearsals.yaml` → `missed-visit`.
  private static func script(of path: String) -> String? {
    let parts = path.split(separator: "/")
    guard path.hasSuffix(".yaml"), let name = parts.last?.prefix(while: { $0 != "." }) else {
      return nil
    }
    let isScript = parts.count == 2 && parts[0] == "scripts"
    let isWords = parts.count == 3 && parts[0] == "locales"
    let isOfAll = ["console", "engine", "messages", "language"].contains(name)
    return isScript || (isWords && !isOfAll) ? String(name) : nil
  }
}
