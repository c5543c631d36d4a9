import Foundation
import RecallDomain
import ScriptEngine

@testable import RecallConsole

/// The shipped clinic in a language that is made by program, written to a folder of its own and read
/// back from it: every word of it stands in brackets.
enum PseudoClinic {
  static let tag = PseudoLanguage.tag

  static let policy: ClinicPolicy = {
    var policy = ClinicFolder.policy
    policy.languages = [tag]
    policy.emergency.whoCalls911 = ["en": "Joy"]
    return policy
  }()

  static func library() throws -> ScriptLibrary {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pseudo-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = ClinicFolder.library.folders["en"] ?? LocaleFolder(locale: "en")
    let words = PseudoLanguage.files(of: source, asTranslation: false)
    let scripts = ClinicFolder.files.filter { $0.path.hasPrefix("scripts/") }
    for file in scripts + words {
      let url = folder.appendingPathComponent(file.path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    let read = try (scripts + words).map {
      SourceFile(
        path: $0.path, bytes: [UInt8](try Data(contentsOf: folder.appendingPathComponent($0.path))))
    }
    return ScriptLibrary.read(files: read, policy: policy)
  }

  /// What stands outside the brackets, line by line: texts wrap, and stand in one another.
  static func outside(_ screen: String) -> [String] {
    var depth = 0
    var outside = ""
    for character in screen {
      if character == PseudoLanguage.open { depth += 1 }
      if depth == 0 || character.isNewline { outside.append(character) }
      if character == PseudoLanguage.close { depth -= 1 }
    }
    return outside.split(whereSeparator: \.isNewline).map(String.init)
  }
}
