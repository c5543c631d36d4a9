import Foundation
import RecallDomain

/// What became of an act, and how the recall stands now.
struct InboxTelling {
  let room: InboxRoom
  let entry: InboxItem

  private var desk: Desk { room.desk }

  func tell(_ act: QueueAct, _ item: QueueItem) throws(StoreFailure) {
    let words = InboxWords(desk: desk)
    let name = TerminalText.clean(entry.candidate.patient.fullName)
    switch act {
    case .take: desk.tell("inbox.told.take", ["due": words.promise(item) ?? ""])
    case .giveBack: desk.tell("inbox.told.give-back")
    case .handOn(let queue, _):
      desk.tell(
        "inbox.told.hand",
        ["queue": desk.label("queue.\(queue.rawValue)"), "due": words.promise(item) ?? ""])
    case .answer, .close: try tellWhatFollows(item, name)
    case .note: desk.tell("inbox.told.note")
    }
  }

  /// How the recall stands now that the team has answered.
  private func tellWhatFollows(_ item: QueueItem, _ name: String) throws(StoreFailure) {
    guard let candidate = try desk.store.candidate(item.recall) else { return }
    let key: String
    switch candidate.entry.state {
    case .closed: key = "inbox.follows.closed"
    case .scheduled: key = "inbox.follows.scheduled"
    case .review: key = "inbox.follows.review"
    case .open where candidate.heldBy != nil || candidate.unfinishedBy != nil:
      key = "inbox.follows.in-call"
    case .open where candidate.items.contains(where: \.isWaiting): key = "inbox.follows.waits"
    case .open: key = "inbox.follows.\(candidate.entry.nextAction.rawValue)"
    }
    let at = candidate.entry.nextAt.map { when(max($0, desk.now), candidate.entry.nextAction) }
    desk.tell(key, ["name": name, "time": at ?? ""])
  }

  /// A message has its day; its hour is that of whoever sends it, within the patient's calling hours.
  private func when(_ instant: Date, _ action: NextAction.Kind) -> String {
    guard action == .message else { return Moments(desk: desk).text(instant) }
    return desk.dates.day(LocalTime(instant, in: desk.clinicZone).date, today: desk.today)
  }
}
