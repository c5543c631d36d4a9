import Foundation
import RecallDomain
import ScriptEngine

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
      siteNumber: "+1 617 555 0911", nurseLine: "+1 617 555 0122", whoCalls911: "you do")
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

  static func text(_ path: String) -> String {
    String(decoding: file(path).bytes, as: UTF8.self)
  }

  static var files: [SourceFile] {
    ["scripts", "locales/en", "locales/es"].flatMap { folder -> [SourceFile] in
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
