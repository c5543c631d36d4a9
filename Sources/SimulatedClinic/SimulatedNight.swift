import Foundation
import RecallDomain

/// The clinic closes: everything that was asked and promised is looked for in the lists that people
/// read.
extension SimulatedClinic {
  func dayEnds(_ now: Date) {
    for recall in recalls.indices where recalls[recall].arrived {
      let person = recalls[recall].person
      guard !oracle.busyPeople.contains(person) else { continue }
      let shown = candidate(recall)
      oracle.judgeNight(recall, shown, at: now)
      closeWhatNobodyTells(recall, shown)
      tally.overdueAtNight += shown.items.count { $0.isOverdue(at: now) }
    }
    if !isOver { agenda.write(.dayEnds, at: now.addingTimeInterval(86_400)) }
  }

  /// A letter, the portal: the team tells an answer that no call will, and closes the item.
  private func closeWhatNobodyTells(_ recall: Int, _ shown: Candidate) {
    for index in recalls[recall].items.indices {
      let item = recalls[recall].items[index]
      let entry = InboxItem(
        item: item, candidate: shown, askedBy: nil, note: nil, attempt: nil, isEmergency: false)
      guard entry.isToldByNobody, random.chance(700) else { continue }
      recalls[recall].items[index].state = .closed
      oracle.told(recall, item.id)
      tally.toldOtherwise += 1
    }
  }
}
