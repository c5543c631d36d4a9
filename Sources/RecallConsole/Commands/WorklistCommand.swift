import Foundation
import RecallDomain

/// `worklist [SEGMENT]`: the first of today's list in the order of `next`, and how many there are in
/// each segment; the whole list is `recall worklist`.
extension ConsoleCommand {
  static var worklist: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      guard let segment = SegmentName(desk).read(argument) else { return .goOn }
      desk.lookForPasses()
      let (now, list) = (desk.now, desk.worklist)
      let first = try desk.store.firstInLine(
        WorklistRow.shown, segment: segment.name, at: now, judge: desk.judge(at: now)
      ).map { list.item($0, at: now) }
      let tally = try desk.store.tally(
        segment: segment.name, at: now,
        opens: desk.rules.opening(for: desk.caller, at: now, scripts: desk.shelf.segments))
      desk.listed = first.map(\.recall)
      try desk.store.leaveTrace(
        of: .listRead, by: desk.caller.id, subject: segment.name ?? "all",
        showing: first.map(\.patient), at: now)
      if first.isEmpty { desk.tell("worklist.empty") }
      let days = first.map { desk.dates.day($0.due, today: desk.today) }
      let widest = days.map(TerminalText.width).max() ?? 0
      for (index, item) in first.enumerated() {
        let row = WorklistRow(desk: desk, item: item, due: days[index], widestDue: widest)
        desk.screen.write(row.lines(place: index + 1))
      }
      if tally.callable > first.count {
        desk.tell("worklist.more", count: tally.callable - first.count)
      }
      desk.screen.write(WorklistView(desk: desk).summary(tally, isWhole: false))
      if !first.isEmpty { desk.tell("worklist.numbers") }
      if tally.leftOut[.notPractised] != nil { try PractiseFirst(desk: desk).tell(segment.name) }
      return .goOn
    }
  }
}

/// One entry of the list in the console: a line, and another for what to know before dialling.
struct WorklistRow {
  static let shown = 12
  let desk: Desk
  let item: WorklistItem
  let due: String
  /// Columns that the longest day of the list takes: in some languages more than in English.
  let widestDue: Int

  func lines(place: Int) -> [String] {
    let cells = [
      String(repeating: " ", count: place < 10 ? 2 : 1) + "\(place)",
      padded(TerminalText.clean(item.name), to: 24),
      padded(due, to: widestDue),
      "\(item.attempt)/\(item.attemptsMax)", item.recall.rawValue,
    ]
    return [TerminalText.truncate(cells.joined(separator: "  "), to: width)] + flags
  }

  private var width: Int { desk.screen.width - 1 }

  private func padded(_ text: String, to width: Int) -> String {
    let short = TerminalText.truncate(text, to: width)
    return short + String(repeating: " ", count: max(0, width - TerminalText.width(short)))
  }

  /// Nearly everybody in some segments is advised to be looked at; that is on the card.
  private var flags: [String] {
    let rare = item.flags.filter { $0 != .clinicalAdvice }
    guard !rare.isEmpty else { return [] }
    let names = rare.map { desk.say("flag.\($0.rawValue)") }.joined(separator: ", ")
    return TerminalText.wrap(names, width: width, indent: "     ")
  }
}
