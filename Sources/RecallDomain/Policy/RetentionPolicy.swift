/// How long words are kept: `retention: { notes: 10 years, calls: 6 years }`. What the clinic does not
/// name is kept for good, and nothing is erased before somebody asks for it (`recall store retain`).
///
/// The times are the clinic's to choose. HIPAA wants documentation kept for six years (45 CFR
/// 164.316(b)(2)(i) and 164.530(j)(2)) and says nothing of medical records: how long those are kept is
/// the law of each state, mostly five to ten years after the last visit, and for a child until some
/// years after it came of age. A claim for an unwanted call or text can be made for four years (28
/// U.S.C. 1658, for the TCPA). The longest of these covers all.
///
/// Only words go. Opt-outs, outcomes, times, ids and counts stay for good, and so does the audit
/// trail, in which there are no words.
package struct RetentionPolicy: Hashable, Sendable {
  /// What is kept for a time of its own, as `clinic.yaml` calls it.
  package enum Kind: String, CaseIterable, Codable, Hashable, Sendable {
    /// Notes with what was added to them, and what reviewers wrote.
    case notes
    /// What was typed in calls, answer by answer, also by a console that came too late; reasons given.
    case calls
    /// Messages that were sent or given up, and answers to them.
    case messages
    /// Questions, answers and hand-overs of queue items that are over.
    case queues
  }

  /// Six years.
  package static let documentation = 72

  /// Months after which the words of a kind may go; none = never.
  package var months: [Kind: Int] = [:]

  package init() {}

  /// Words of before that day may go; `nil` = none may.
  package func keptSince(_ kind: Kind, on today: CivilDate) -> CivilDate? {
    months[kind].map { today.adding(months: -$0) }
  }

  /// Kinds that are kept for a shorter time than documentation is to be.
  package var short: [Kind] {
    Kind.allCases.filter { (months[$0] ?? .max) < Self.documentation }
  }

  /// A patient born after this day is of age for less than the time: nothing of theirs goes yet.
  package static func ofAge(on day: CivilDate) -> CivilDate { day.adding(months: -18 * 12) }
}

extension CivilDate {
  /// The same day of another month; the month's last where it has no such day.
  package func adding(months: Int) -> CivilDate {
    let count = year * 12 + (month - 1) + months
    let (year, month) = (Int((Double(count) / 12).rounded(.down)), (count % 12 + 12) % 12 + 1)
    for day in stride(from: day, to: 0, by: -1) {
      if let found = CivilDate(year: year, month: month, day: day) { return found }
    }
    return self
  }
}
