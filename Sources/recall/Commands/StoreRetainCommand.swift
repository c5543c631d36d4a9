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
    let now = try moment(clinic)
    let right = ErasureRight(clinic)
    if apply { try right.check() }
    let today = LocalTime(now, in: clinic.zone).date
    var found: [RetainedWords] = []
    var erased = 0
    do {
      for kind in RetentionPolicy.Kind.allCases {
        var words = RetainedWords(kind: kind, months: clinic.policy.retention.months[kind])
        if let day = clinic.policy.retention.keptSince(kind, on: today) {
          let reach = Self.reach(before: day, clinic.zone)
          words.count = try clinic.store.erasable(kind, reach)
          if apply {
            erased += try clinic.store.eraseWords(kind, reach, as: try right.act(at: now))
          }
        }
        found.append(words)
      }
      if apply { try finish(clinic, now, right) }
    } catch let failure as StoreFailure { throw ErasureRight.explained(failure) }
    print(found, clinic, erased)
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

  private func print(_ found: [RetainedWords], _ clinic: OpenClinic, _ erased: Int) {
    if json {
      let items = JSONValue.list(found.map { $0.json(clinic.zone) })
      guard case .object(let members) = items else { return }
      return Printing.json(
        .object(members + [.init("applied", .bool(apply)), .init("erased", .int(erased))]))
    }
    for words in found { Printing.line(words.line(clinic.zone, isDone: apply)) }
    for kind in clinic.policy.retention.short {
      Printing.line(
        "\(kind.rawValue) are kept for less than six years, as long as HIPAA wants documentation "
          + "kept (45 CFR 164.316):\n  be sure that the law of your state allows it")
    }
    Printing.line(last(found, erased))
  }

  private func last(_ found: [RetainedWords], _ erased: Int) -> String {
    if apply {
      return erased == 0 ? "nothing was to be erased" : "erased, and not to be read any more"
    }
    if found.allSatisfy({ $0.months == nil }) {
      return "everything is kept for good: `retention:` in clinic.yaml says otherwise"
    }
    return found.allSatisfy { $0.count.rows == 0 }
      ? "nothing is to be erased" : "nothing was changed: --apply erases this"
  }
}

/// One kind of words, for how long it is kept, and what of it is older.
struct RetainedWords {
  let kind: RetentionPolicy.Kind
  let months: Int?
  var count = ErasableCount()

  func line(_ zone: Zone, isDone: Bool) -> String {
    let name = kind.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
    let time = span.padding(toLength: 11, withPad: " ", startingAt: 0)
    guard months != nil else { return "\(name)\(time)kept" }
    guard let oldest = count.oldest, let youngest = count.youngest else {
      return "\(name)\(time)none is older"
    }
    let days = [oldest, youngest].map { "\(LocalTime($0, in: zone).date)" }
    return
      "\(name)\(time)\(count.rows) \(isDone ? "erased" : "to erase"), from \(days[0]) to \(days[1])"
  }

  private var span: String {
    switch months {
    case nil: "for good"
    case 1?: "1 month"
    case 12?: "1 year"
    case let months? where months.isMultiple(of: 12): "\(months / 12) years"
    case let months?: "\(months) months"
    }
  }

  func json(_ zone: Zone) -> JSONValue {
    [
      "kind": .string(kind.rawValue), "months": months.map { .int($0) } ?? .null,
      "rows": .int(count.rows),
      "oldest": .text(count.oldest.map { InstantText.rfc3339($0, in: zone) }),
      "youngest": .text(count.youngest.map { InstantText.rfc3339($0, in: zone) }),
    ]
  }
}
