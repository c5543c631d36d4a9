import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// The example clinic with its one rehearsal changed, or another in its place.
struct RehearsalFixture {
  static let path = "scripts/rehearsals/wants-a-time.yaml"
  var clinic = ExampleClinic()

  init() {}

  /// `turns` and `ends` in place of the example's.
  init(turns: String, ends: String = "{ outcome: scheduled }", more: String = "") {
    clinic.files[Self.path] = """
      recall-rehearsal: 1
      id: wants-a-time
      script: visit
      patient: { name: Rosa Delgado, date_of_birth: 1961-03-04, postal_code: "02139" }
      \(more)
      turns:
      \(turns)
      ends: \(ends)
      """
  }

  func replacing(_ old: String, _ new: String) -> RehearsalFixture {
    var copy = self
    let text = clinic.files[Self.path]!
    if !text.contains(old) { Issue.record("not there: \(old)") }
    copy.clinic.files[Self.path] = text.replacing(old, with: new)
    return copy
  }

  /// `place message [rule]` of everything found, words that are left over aside.
  var found: [String] {
    clinic.library.findings.filter { $0.rule != .localeOrphan }
      .map { "\($0.place) \($0.message) [\($0.rule.rawValue)]" }
  }

  var library: ScriptLibrary { clinic.library }
  var rehearsal: Rehearsal { library.rehearsals[0] }

  /// The patient at the beginning of a call, and the call.
  func begin(seed: UInt64 = 1, locale: String = "en") throws -> Rehearsing {
    try Rehearsing(library, rehearsal, seed: seed, locale: locale)
  }
}

/// A call that is rehearsed: what is heard, and what the caller answers.
struct Rehearsing {
  private(set) var run: CallRun
  private(set) var patient: SimulatedPatient
  private(set) var heard: [Saying] = []
  private var clock = TestCall.noon
  let rehearsal: Rehearsal

  init(_ library: ScriptLibrary, _ rehearsal: Rehearsal, seed: UInt64, locale: String) throws {
    let edition = try #require(library.editions[rehearsal.script])
    let words = try #require(library.rehearsalWords(for: rehearsal.script))
    self.rehearsal = rehearsal
    run = CallRun(edition: edition)
    patient = SimulatedPatient(
      rehearsal, edition: edition, policy: library.policy, words: words, seed: seed)
    let start = rehearsal.start(policy: library.policy, locale: locale, at: clock)
    _ = try run.handle(.began(start), at: clock)
    listen()
  }

  /// What was said since the last answer.
  private(set) var latest: Saying?

  private mutating func listen() {
    latest = patient.say(at: run)
    if let latest { heard.append(latest) }
  }

  mutating func answer(_ events: CallEvent...) throws {
    for event in events {
      let before = run
      clock += 1
      _ = try run.handle(event, at: clock)
      patient.answered(event, before: before, after: run)
      listen()
    }
  }

  var review: RehearsalReview { patient.review(of: run) }
}
