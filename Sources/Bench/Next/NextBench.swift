import Foundation
import RecallDomain

/// Finding and claiming the next patient, durable, with so many callers at work at once; beside it
/// hand-written SQL that writes the same rows, in shifts by turns.
struct NextBench {
  static let callers = [1, 8, 32]
  private static let shifts = 6

  let list: ListStore
  /// The same list for the reference: a copy of the file, or the same database.
  let copy: ListPlace
  /// Seconds of one shift.
  let shift: Double
  var others: OtherQueues?

  func run(_ count: Int) throws -> Comparison {
    let (list, copy) = (list, copy)
    let ours = try Crew(count) { try list.caller("caller-\($0)") }
    defer { ours.leave() }
    let bare = try Crew(count) { try copy.bareCaller("bare-\($0)") }
    defer { bare.leave() }
    let pairs = try Self.inShifts(Self.shifts, shift, ours, bare)
    return Comparison(
      work: "next, \(list.place.engine), \(Self.callers(count))", size: list.entries,
      against: "bare SQL, first in line claimed", how: how, budget: .ratio(1.3),
      ours: pairs.ours, reference: pairs.reference,
      beside: [
        Comparison.Beside(name: "ours", perSecond: pairs.oursPerSecond),
        Comparison.Beside(name: "bare", perSecond: pairs.barePerSecond),
      ] + (others?.pace(count, seconds: shift * 3) ?? []))
  }

  private static func callers(_ count: Int) -> String {
    count == 1 ? "1 caller" : "\(count) callers"
  }

  private var how: String {
    """
    the first callable patient found, judged by every rule and claimed, given back untimed; bare \
    SQL takes the first in line unjudged, in a transaction of the same shape; both committed and \
    synced; each caller with a connection of their own, ours and bare in shifts by turns; \
    a second = taken and given back, all callers together; procrastinate and pgqueuer fetch and \
    finish one job of no work at a time, on the same server, a process for each worker; entries in \
    the store;
    """
  }

  struct Pairs {
    var ours = Measurement()
    var reference = Measurement()
    var oursPerSecond = 0.0
    var barePerSecond = 0.0
  }

  /// Both crews by turns, the first shift of each for warming up. From each pair as many samples of
  /// one as of the other.
  static func inShifts(
    _ count: Int, _ seconds: Double, _ ours: Crew, _ reference: Crew
  ) throws -> Pairs {
    _ = (try ours.work(for: seconds / 2), try reference.work(for: seconds / 2))
    var pairs = Pairs()
    var rates: (Measurement, Measurement) = (Measurement(), Measurement())
    for turn in 0..<count {
      let first = try turn % 2 == 0 ? ours.work(for: seconds) : reference.work(for: seconds)
      let second = try turn % 2 == 0 ? reference.work(for: seconds) : ours.work(for: seconds)
      let (mine, other) = turn % 2 == 0 ? (first, second) : (second, first)
      let samples = min(mine.seconds.count, other.seconds.count)
      pairs.ours.add(Measurement(mine.seconds).thinned(to: samples))
      pairs.reference.add(Measurement(other.seconds).thinned(to: samples))
      rates.0.add(mine.perSecond)
      rates.1.add(other.perSecond)
    }
    (pairs.oursPerSecond, pairs.barePerSecond) = (rates.0.median, rates.1.median)
    return pairs
  }
}
