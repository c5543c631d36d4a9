import Foundation
import RecallDomain

/// The list as a store keeps it: who stands ready, in the program's own order, and who waits for an
/// instant. An entry whose facts changed is put in anew; the older place is passed over.
struct ListOfToday {
  private struct Place: Comparable {
    let turn: Double
    let priority: Int
    let due: Int
    let recall: Int
    let stamp: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.turn, left.priority, left.due, left.recall)
        < (right.turn, right.priority, right.due, right.recall)
    }
  }

  /// By language: who does not speak it does not look there.
  private var ready: [String: [Place]] = [:]
  private var waiting = Agenda<(recall: Int, stamp: Int)>()
  private var stamps: [Int] = []

  /// The earliest instant for which somebody waits.
  var nextInstant: Date? { waiting.next }

  mutating func add() { stamps.append(0) }

  /// Out of the list until it is put in again.
  mutating func takeOut(_ recall: Int) { stamps[recall] += 1 }

  mutating func wait(_ recall: Int, until: Date) {
    stamps[recall] += 1
    waiting.write((recall, stamps[recall]), at: until)
  }

  mutating func stand(_ recall: Int, _ entry: RecallEntry, language: String) {
    stamps[recall] += 1
    // Promises by their time, before everything else.
    let turn =
      entry.callback == nil
      ? Double.infinity : entry.nextAt.map(\.timeIntervalSince1970) ?? 0
    push(
      Place(
        turn: turn, priority: entry.priority, due: entry.due.dayNumber, recall: recall,
        stamp: stamps[recall]), language)
  }

  /// Those whose instant has come.
  mutating func due(at now: Date) -> [Int] {
    var found: [Int] = []
    while let next = waiting.next, next <= now, let item = waiting.take() {
      if stamps[item.event.recall] == item.event.stamp { found.append(item.event.recall) }
    }
    return found
  }

  /// The first in line of these languages.
  mutating func take(_ languages: [String]) -> Int? {
    while true {
      var best: (language: String, place: Place)?
      for language in languages {
        guard let first = ready[language]?.first else { continue }
        if best.map({ first < $0.place }) ?? true { best = (language, first) }
      }
      guard let best else { return nil }
      pop(best.language)
      if stamps[best.place.recall] == best.place.stamp { return best.place.recall }
    }
  }

  private mutating func push(_ place: Place, _ language: String) {
    var heap = ready[language, default: []]
    ready[language] = nil
    heap.append(place)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
    ready[language] = heap
  }

  private mutating func pop(_ language: String) {
    guard var heap = ready[language] else { return }
    ready[language] = nil
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      var parent = 0
      while true {
        var least = parent
        for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
          if heap[child] < heap[least] { least = child }
        }
        if least == parent { break }
        heap.swapAt(parent, least)
        parent = least
      }
    }
    ready[language] = heap
  }
}
