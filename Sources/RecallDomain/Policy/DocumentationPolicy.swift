package import Foundation

/// How a clinic documents: `documentation` of `clinic.yaml`.
package struct DocumentationPolicy: Hashable, Sendable, Codable {
  /// Until when the person who saved a note may correct its outcome.
  package enum Period: Hashable, Sendable, Codable {
    /// Days after the day of the call, until that day ends; 0 = the same day.
    case days(Int)
    case businessDays(Int)
  }

  /// The language of notes; `nil` = the first of the clinic's languages.
  package var language: String?
  /// What this clinic wants asked beyond what an outcome needs anyway.
  package var required: [Ending: [CallField]]
  package var correctWithin: Period

  package init(
    language: String? = nil, required: [Ending: [CallField]] = [:],
    correctWithin: Period = .businessDays(0)
  ) {
    self.language = language
    self.required = required
    self.correctWithin = correctWithin
  }

  /// What the clinic wants asked before a call of this ending is saved, in the order of the format.
  package func required(for ending: Ending) -> [CallField] {
    let wanted = required[ending] ?? []
    return CallField.allCases.filter(wanted.contains)
  }
}

extension ClinicPolicy {
  /// The language that notes are written in.
  package var documentationLanguage: String { documentation.language ?? sourceLanguage }

  /// A lead or manager may correct any note at any time; whoever saved one, within the period.
  package func mayCorrect(_ note: CallNote, by member: StaffMember, at now: Date) -> Bool {
    if member.mayCorrectAnyNote { return true }
    guard note.caller == member.id else { return false }
    let saved = LocalTime(note.ended, in: zone).date
    let last =
      switch documentation.correctWithin {
      case .days(let days): saved.adding(days: days)
      case .businessDays(let days): calling.businessDay(days, after: saved)
      }
    return LocalTime(now, in: zone).date <= last
  }
}

extension StaffMember {
  package var mayCorrectAnyNote: Bool {
    may(.correctAnyNote)
  }
}
