import Foundation
import RecallDomain

/// A time that a patient was promised, as the oracle keeps it: as it was said, on the patient's own
/// clock. Which clock that is may be learned later, from a number that is mended.
struct PromiseLedger {
  var window: CallbackWindow
  let owner: String
  var misses = 0
  /// A failed dial waits so long.
  var redialAt: Date?

  init(_ window: CallbackWindow, owner: String) { (self.window, self.owner) = (window, owner) }

  mutating func move(to window: CallbackWindow) { (self.window, redialAt) = (window, nil) }

  /// No clock of the country shows this day yet.
  func isAhead(of instant: Date) -> Bool {
    let day = Wall.day(window.date.year, window.date.month, window.date.day)
    return instant.timeIntervalSince1970 < Double(day * 86_400)
  }

  /// The earliest that the owner may call, and that anybody may, by any of the clocks; from when
  /// nobody else may be called first.
  func instants(
    _ walls: [Wall], _ law: StateLaw, _ segment: String
  ) -> (ownersFrom: Date, from: Date, due: Date) {
    let day = Wall.day(window.date.year, window.date.month, window.date.day)
    let (minutes, early): (Int, Double) =
      switch window.moment {
      case .time(let time): (time.minutes, 900)
      case .part(let part): (Self.begin(part, KnownRules.minutes(segment, law, day: day)), 0)
      }
    let starts = walls.map { $0.instant(day: day, minutes: minutes) }
    let (first, last) = (starts.min() ?? .distantPast, starts.max() ?? .distantFuture)
    return (first.addingTimeInterval(-early), first, last)
  }

  private static func begin(_ part: PartOfDay, _ open: Range<Int>?) -> Int {
    let bounds =
      switch part {
      case .morning: 8 * 60..<12 * 60
      case .afternoon: 12 * 60..<17 * 60
      case .evening: 17 * 60..<21 * 60
      }
    guard let open, open.overlaps(bounds) else { return bounds.lowerBound }
    return max(bounds.lowerBound, open.lowerBound)
  }
}

extension Wall {
  /// The first instant at which it shows this.
  func instant(day: Int, minutes: Int) -> Date {
    let winter = day * 86_400 + minutes * 60 + behind * 3600
    let summer = Date(timeIntervalSince1970: Double(winter - 3600))
    let shown = reads(summer)
    return shown.day == day && shown.minutes == minutes
      ? summer : Date(timeIntervalSince1970: Double(winter))
  }
}
