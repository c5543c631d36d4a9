import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports
import RecallStorage
import ScriptEngine

/// `recall store retain`: words that are older than `retention:` of clinic.yaml says, counted; with
/// `--apply` they are erased.
struct StoreRetainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retain", abstract: "Erase words that were kept as long as the clinic keeps them.",
    discussion: """
      Counts what may go, and changes nothing without --apply. Rows stay, with outcomes, times, ids \
      and opt-outs, so that every figure is afterwards what it was before. Words of a recall that is \
      still worked on stay, and those of patients who have not been of age for as long. Backups hold \
      what they held: let them go at their own time.

      Examples:
        recall store retain
        recall store retain --apply
      """)

  @Flag(help: "Erase it. Nothing brings it back but a backup.")
  var apply = false

  @Flag(help: "Only count. This is the default.")
  var dryRun = false

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  /// Of claims that ended so long ago nothing is kept on any computer any more.
  private static let daysOfClaimKeys = 90

  func validate() throws {
    if apply && dryRun { throw ValidationError("--apply and --dry-run: which one?") }
  }

  func run() throws {
    let clinic = try OpenClinic(options, for: "store retain")
    let words = try CommandWords(clinic, options)
    let now = try moment(clinic)
    let right = ErasureRight(clinic)
    if apply { try right.check() }
    let today = LocalTime(now, in: clinic.zone).date
    var found: [RetainedWords] = []
    var erased = 0
    do {
      for kind in RetentionPolicy.Kind.allCases {
        var kept = RetainedWords(kind: kind, months: clinic.policy.retention.months[kind])
        if let day = clinic.policy.retention.keptSince(kind, on: today) {
          let reach = Self.reach(before: day, clinic.zone)
          kept.count = try clinic.store.erasable(kind, reach)
          if apply {
            erased += try clinic.store.eraseWords(kind, reach, as: try right.act(at: now))
          }
        }
        found.append(kept)
      }
      if apply { try finish(clinic, now, right) }
    } catch let failure as StoreFailure { throw ErasureRight.explained(failure) }
    print(found, clinic, erased, words)
  }

  private static func reach(before day: CivilDate, _ zone: Zone) -> ErasureReach {
    let midnight = LocalTime(date: day, time: TimeOfDay(minutes: 0)!)
    return .older(than: midnight.instant(in: zone), bornUntil: RetentionPolicy.ofAge(on: day))
  }

  private func moment(_ clinic: OpenClinic) throws -> Date {
    do { return try clinic.store.moment(asked: options.now) } catch { throw Failure(error) }
  }

  private func finish(
    _ clinic: OpenClinic, _ now: Date, _ right: ErasureRight
  ) throws {
    _ = try clinic.store.eraseClaimKeys(
      endedBefore: now.addingTimeInterval(-Double(Self.daysOfClaimKeys) * 86_400),
      as: try right.act(at: now))
    // Also when nothing went now: the run before may have died before it came to this.
    try clinic.store.forgetErased()
    TrailKeeping(clinic.folder).seal(clinic.store, at: now)
  }

  // MARK: What is said

  private func print(
    _ found: [RetainedWords], _ clinic: OpenClinic, _ erased: Int, _ words: CommandWords
  ) {
    if json {
      let items = JSONValue.list(found.map { $0.json(clinic.zone) })
      guard case .object(let members) = items else { return }
      return Printing.json(
        .object(members + [.init("applied", .bool(apply)), .init("erased", .int(erased))]))
    }
    let table = RetainedTable(words: words, zone: clinic.zone, isDone: apply)
    for line in table.lines(found) { Printing.line(line) }
    for kind in clinic.policy.retention.short {
      let name = words.say("retain.kind.\(kind.rawValue)")
      Printing.line(words.say("retain.short", ["kind": name]) + "\n  " + words.say("retain.law"))
    }
    Printing.line(words.say("retain.\(last(found, erased))"))
  }

  /// The key of what is said at the end.
  private func last(_ found: [RetainedWords], _ erased: Int) -> String {
    if apply { return erased == 0 ? "done-nothing" : "done" }
    if found.allSatisfy({ $0.months == nil }) { return "kept-for-good" }
    return found.allSatisfy { $0.count.rows == 0 } ? "nothing" : "not-yet"
  }
}

/// One kind of words, for how long it is kept, and what of it is older.
struct RetainedWords {
  let kind: RetentionPolicy.Kind
  let months: Int?
  var count = ErasableCount()

  func json(_ zone: Zone) -> JSONValue {
    [
      "kind": .string(kind.rawValue), "months": months.map { .int($0) } ?? .null,
      "rows": .int(count.rows),
      "oldest": .text(count.oldest.map { InstantText.rfc3339($0, in: zone) }),
      "youngest": .text(count.youngest.map { InstantText.rfc3339($0, in: zone) }),
    ]
  }
}

/// The kinds of words one below the other, in the console's language.
struct RetainedTable {
  let words: CommandWords
  let zone: Zone
  /// It has been erased.
  let isDone: Bool

  func lines(_ found: [RetainedWords]) -> [String] {
    let rows = found.map { [words.say("retain.kind.\($0.kind.rawValue)"), span($0), rest($0)] }
    let widths = [(0, 8), (1, 9)].map { column, least in
      max(rows.map { TerminalText.width($0[column]) }.max() ?? 0, least) + 2
    }
    return rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - TerminalText.width($0)) }
        .joined() + row[2]
    }
  }

  private func span(_ kept: RetainedWords) -> String {
    switch kept.months {
    case nil: words.say("retain.for-good")
    case let months? where months.isMultiple(of: 12):
      words.say("retain.years", count: months / 12)
    case let months?: words.say("retain.months", count: months)
    }
  }

  private func rest(_ kept: RetainedWords) -> String {
    guard kept.months != nil else { return words.say("retain.kept") }
    guard let oldest = kept.count.oldest, let youngest = kept.count.youngest else {
      return words.say("retain.none-older")
    }
    let days = [oldest, youngest].map { "\(LocalTime($0, in: zone).date)" }
    return words.say(
      isDone ? "retain.erased" : "retain.to-erase", ["first": days[0], "last": days[1]],
      count: kept.count.rows)
  }
}
