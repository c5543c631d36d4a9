import Foundation
import ScriptEngine

/// `.shipped` in a clinic folder: which files came with the program when the folder was made or last
/// upgraded, by their sums, so that the clinic's own edits are known from ours. Lines as `sha256sum -c`
/// reads them; the first says which program it was, and those behind the sums what clinic.yaml said, key
/// by key.
struct ShippedRecord: Equatable {
  static let name = ".shipped"
  private static let head = "# recall "
  private static let keyMark = "# key "

  let version: String
  let sums: [String: FileSum]
  /// Of the clinic.yaml that came with it: `limits.contacts_per_week` → the sum of its value.
  let keys: [String: FileSum]

  init(of edition: ShippedEdition) {
    version = Version.number
    sums = edition.sums
    keys = edition.files["clinic.yaml"].map { ClinicKeys($0).sums } ?? [:]
  }

  /// `nil`: the folder has none that can be read.
  init?(of folder: ClinicFolder) {
    guard let file = try? folder.read(Self.name) else { return nil }
    self.init(String(decoding: file.bytes, as: UTF8.self))
  }

  init?(_ text: String) {
    var (version, sums, keys): (String?, [String: FileSum], [String: FileSum]) = (nil, [:], [:])
    for line in text.split(separator: "\n") {
      if line.hasPrefix(Self.keyMark) {
        guard let entry = Self.entry(line.dropFirst(Self.keyMark.count)) else { continue }
        keys[entry.name] = entry.sum
      } else if line.hasPrefix(Self.head) {
        version = line.dropFirst(Self.head.count).split(separator: ":").first.map(String.init)
      } else if let entry = Self.entry(line) {
        sums[entry.name] = entry.sum
      }
    }
    guard let version, !sums.isEmpty else { return nil }
    (self.version, self.sums, self.keys) = (version, sums, keys)
  }

  private static func entry(_ line: Substring) -> (sum: FileSum, name: String)? {
    guard let sum = FileSum(line.prefix(64)), line.dropFirst(64).hasPrefix("  ") else { return nil }
    return (sum, String(line.dropFirst(66)))
  }

  var text: String {
    let lines =
      ["\(Self.head)\(version): what came with it; `recall init --upgrade` reads and writes this"]
      + sums.sorted { $0.key < $1.key }.map { "\($0.value.text)  \($0.key)" }
      + keys.sorted { $0.key < $1.key }.map { "\(Self.keyMark)\($0.value.text)  \($0.key)" }
    return lines.joined(separator: "\n") + "\n"
  }

  func write(to folder: ClinicFolder) throws {
    try folder.write(SourceFile(path: Self.name, bytes: [UInt8](text.utf8)))
  }

  /// By a program that is newer than this one; versions are numbers with points between them.
  var isNewer: Bool {
    version.compare(Version.number, options: .numeric) == .orderedDescending
  }
}
