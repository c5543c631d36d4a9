import Foundation
package import RecallDomain

/// The list of the day in words of the console's language: for the console's `worklist`, and for
/// `recall worklist`, which walks a list of any length and prints as it goes.
package struct WorklistView {
  let desk: Desk

  package init(desk: Desk) { self.desk = desk }

  private var width: Int { desk.screen.width - 1 }

  // MARK: Headings

  /// `Today's list · Lakeside Clinic · Tue, Nov 24, 2:05 PM`
  package func title() -> String {
    desk.say(
      "list.title",
      [
        "clinic": desk.policy.name,
        "time": desk.dates.dayAndTime(desk.now, in: desk.clinicZone),
      ])
  }

  /// `overdue follow-up · sitting 1 · 22 patients · clinical review advised`
  ///
  /// - Parameter sitting: `nil` when the segment has but one.
  package func heading(segment: String, sitting: Int?, of count: Int) -> [String] {
    var facts = [desk.segment(segment)]
    if let sitting { facts.append(desk.say("list.sitting", ["number": String(sitting)])) }
    facts.append(desk.say("list.patients", count: count))
    // What holds for a whole segment is said once, not beside each of its patients.
    if desk.policy.segments[segment]?.clinicalReview == .advise {
      facts.append(desk.say("flag.clinical-advice"))
    }
    return FactLines.packed(facts, width: width)
  }

  package func promisedHeading(_ count: Int) -> String { desk.say("list.promised", count: count) }
  package func leftOutHeading() -> String { desk.say("list.left-out-heading") }

  // MARK: Entries

  /// Two or three lines: who, why there, what to know before dialling.
  package func lines(_ item: WorklistItem, place: Int) -> [String] {
    let number = String(place)
    let margin = String(repeating: " ", count: max(1, 4 - number.count)) + number
    let head = wrapped(identity(item).joined(separator: " · "), first: margin + "  ")
    return head + wrapped(why(item), first: Self.indent) + flags(item)
  }

  /// For one that is left out: the reason, and from when they can be called.
  package func leftOutLines(_ item: WorklistItem) -> [String] {
    let facts = identity(item) + [desk.segment(item.segment)]
    let head = wrapped(facts.joined(separator: " · "), first: "   –  ")
    var why = WhyWords(desk: desk).text(item)
    if item.excluded == .outsideHours, item.flags.contains(.zoneUncertain) {
      why += " · " + desk.say("flag.zone-uncertain")
    }
    return head + wrapped(why, first: Self.indent)
  }

  private static let indent = "      "

  private func identity(_ item: WorklistItem) -> [String] {
    [item.name, item.provider ?? "", item.recall.rawValue].filter { !$0.isEmpty }.map {
      TerminalText.clean($0)
    }
  }

  private func why(_ item: WorklistItem) -> String {
    let words = WhyWords(desk: desk).sentence(item)
    guard item.attempt > 1 else { return words }
    let attempt = desk.say(
      "card.attempt", ["attempt": String(item.attempt), "of": String(item.attemptsMax)])
    return "\(words) · \(attempt)"
  }

  /// What must be known before dialling, but for what the heading and the line above say.
  private func flags(_ item: WorklistItem) -> [String] {
    let flags = item.flags.filter { $0 != .clinicalAdvice && $0 != .sensitive }
    guard !flags.isEmpty else { return [] }
    let names = flags.map { desk.say("flag.\($0.rawValue)") }.joined(separator: ", ")
    return wrapped(desk.say("list.before-dialling", ["flags": names]), first: Self.indent)
  }

  private func wrapped(_ text: String, first: String) -> [String] {
    TerminalText.wrap(text, width: width, indent: Self.indent, first: first)
  }

  // MARK: The end

  /// How many can be called in which segment, how many are left out for which reason, and when the
  /// first of these becomes callable.
  package func summary(_ tally: WorklistTally, isWhole: Bool) -> [String] {
    var lines = wrappedLine(callable(tally))
    lines += leftOut(tally)
    if tally.callable == 0, let next = tally.next {
      lines += wrappedLine(desk.say("next.next-at", ["time": Moments(desk: desk).text(next)]))
    }
    if tally.allLeftOut > 0 {
      lines += wrappedLine(desk.say(isWhole ? "list.why-hint" : "list.all-hint"))
    }
    return lines
  }

  private func wrappedLine(_ text: String) -> [String] {
    TerminalText.wrap(text, width: width, indent: "  ", first: "")
  }

  private func callable(_ tally: WorklistTally) -> String {
    let sittings = Sittings(desk.policy.list)
    let parts = tally.callableBySegment.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      let count = sittings.count(of: $0.value)
      let text = "\(desk.segment($0.key)) \($0.value)"
      return count > 1 ? "\(text) (\(desk.say("list.sittings", count: count)))" : text
    }
    let head = desk.say("list.callable", count: tally.callable)
    return parts.isEmpty ? head + "." : "\(head): \(parts.joined(separator: ", "))."
  }

  private func leftOut(_ tally: WorklistTally) -> [String] {
    guard tally.allLeftOut > 0 else { return [] }
    return wrappedLine(desk.say("list.left-out", count: tally.allLeftOut) + ":")
      + ReasonCounts(desk: desk).lines(
        tally.reasons.map { ($0.reason, $0.leftOut.count, $0.leftOut.earliest) })
  }
}

/// Reasons with how many they hold back, one a line: `  12  outside calling hours there · the first
/// today at 10:05 AM`.
struct ReasonCounts {
  let desk: Desk

  func lines(_ reasons: [(ExclusionReason, Int, Date?)]) -> [String] {
    let widest = reasons.map { String($0.1).count }.max() ?? 0
    return reasons.flatMap { reason, count, earliest in
      let number = String(count)
      let margin = String(repeating: " ", count: 2 + widest - number.count)
      var text = desk.say("excluded.\(reason.rawValue)")
      if let earliest {
        let time = Moments(desk: desk).text(earliest)
        text += " · " + desk.say("list.first-at", ["time": time])
      }
      return TerminalText.wrap(
        text, width: desk.screen.width - 1, indent: String(repeating: " ", count: widest + 4),
        first: margin + number + "  ")
    }
  }
}
