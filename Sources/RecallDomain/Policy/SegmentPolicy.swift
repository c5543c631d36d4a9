/// One segment of the list: which script, how soon, and what it has of its own.
package struct SegmentPolicy: Hashable, Sendable, Codable {
  package enum Review: String, CaseIterable, Codable, Sendable {
    /// Not called before the clinical team has answered an item of the recall.
    case hold
    /// Marked on the card; the call may be made.
    case advise
    case none
  }

  package var script: String
  package var priority: Int
  package var leadDays: Int
  package var clinicalReview: Review
  package var enabled: Bool
  package var sensitive: Bool
  package var strict: Bool
  /// `nil` = the clinic's; so the next two.
  package var cadence: [CadenceStep]?
  package var limits: ContactLimits?
  package var calling: CallingHours?

  package init(
    script: String, priority: Int = 3, leadDays: Int = 0, clinicalReview: Review = .none,
    enabled: Bool = true, sensitive: Bool = false, strict: Bool = false,
    cadence: [CadenceStep]? = nil, limits: ContactLimits? = nil, calling: CallingHours? = nil
  ) {
    self.script = script
    self.priority = priority
    self.leadDays = leadDays
    self.clinicalReview = clinicalReview
    self.enabled = enabled
    self.sensitive = sensitive
    self.strict = strict
    self.cadence = cadence
    self.limits = limits
    self.calling = calling
  }
}

/// What an entry is called by: its segment's own rule, else the clinic's. The caps count every
/// contact with the patient and with the number, whichever segment it was for.
extension ClinicPolicy {
  package func cadence(of segment: String) -> [CadenceStep] {
    segments[segment]?.cadence ?? cadence
  }

  package func limits(of segment: String) -> ContactLimits { segments[segment]?.limits ?? limits }

  package func calling(of segment: String) -> CallingHours {
    segments[segment]?.calling ?? calling
  }

  /// The same clinic as entries of one segment meet it.
  package func policy(of segment: String) -> ClinicPolicy {
    var own = self
    (own.cadence, own.limits) = (cadence(of: segment), limits(of: segment))
    own.calling = calling(of: segment)
    return own
  }
}
