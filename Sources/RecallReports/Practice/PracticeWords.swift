package import Foundation
package import RecallDomain
package import ScriptEngine

/// The words of the practice report, in the console's language.
package struct PracticeWords: Sendable {
  let phrases: StaffPhrases
  private let policy: ClinicPolicy
  /// Today at the clinic.
  private let today: CivilDate

  package init(phrases: StaffPhrases, policy: ClinicPolicy, now: Date) {
    (self.phrases, self.policy) = (phrases, policy)
    today = LocalTime(now, in: policy.zone).date
  }

  var clinic: String { policy.name }
  var locale: String { phrases.locale }

  /// A text of `console.yaml`; values are made safe where it is printed.
  func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    phrases.text("practice-report.\(key)", values, count: count)
  }

  /// `Ana Núñez (ana) · Spanish`
  func heading(_ person: PracticedPerson) -> String {
    let name = person.name.isEmpty ? person.staff : "\(person.name) (\(person.staff))"
    return "\(name) · \(language(person.language))"
  }

  func language(_ tag: String) -> String {
    Locale(identifier: locale).localizedString(forIdentifier: tag) ?? tag
  }

  /// One of the clinic's own has its own name.
  func segment(_ name: String) -> String {
    let key = "segment.\(name)"
    return phrases.keys.contains(key) ? phrases.text(key) : name
  }

  func segments(_ names: [String]) -> String { list(names.map(segment)) }

  func interrupts(_ interrupts: [Interrupt]) -> String {
    list(interrupts.map { phrases.label("interrupt.\($0.rawValue)") ?? $0.rawValue })
  }

  /// `calm-and-ready (2, passed) · hangs-up-on-you (1)`
  func rehearsals(_ rehearsals: [PracticedRehearsal]) -> String {
    list(
      rehearsals.map {
        say(
          $0.passed > 0 ? "rehearsal-passed" : "rehearsal",
          ["id": $0.id, "calls": String($0.calls)])
      })
  }

  /// A day as data: short, and the same in every language.
  func date(_ instant: Date) -> String { "\(LocalTime(instant, in: policy.zone).date)" }

  private func list(_ names: [String]) -> String {
    names.isEmpty ? Self.nothing : names.joined(separator: " · ")
  }

  /// One that this program does not know has its own name.
  func part(_ name: String) -> String {
    let key = "practice-report.part.\(name)"
    return phrases.keys.contains(key) ? phrases.text(key) : name
  }

  private static let nothing = "–"

  /// `14 of 15`; a dash for what did not come up.
  func count(_ count: PracticeResult.Count?) -> String {
    guard let count else { return Self.nothing }
    return say(
      "of", ["reached": String(count.reached), "possible": String(count.possible)])
  }

  /// Ways that nobody has walked, of all.
  func left(_ gap: PracticeGap?) -> String {
    count(gap.map { PracticeResult.Count(reached: $0.ways.count, possible: $0.possible) })
  }

  func day(_ instant: Date) -> String {
    phrases.dates.date(LocalTime(instant, in: policy.zone).date, today: today)
  }

  /// What the report tells of, from when.
  func scope(_ summary: PracticeSummary) -> String {
    guard let since = summary.since else { return say("all", count: summary.calls) }
    return say("since", ["date": day(since)], count: summary.calls)
  }

  /// A script by its segment; a fragment as what all scripts share.
  func file(_ gap: PracticeGap) -> String {
    guard !gap.isFragment else { return say("shared", ["file": gap.file]) }
    let segment = policy.segments.filter { $0.value.script == gap.file }.keys.sorted().first
    return segment.map(self.segment) ?? gap.file
  }
}
