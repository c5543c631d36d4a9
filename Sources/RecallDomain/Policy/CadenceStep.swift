/// One step of the cadence, in the order of the file.
package struct CadenceStep: Hashable, Sendable, Codable {
  package enum Act: Hashable, Sendable, Codable {
    case call(CallPart)
    case message
    case close
  }

  /// Which part of the day the call should use.
  package enum CallPart: String, CaseIterable, Codable, Sendable {
    case best
    case otherPartOfDay = "other-part-of-day"
  }

  package var act: Act
  /// Days after the previous step before this one may happen.
  package var afterDays: Int
  /// When set, the step should happen within this many business days.
  package var withinBusinessDays: Int?

  package init(_ act: Act, afterDays: Int = 0, withinBusinessDays: Int? = nil) {
    self.act = act
    self.afterDays = afterDays
    self.withinBusinessDays = withinBusinessDays
  }

  /// DOMAIN 6: call, another part of the day within two business days, a message, a final call.
  package static let defaults: [CadenceStep] = [
    CadenceStep(.call(.best)),
    CadenceStep(.call(.otherPartOfDay), withinBusinessDays: 2),
    CadenceStep(.message, afterDays: 3),
    CadenceStep(.call(.otherPartOfDay), afterDays: 7),
    CadenceStep(.close, afterDays: 10),
  ]

  /// The same with the second call on the next business day (DOMAIN 6, sensitive segments).
  package static let sooner = defaults.map { step in
    step.withinBusinessDays == nil
      ? step : CadenceStep(step.act, afterDays: step.afterDays, withinBusinessDays: 1)
  }
}
