import Foundation
import RecallDomain
import ScriptEngine

@testable import RecallConsole

/// The shipped clinic with marks around every text that staff read: `⟦…⟧` in Spanish, `⟪…⟫` in
/// English. On a Spanish screen nothing may stand between the English marks, and outside the Spanish
/// ones only data, what is spoken, and what is the same in every language.
enum MarkedClinic {
  static let library = library(ClinicFolder.files, ClinicFolder.policy)

  static func library(_ files: [SourceFile], _ policy: ClinicPolicy) -> ScriptLibrary {
    let read = files.map { file -> SourceFile in
      let text = String(decoding: file.bytes, as: UTF8.self)
      switch file.path.split(separator: "/").prefix(2).last {
      case "es" where file.path.hasPrefix("locales/"):
        return SourceFile(path: file.path, bytes: Array(marked(text, file.path, "⟦", "⟧").utf8))
      case "en" where file.path.hasPrefix("locales/"):
        return SourceFile(path: file.path, bytes: Array(marked(text, file.path, "⟪", "⟫").utf8))
      default: return file
      }
    }
    return ScriptLibrary.read(files: read, policy: policy)
  }

  /// Staff texts are all of `console.yaml` but for what is typed, and the labels of every file.
  private static func marked(_ text: String, _ path: String, _ open: String, _ close: String)
    -> String
  {
    var isStaff = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.first?.isLetter == true {
        isStaff =
          line.hasPrefix("labels:") || (line.hasPrefix("lines:") && path.hasSuffix("console.yaml"))
        return String(line)
      }
      guard isStaff, !line.hasPrefix("  typed.") else { return String(line) }
      return String(line).replacing(/"((?:[^"\\]|\\.)*)"/) { "\"\(open)\($0.1)\(close)\"" }
    }.joined(separator: "\n")
  }

  /// Without what is spoken and without the lines for the chart, which are in the clinic's own
  /// language; then what stands outside the Spanish marks, line by line.
  static func outside(_ screen: String) -> [String] {
    let unspoken = screen.replacing(/❝[^❞]*❞/, with: "").replacing(
      /⟦Para el expediente:⟧\n(?:.+\n)*/, with: "")
    var depth = 0
    var outside = ""
    for character in unspoken {
      if character == "⟦" { depth += 1 }
      if depth == 0 || character.isNewline { outside.append(character) }
      if character == "⟧" { depth -= 1 }
    }
    return outside.split(whereSeparator: \.isNewline).map(String.init)
  }
}
