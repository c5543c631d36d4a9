import Foundation
import RecallDomain
import ScriptEngine

@testable import RecallConsole

/// The shipped clinic folder, which is the repository itself.
enum ClinicFolder {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let policy: ClinicPolicy = {
    var policy = ClinicPolicy(name: "Lakeside Clinic")
    policy.phone = "+16175550100"
    policy.hours = "Monday to Friday, 9 to 5"
    policy.portal = "portal.example.org"
    policy.state = "MA"
    policy.segments = [
      "overdue-follow-up": SegmentPolicy(script: "overdue-follow-up", priority: 2),
      "missed-visit": SegmentPolicy(script: "missed-visit", priority: 2),
    ]
    policy.reasons = ["annual-visit": ReasonPolicy(segment: "overdue-follow-up")]
    policy.emergency = EmergencyPolicy(
      siteNumber: "+1 617 555 0911", nurseLine: "+1 617 555 0122",
      whoCalls911: ["en": "you do", "es": "usted"])
    return policy
  }()

  static let library = ScriptLibrary.read(files: files, policy: policy)

  /// The shipped library with one file's text changed.
  static func library(changing path: String, _ change: (String) -> String) -> ScriptLibrary {
    let changed = files.map { file in
      file.path == path ? SourceFile(path: path, bytes: [UInt8](change(text(path)).utf8)) : file
    }
    return ScriptLibrary.read(files: changed, policy: policy)
  }

  /// The shipped library, approved in these languages, then with texts of files changed: path, what
  /// it said, what it says now. A text that is not there is a slip of the test.
  static func approved(
    in locales: [String]? = nil, _ before: [(String, String, String)] = [],
    then after: [(String, String, String)] = []
  ) -> ScriptLibrary {
    let approved = changed(files, before)
    let approvals = ScriptLibrary.read(files: approved, policy: policy).approvals(
      by: "lee", at: ConsoleDay.now, locales: locales
    ).map(\.file)
    return ScriptLibrary.read(files: changed(approved, after) + approvals, policy: policy)
  }

  private static func changed(
    _ files: [SourceFile], _ changes: [(String, String, String)]
  ) -> [SourceFile] {
    changes.reduce(files) { files, change in
      files.map { file in
        guard file.path == change.0 else { return file }
        let text = String(decoding: file.bytes, as: UTF8.self)
        precondition(text.contains(change.1), "\(change.0) does not hold \(change.1)")
        return SourceFile(
          path: file.path, bytes: [UInt8](text.replacing(change.1, with: change.2).utf8))
      }
    }
  }

  static func text(_ path: String) -> String {
    String(decoding: file(path).bytes, as: UTF8.self)
  }

  static var files: [SourceFile] { files(in: ["scripts", "locales/en", "locales/es"]) }

  /// The simulated patients; their words are among `files`.
  static var rehearsals: [SourceFile] { files(in: ["scripts/rehearsals"]) }

  private static func files(in folders: [String]) -> [SourceFile] {
    folders.flatMap { folder -> [SourceFile] in
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent(folder).path)
      return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map { file("\(folder)/\($0)") }
    }
  }

  private static func file(_ path: String) -> SourceFile {
    let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path)
    return SourceFile(path: path, bytes: [UInt8](data ?? Data()))
  }
}

extension ClinicFolder {
  /// What staff may type for names, in the shipped languages.
  static let typed = TypedWords(library.staffPhrases)
}
