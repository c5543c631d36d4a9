package import Foundation

/// What the entries of one lane share: enough to tell from when a caller may call them, without
/// looking at any of them.
package struct LaneFacts: Hashable, Sendable {
  package let segment: String
  /// `nil`: not known.
  package let language: String?
  /// The class of their calling hours (`HoursClass`); `nil` = each entry is judged alone.
  package let hours: String?
  /// No script served the segment when one of them was looked at last.
  package let shut: Bool

  package init(segment: String, language: String?, hours: String?, shut: Bool = false) {
    (self.segment, self.language, self.hours, self.shut) = (segment, language, hours, shut)
  }
}

/// As far as the lane tells: from when its entries may be called, the instant asked about or a later
/// one; or what keeps all of them from this caller.
package enum LaneOutlook: Hashable, Sendable {
  case from(Date)
  case keptBack(ExclusionReason)
}

package typealias LaneOpening = (LaneFacts) -> LaneOutlook

extension CallRules {
  /// - Parameter scripts: segments that have a script which may be used now.
  package func opening(
    for caller: StaffMember?, at now: Date, scripts: Set<String>
  ) -> LaneOpening {
    { [self] lane in
      guard policy.segments[lane.segment]?.enabled ?? false, scripts.contains(lane.segment) else {
        return .keptBack(.noScript)
      }
      if let caller, leftToQualified.contains(LanguageTag.primary(lane.language ?? "")),
        !caller.isQualified(in: lane.language)
      {
        return .keptBack(.language)
      }
      if lacksPractice(segment: lane.segment, language: lane.language, caller: caller) {
        return .keptBack(.notPractised)
      }
      // A name that says nothing keeps nobody back.
      guard let hours = lane.hours.flatMap({ HoursClass(named: $0) }) else { return .from(now) }
      return .from(
        hours.opening(from: now, hours: policy.calling(of: lane.segment)) ?? .distantFuture)
    }
  }
}

/// Nobody can be called now: why, and when that changes.
package struct NobodyNow: Hashable, Sendable {
  /// How many are kept back by which reason.
  package var blocked: [ExclusionReason: Int]
  /// Given back by this caller a short while ago: they go to colleagues first.
  package var givenBack: Int
  /// When the next one is free, at the earliest.
  package var next: Date?
  /// Who that is, where one entry decides it.
  package var whose: RecallID?

  package init(
    blocked: [ExclusionReason: Int], givenBack: Int = 0, next: Date? = nil,
    whose: RecallID? = nil
  ) {
    (self.blocked, self.givenBack) = (blocked, givenBack)
    (self.next, self.whose) = (next, whose)
  }
}
