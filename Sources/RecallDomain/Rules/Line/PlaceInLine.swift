package import Foundation

/// Where a recall stands in line: the one order of the list, of `next` and of every index that serves
/// them. It is written here and nowhere else; the store reads runs that are in this order already and
/// merges them by this comparison.
package struct PlaceInLine: Hashable, Comparable, Sendable {
  /// A promise that may be kept now, by its time; `nil` = nothing is promised: after all promises.
  package let promise: Date?
  /// 1 first. What makes a case come first by its nature (reason, provider, sensitivity, the source's
  /// own word) is in this number (`ClinicPolicy.listPriority`), given once when the recall comes in.
  package let priority: Int
  /// The most overdue first.
  package let due: CivilDate
  /// Among those who are level so far (promise, priority and due date): whose best unused part of
  /// their day is now, before those for whom now is as good as any, before those who may wait.
  package let fit: PartFit
  /// So that the order is the same everywhere and every time.
  package let id: String

  package init(promise: Date?, priority: Int, due: CivilDate, fit: PartFit, id: String) {
    (self.promise, self.priority, self.due) = (promise, priority, due)
    (self.fit, self.id) = (fit, id)
  }

  package static func < (left: PlaceInLine, right: PlaceInLine) -> Bool {
    (left.turn, left.priority, left.due, left.fit, left.id)
      < (right.turn, right.priority, right.due, right.fit, right.id)
  }

  /// Behind all who are level with the other: no fit and no id would put it before any of them.
  package func isBehindLevel(of other: PlaceInLine) -> Bool {
    (turn, priority, due) > (other.turn, other.priority, other.due)
  }

  private var turn: Date { promise ?? .distantFuture }
}

/// How the part of the patient's day that it is now suits a recall, given the parts in which it was
/// tried (DOMAIN 5). The same for all recalls tried at the same parts by patients of the same hours,
/// so that the store keeps those together (`HoursClass`) and no row is written when a part begins.
package enum PartFit: Int, Comparable, CaseIterable, Hashable, Sendable {
  /// Tried, but not at this part of the day: now is its chance.
  case now
  /// Never tried, or at every part that the hours offer: one is as good as another.
  case any
  /// Tried at this part of the day, and at another not yet: it may wait for that.
  case later

  /// - Parameter offered: parts that the calling hours have in the days to come.
  package init(tried: Set<PartOfDay>, at part: PartOfDay, offered: Set<PartOfDay>) {
    if tried.isEmpty || offered.isSubset(of: tried) {
      self = .any
    } else {
      self = tried.contains(part) ? .later : .now
    }
  }

  package static func < (left: PartFit, right: PartFit) -> Bool { left.rawValue < right.rawValue }
}

extension CallingHours {
  /// The parts of the day of a calling slot that the week from this day on has.
  func partsOffered(from today: CivilDate, state: String?) -> Set<PartOfDay> {
    (0..<7).reduce(into: []) { offered, ahead in
      let day = window(on: today.adding(days: ahead), state: state)
      offered.formUnion(PartOfDay.allCases.filter { day.map($0.isSlot(within:)) ?? false })
    }
  }
}
