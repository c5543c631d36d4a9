import Foundation
import RecallDomain

@testable import ScriptEngine

/// The clinic folder that the repository itself is.
enum ShippedFolder {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  static func files() throws -> [SourceFile] {
    let folders = ["scripts", "scripts/rehearsals", "locales/en", "locales/es", "approvals"]
    return try folders.flatMap { folder in
      let names =
        (try? FileManager.default.contentsOfDirectory(
          atPath: root.appending(path: folder).path)) ?? []
      return try names.sorted().filter { $0.hasSuffix(".yaml") }.map { name in
        SourceFile(
          path: "\(folder)/\(name)",
          bytes: Array(try Data(contentsOf: root.appending(path: "\(folder)/\(name)"))))
      }
    }
  }
}
