import Foundation
import GRDB
import RecallDomain
import RecallStorage

/// Somebody at work: finds and claims the next patient, and gives them back. Of one thread.
protocol NextCaller: AnyObject {
  /// What is timed. Nobody to call is an answer too, where the list is of such a shape.
  func take() throws
  /// So that the next round has work; not timed.
  func giveBack() throws
}

/// The store as the console uses it.
final class RecallCaller: NextCaller {
  /// Segments with a script.
  static let scripts: Set<String> = ["overdue-follow-up", "delayed-scheduling"]

  private let store: any SharedActs
  private let rules: CallRules
  private let member: StaffMember
  private let mayFindNobody: Bool
  private let now = ListStore.now
  private var ticket: ClaimTicket?

  init(_ store: any SharedActs, list: ListStore, id: String) {
    self.store = store
    let shape = list.shape
    rules = CallRules(policy: list.policy, leftToQualified: shape.leftToQualified)
    member = StaffMember(
      id: id, name: id, roles: [.caller], languages: shape.callerLanguages)
    mayFindNobody = shape == .allCapped
  }

  func take() throws {
    let answer = try Patience.whileBusy {
      try store.claimNext(by: member.id, segment: nil, at: now, lease: 1_800) {
        rules.judge($0, at: now, caller: member, scripts: Self.scripts)
      }
    }
    switch answer {
    case .claimed(let ticket, _, _): self.ticket = ticket
    case .nobody where mayFindNobody: break
    default: throw BenchFailure.nobodyToCall
    }
  }

  /// An hour ago, as far as the store is told: what a caller gave back within half an hour is
  /// looked up by each `next`, and rounds must not pile up there.
  func giveBack() throws {
    guard let ticket else { return }
    self.ticket = nil
    try Patience.whileBusy {
      try store.giveBack(ticket, reason: "", at: now.addingTimeInterval(-3_600))
    }
  }
}

/// Callers in a tight loop can keep one of them from a file for longer than it waits: they then wait
/// on, and all of it counts.
enum Patience {
  static func whileBusy<Result>(_ body: () throws -> Result) throws -> Result {
    while true {
      do { return try body() } catch StoreFailure.busy {} catch let error as DatabaseError
        where error.resultCode == .SQLITE_BUSY
      {}
    }
  }
}
