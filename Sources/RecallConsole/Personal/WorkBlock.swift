package import Foundation
import RecallDomain

/// A stretch of work with an end (`block 50m`), after which a pause is suggested. It keeps nobody from
/// calling, and is nobody's business but the caller's.
package struct WorkBlock: Equatable, Sendable {
  package let begun: Date
  package let minutes: Int

  package static let lengths = 5...240

  package init(begun: Date, minutes: Int) { (self.begun, self.minutes) = (begun, minutes) }

  var ends: Date { begun.addingTimeInterval(Double(minutes) * 60) }

  func isOver(at now: Date) -> Bool { now >= ends }

  /// Whole minutes, the one that has begun included; never more than the block has, whatever a clock
  /// does.
  func minutesLeft(at now: Date) -> Int {
    min(minutes, max(0, Int((ends.timeIntervalSince(now) / 60).rounded(.up))))
  }

  /// `50m`, `50`, `50 min`, `1h`, `1h30`; in minutes, `nil` for anything else.
  package static func length(_ typed: String) -> Int? {
    let text = typed.lowercased().filter { !$0.isWhitespace }
    guard let match = text.wholeMatch(of: #/(?:([0-9]{1,3})h)?(?:([0-9]{1,3})m?[a-z]*)?/#) else {
      return nil
    }
    let (hours, minutes) = (match.1.flatMap { Int($0) }, match.2.flatMap { Int($0) })
    guard hours != nil || minutes != nil else { return nil }
    let length = (hours ?? 0) * 60 + (minutes ?? 0)
    return lengths.contains(length) ? length : nil
  }

  /// As it is kept: an instant and a number, and nothing of anybody.
  package var kept: String { "\(Int(begun.timeIntervalSince1970)) \(minutes)\n" }

  package init?(kept: String) {
    let words = kept.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count == 2, let seconds = Int(words[0]), let minutes = Int(words[1]),
      Self.lengths.contains(minutes)
    else { return nil }
    self.init(begun: Date(timeIntervalSince1970: Double(seconds)), minutes: minutes)
  }
}

/// Where a block outlives its console.
package struct BlockKeeping {
  package var read: () -> WorkBlock? = { nil }
  /// `nil` = none runs any more.
  package var keep: (WorkBlock?) -> Void = { _ in }

  package init() {}
}
