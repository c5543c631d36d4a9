import Foundation

/// Callers at work at the same time, each in a thread of their own with a connection of their own,
/// which they keep from shift to shift.
final class Crew: @unchecked Sendable {
  /// What a shift came to.
  struct Shift {
    /// How long each `take` took, in seconds.
    let seconds: [Double]
    /// Claims taken and given back, all callers together.
    let perSecond: Double
  }

  private let members: [Member]

  init(_ count: Int, _ make: @escaping @Sendable (Int) throws -> any NextCaller) throws {
    members = (1...count).map { number in Member { try make(number) } }
    for member in members { try member.wait() }
  }

  /// Everybody takes and gives back until the time is over.
  func work(for seconds: Double) throws -> Shift {
    let start = ContinuousClock.now
    for member in members { member.begin(until: start + .seconds(seconds)) }
    for member in members { try member.wait() }
    let all = members.flatMap(\.taken)
    let whole = Measurement.seconds(ContinuousClock.now - start)
    return Shift(seconds: all, perSecond: Double(all.count) / whole)
  }

  func leave() {
    for member in members { member.begin(until: nil) }
    for member in members { try? member.wait() }
  }
}

/// One thread. What it shares is handed over by the two semaphores, never touched by both at once.
private final class Member: @unchecked Sendable {
  private let orders = DispatchSemaphore(value: 0)
  private let reports = DispatchSemaphore(value: 0)
  private var end: ContinuousClock.Instant?
  private var trouble: (any Error)?
  private(set) var taken: [Double] = []

  init(_ make: @escaping @Sendable () throws -> any NextCaller) {
    Thread { [self] in
      do {
        let caller = try make()
        reports.signal()
        while let end = next() {
          do { try work(caller, until: end) } catch { trouble = error }
          reports.signal()
        }
      } catch { trouble = error }
      reports.signal()
    }.start()
  }

  /// `nil` sends it home.
  func begin(until end: ContinuousClock.Instant?) {
    self.end = end
    orders.signal()
  }

  func wait() throws {
    reports.wait()
    if let trouble { throw trouble }
  }

  private func next() -> ContinuousClock.Instant? {
    orders.wait()
    return end
  }

  private func work(_ caller: any NextCaller, until end: ContinuousClock.Instant) throws {
    taken = []
    while ContinuousClock.now < end {
      taken.append(try Measurement.time { try caller.take() }.1)
      try caller.giveBack()
    }
  }
}
