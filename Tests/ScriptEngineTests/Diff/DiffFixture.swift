import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// The small clinic, approved as it was, compared with what it has become.
enum DiffFixture {
  static let policy = ClinicPolicy(name: "x")
  static let script = "scripts/visit.yaml"
  static let en = "locales/en/visit.yaml"
  static let es = "locales/es/visit.yaml"

  static func edition(_ clinic: LocaleFixture, _ policy: ClinicPolicy = policy) throws -> Edition {
    let script = try #require(ScriptReader.read(clinic.sources).scripts.first)
    let books = LocaleReader.read(clinic.sources, languages: policy.languages).locales.mapValues {
      $0.phrasebook(for: script)
    }
    return EditionMaker(policy: policy).edition(of: script, books)
  }

  static func content(_ clinic: LocaleFixture, _ policy: ClinicPolicy = policy) throws
    -> ScriptContent
  {
    ScriptContent(
      try edition(clinic, policy), policyHash: PolicyHash.of(policy, script: "visit"))
  }

  static func diff(
    _ before: LocaleFixture, _ after: LocaleFixture, locales: [String]? = nil
  ) throws -> ScriptDiff {
    ScriptDiff(from: try content(before), to: try content(after), locales: locales)
  }

  static func diff(_ after: LocaleFixture, locales: [String]? = nil) throws -> ScriptDiff {
    try diff(LocaleFixture(), after, locales: locales)
  }

  /// `place kind subject [locale] before → after`, one line a change.
  static func told(_ diff: ScriptDiff) -> [String] {
    diff.groups.flatMap { group in
      group.changes.map { change in
        let place =
          switch group.place {
          case .step(let id, _): id
          case .interrupts: "interrupts"
          case .anywhere: "anywhere"
          case .policy: "policy"
          }
        let head = [place, change.kind.rawValue, change.subject, change.locale, change.form]
        return head.compactMap { $0 }.joined(separator: " ")
          + ": \(change.before ?? "-") → \(change.after ?? "-")"
      }
    }
  }
}
