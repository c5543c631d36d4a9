import Foundation
import RecallDomain

/// `worklist`: today's list in order, the first of it; the whole list is `recall worklist`.
extension ConsoleCommand {
  static var worklist: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      guard let segment = SegmentName(desk).read(argument) else { return .goOn }
      let items = try EntryScan(desk: desk).items(segment: segment.name).filter {
        $0.excluded == nil
      }
      guard !items.isEmpty else {
        desk.tell("worklist.empty")
        return .goOn
      }
      let rows = items.prefix(WorklistRow.shown).enumerated().map {
        WorklistRow(desk: desk, item: $0.element).cells(place: $0.offset + 1)
      }
      desk.screen.write(Table.lines(rows, width: desk.screen.width - 1))
      let more = items.count - rows.count
      if more > 0 { desk.tell("worklist.more", count: more) }
      return .goOn
    }
  }
}

/// One line of the list.
struct WorklistRow {
  static let shown = 15
  let desk: Desk
  let item: WorklistItem

  func cells(place: Int) -> [String] {
    let due = desk.dates.day(item.due, today: desk.today)
    // Nearly everybody has this one; what is rarer is seen first.
    let rare = item.flags.filter { $0 != .clinicalAdvice }
    let sorted = rare + item.flags.filter { $0 == .clinicalAdvice }
    let flags = sorted.map { desk.say("flag.\($0.rawValue)") }.joined(separator: ", ")
    return [
      String(repeating: " ", count: place < 10 ? 2 : 1) + "\(place)", item.recall.rawValue,
      TerminalText.truncate(TerminalText.clean(item.name), to: 24), due,
      "\(item.attempt)/\(item.attemptsMax)", flags,
    ]
  }
}

/// Every open entry as the list sees it.
struct EntryScan {
  let desk: Desk

  func items(segment: String?) throws(StoreFailure) -> [WorklistItem] {
    let (list, now) = (desk.worklist, desk.now)
    var items: [WorklistItem] = []
    try each(segment: segment) { items.append(list.item($0, at: now)) }
    return Worklist.sorted(items)
  }

  func each(segment: String?, _ body: (Candidate) -> Void) throws(StoreFailure) {
    do {
      try desk.store.eachCandidate(segment: segment) { body($0) }
    } catch let failure as StoreFailure {
      throw failure
    } catch {
      throw .failed(code: "read", act: "eachCandidate")
    }
  }
}
