import Foundation

/// Things that will happen, soonest first; those of one instant in the order in which they were
/// written down.
struct Agenda<Event> {
  private struct Item {
    let at: Date
    let order: Int
    let event: Event
  }

  private var heap: [Item] = []
  private var written = 0

  var isEmpty: Bool { heap.isEmpty }
  var next: Date? { heap.first?.at }

  mutating func write(_ event: Event, at: Date) {
    written += 1
    heap.append(Item(at: at, order: written, event: event))
    var child = heap.count - 1
    while child > 0, Self.before(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func take() -> (at: Date, event: Event)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return (first.at, first.event)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if Self.before(heap[child], heap[least]) { least = child }
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  private static func before(_ left: Item, _ right: Item) -> Bool {
    (left.at, left.order) < (right.at, right.order)
  }
}
