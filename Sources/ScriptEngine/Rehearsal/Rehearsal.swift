package import RecallDomain

/// A simulated patient of practice mode (SCRIPT-FORMAT, "Rehearsals"): who they are, what they say
/// one after the other, and what a good caller does with it. Structure only: the words stand in the
/// locales.
package struct Rehearsal: Hashable, Sendable {
  /// How much a caller must be able to do already.
  package enum Level: String, CaseIterable, Hashable, Sendable { case easy, medium, hard }

  /// The file's name.
  package let id: String
  package let script: String
  package let level: Level
  /// Inbound: the patient called.
  package let direction: CallDirection
  package let patient: RehearsedPatient
  /// What a patient puts up with: so many answers that they did not expect, then they hang up.
  package let patience: Int
  /// The patient has little time: after so many answers of the caller they hang up, wherever the
  /// call stands.
  package let hangsUpAfter: Int?
  package let turns: [Turn]
  package let ends: ExpectedEnd
  package let place: SourcePlace

  /// Who is patient for how long when a file does not say.
  package static let usualPatience = 3

  /// How a call ends that was led well; any detail when the file names none.
  package struct ExpectedEnd: Hashable, Sendable {
    package let outcome: Outcome
    package let detail: OutcomeDetail?
    package let place: SourcePlace

    package func allows(_ ending: Ending) -> Bool {
      ending.outcome == outcome && (detail.map { $0 == ending.detail } ?? true)
    }

    /// As scripts write it.
    package var name: String { outcome.rawValue + (detail.map { "/\($0.rawValue)" } ?? "") }
  }

  /// Somebody is spoken with in another language than the call began in.
  package var needsTwoLanguages: Bool {
    turns.contains { turn in
      turn.tongue == .other || turn.expect.contains { $0.word == Turn.switchLanguage }
    }
  }
}

/// One thing that is said, and what it should lead to.
package struct Turn: Hashable, Sendable {
  /// Whose voice it is; nobody is told a name.
  package enum Speaker: String, CaseIterable, Hashable, Sendable {
    case patient
    /// Another grown-up voice: a relative, a colleague, a receptionist.
    case other
    case child, machine, screener, interpreter
    /// Nobody speaks: what is heard on the line, such as a click.
    case line

    /// Somebody who can be spoken with.
    var isSomebody: Bool { self != .machine && self != .screener && self != .line }
  }

  /// In which language: that of the call, or another one that the clinic offers. It stays until
  /// another turn changes it.
  package enum Tongue: String, CaseIterable, Hashable, Sendable { case same, other }

  /// An acceptable answer of the caller: a response or exit by name, an interrupt as `/name`.
  package struct Expected: Hashable, Sendable {
    package let word: String
    package let place: SourcePlace
  }

  /// What is stated in this turn where the patient's own record would say something else, or what
  /// a caller would type for it.
  package struct Stated: Hashable, Sendable {
    package let key: String
    /// `none` = not given.
    package let text: String
    package let place: SourcePlace
  }

  /// Phrasings, of which the seed takes one; none: nothing is said.
  package let says: [Spoken]
  package let speaker: Speaker
  package let tongue: Tongue?
  package let gives: [Stated]
  /// The best first.
  package let expect: [Expected]
  package let place: SourcePlace
  /// The label of what is heard, for a drill in whose stead nobody wrote words: `node.response`.
  package var label: String?

  /// The caller goes on in the language that is now spoken.
  package static let switchLanguage = "/locale"
  /// At the gate: what was stated does not match, and the same is asked once more.
  package static let mismatch = "mismatch"

  package var best: Expected { expect[0] }

  package func expects(_ word: String) -> Bool { expect.contains { $0.word == word } }

  /// `nil` when the turn says nothing about it.
  package func stated(_ key: String) -> String? { gives.first { $0.key == key }?.text }
}
