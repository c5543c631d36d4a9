import Foundation
import RecallDomain
import Synchronization

/// The one time of a simulated clinic, seconds since 1970; nobody waits for it. It goes by as lines
/// are typed, and passes over nights and weekends.
final class ClinicTime: Sendable {
  private let seconds: Mutex<Double>
  private let start: Date

  init(from start: Date) {
    self.start = start
    seconds = Mutex(start.timeIntervalSince1970)
  }

  var now: Date { Date(timeIntervalSince1970: seconds.withLock { $0 }) }
  /// What a computer that was started this morning counts, and nobody sets.
  var sinceStart: Double { now.timeIntervalSince(start) }

  /// - Parameter closing: the hour at which the clinic goes home, at its own place.
  func pass(_ time: TimeInterval, in policy: ClinicPolicy, closing: Int = 18) {
    seconds.withLock { $0 += time }
    let local = LocalTime(now, in: policy.zone)
    guard local.time.minutes >= closing * 60 else { return }
    let next = policy.calling.businessDay(1, after: local.date)
    let morning = LocalTime(date: next, time: TimeOfDay("10:05")!).instant(in: policy.zone)
    seconds.withLock { $0 = max($0, morning.timeIntervalSince1970) }
  }
}

/// One computer's clock, which somebody may set: seconds beside the clinic's time.
final class SeatClock: Sendable {
  private let beside = Mutex<Double>(0)
  private let time: ClinicTime

  init(_ time: ClinicTime) { self.time = time }

  var now: Date { time.now.addingTimeInterval(beside.withLock { $0 }) }
  func set(beside seconds: Double) { beside.withLock { $0 = seconds } }
}
