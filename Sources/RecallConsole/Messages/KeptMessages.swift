package import Foundation
package import RecallDomain
import ScriptEngine

/// Messages that are kept back, told one by one: `recall outbox` lists them as it lists what waits to
/// be sent, so that nobody has to guess why a patient heard nothing.
extension DueMessages {
  /// In one short read.
  private static let atOnce = 64

  package func kept(in store: any RecallStore, at now: Date) throws(StoreFailure) -> [KeptMessage] {
    var kept: [KeptMessage] = []
    var last: RecallID?
    while true {
      let page = try store.messagesToCome(after: last, limit: Self.atOnce, at: now)
      kept += page.compactMap { self.kept($0, at: now) }
      guard page.count == Self.atOnce, let end = page.last else { return kept }
      last = end.entry.id
    }
  }

  /// `nil`: another step is next, or its own time has not come.
  func kept(_ candidate: Candidate, at now: Date) -> KeptMessage? {
    let channel = step.rules.contact.messageWay(candidate.patient, candidate.entry)?.channel
    switch step.verdict(candidate, at: now, scripts: shelf.segments) {
    case .wait(let reason, let until):
      let isItsTime = candidate.entry.nextAction == .message
      guard isItsTime || (reason != .notYetDue && reason != .withinCadence) else { return nil }
      return KeptMessage(candidate, channel: channel, reason: .rule(reason), until: until)
    case .write(let plan):
      let isReady = writing(plan, candidate, now) != nil
      return KeptMessage(candidate, channel: channel, reason: isReady ? .nextRun : .noWords)
    case .passedOver, .notNext: return nil
    }
  }
}
