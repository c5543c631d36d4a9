package import Foundation

/// The list of the day in counts: how many can be called in each segment, and how many are left out
/// for which reason. Made while the list is walked once, so that its size never matters.
package struct WorklistTally: Hashable, Sendable {
  /// What is known of one reason without looking at anybody in particular.
  package struct LeftOut: Hashable, Sendable {
    package private(set) var count = 0
    /// When the first of them becomes callable; `nil` = none of them by the clock alone.
    package private(set) var earliest: Date?

    mutating func count(_ more: Int, from: Date?) {
      count += more
      if let from { earliest = min(earliest ?? from, from) }
    }
  }

  package private(set) var callable = 0
  package private(set) var callableBySegment: [String: Int] = [:]
  /// Of the callable ones, those that are promised for now.
  package private(set) var promised = 0
  package private(set) var leftOut: [ExclusionReason: LeftOut] = [:]

  package init() {}

  package mutating func count(_ item: WorklistItem) {
    guard let reason = item.excluded else {
      callable += 1
      callableBySegment[item.segment, default: 0] += 1
      if item.promise != nil { promised += 1 }
      return
    }
    leftOut[reason, default: LeftOut()].count(1, from: item.callableFrom)
  }

  /// So many at once, from kept counts.
  package mutating func count(callable more: Int, in segment: String) {
    guard more > 0 else { return }
    callable += more
    callableBySegment[segment, default: 0] += more
  }

  /// - Parameter from: when the first of them becomes callable.
  package mutating func count(_ reason: ExclusionReason, _ more: Int, from: Date?) {
    guard more > 0 else { return }
    leftOut[reason, default: LeftOut()].count(more, from: from)
  }

  /// Those left out alone: the callable ones are counted by looking at them.
  package var ofThoseLeftOut: WorklistTally {
    var tally = WorklistTally()
    tally.leftOut = leftOut
    return tally
  }

  package var allLeftOut: Int { leftOut.values.reduce(0) { $0 + $1.count } }

  /// The most frequent reason first; equal ones in the order of their codes.
  package var reasons: [(reason: ExclusionReason, leftOut: LeftOut)] {
    leftOut.sorted {
      ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue)
    }.map { ($0.key, $0.value) }
  }

  /// When the next one becomes callable, of all that are left out.
  package var next: Date? { leftOut.values.compactMap(\.earliest).min() }
}

/// The list in blocks that one person calls without a break: each segment's callable entries in
/// their order, so many at a time (`list: { sitting: 25 }`).
package struct Sittings: Hashable, Sendable {
  package let size: Int
  private var taken: [String: Int] = [:]

  package init(_ policy: ListPolicy) { size = max(1, policy.sitting) }

  /// The sitting, from 1, that the next callable entry of this segment belongs to.
  package mutating func next(in segment: String) -> Int {
    let before = taken[segment, default: 0]
    taken[segment] = before + 1
    return before / size + 1
  }

  /// How many sittings so many entries make.
  package func count(of entries: Int) -> Int { (entries + size - 1) / size }
}
