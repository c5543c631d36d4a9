import Foundation
import Testing

/// What the fuzzers start from and what they have found, run through the same entries.
@Suite("hostile input that was kept")
struct KeptInputTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Files of one entry; a finding's name says what was wrong.
  private static func inputs(_ kind: String, _ entry: String) throws -> [URL] {
    let place = folder.appendingPathComponent("\(kind)/\(entry)")
    guard FileManager.default.fileExists(atPath: place.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(
      at: place, includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }

  @Test("every seed and every finding keeps the promises of its entry", arguments: FuzzEntry.all)
  func kept(_ entry: FuzzEntry) throws {
    let seeds = try Self.inputs("Seeds", entry.name)
    #expect(!seeds.isEmpty, "\(entry.name) has no seeds")
    for file in try seeds + Self.inputs("Findings", entry.name) {
      let bytes = [UInt8](try Data(contentsOf: file))
      #expect(bytes.count <= 16_384, "\(file.lastPathComponent) is larger than a seed should be")
      #expect(throws: Never.self, "\(entry.name)/\(file.lastPathComponent)") {
        try entry.attempt(bytes)
      }
    }
  }
}

extension FuzzEntry: CustomTestStringConvertible {
  var testDescription: String { name }
}
