package import Foundation

/// What stays of one practice call: who practised which script in which language, and how it went,
/// part by part, and lines that were marked. *Never* a word that was said or typed to the patient, and
/// no patient: those are invented.
package struct PracticeResult: Hashable, Sendable, Codable {
  package enum Kind: String, CaseIterable, Codable, Sendable {
    /// One of `scripts/rehearsals`, written by a person.
    case rehearsal
    /// Made for a way that the trainee has not walked yet.
    case drill
    /// An interrupt that nobody expected.
    case surprise
    case warmUp = "warm-up"
    /// Along the path of an earlier call.
    case again
    /// The trainer plays the patient.
    case free
  }

  /// So much of what there was. *Never* added up over parts.
  package struct Count: Hashable, Sendable, Codable {
    package var reached: Int
    package var possible: Int

    package init(reached: Int, possible: Int) {
      (self.reached, self.possible) = (reached, possible)
    }
  }

  /// A UUID, the key of the write: keeping the same result again changes nothing.
  package var id: String
  package var staff: String
  /// As it was when they practised.
  package var name: String
  package var kind: Kind
  /// The id of a written rehearsal.
  package var rehearsal: String?
  package var script: String
  package var segment: String?
  /// Spoken at the start, BCP 47.
  package var locale: String
  /// `easy`, `medium`, `hard`.
  package var level: String?
  package var started: Date
  package var ended: Date
  /// Came to an end of the script.
  package var finished: Bool
  /// And to the one it should.
  package var asExpected: Bool
  /// By `RehearsalScore.Part`, and `pace`. A part that did not come up is not there.
  package var parts: [String: Count]
  /// Ways of the script that the trainee walked, as `AuthorEdge.name`: `opening · patient`, `/busy`.
  package var ways: [String]
  /// A written rehearsal that ended as it should, without a privacy slip, with an emergency raised
  /// at once and the identity right.
  package var passed: Bool
  /// Lines marked as hard to say; `nil`: none.
  package var stumbles: [Stumble]?

  /// Passed, and somebody was identified in it: a call that nobody answered opens no segment.
  package var isPass: Bool { passed && parts["identity"] != nil }

  package init(
    id: String, staff: String, name: String, kind: Kind, rehearsal: String? = nil, script: String,
    segment: String? = nil, locale: String, level: String? = nil, started: Date, ended: Date,
    finished: Bool = false, asExpected: Bool = false, parts: [String: Count] = [:],
    ways: [String] = [], passed: Bool = false, stumbles: [Stumble]? = nil
  ) {
    (self.id, self.staff, self.name, self.kind) = (id, staff, name, kind)
    (self.rehearsal, self.script, self.segment) = (rehearsal, script, segment)
    (self.locale, self.level) = (locale, level)
    (self.started, self.ended) = (started, ended)
    (self.finished, self.asExpected) = (finished, asExpected)
    (self.parts, self.ways, self.passed, self.stumbles) = (parts, ways, passed, stumbles)
  }
}

extension PracticeResult {
  /// Primary subtag of what was spoken: who has practised in `es-MX` has practised in Spanish.
  package var language: String { LanguageTag.primary(locale) }
}
