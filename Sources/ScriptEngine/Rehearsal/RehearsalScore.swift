package import RecallDomain

/// What a rehearsed call says about its caller, part by part. *Never* one number: a part that did
/// not come up is not there, and each part counts what was right of what there was.
package struct RehearsalScore: Hashable, Sendable {
  package enum Part: String, CaseIterable, Hashable, Sendable {
    /// What was heard was answered as it may be.
    case responses
    /// Of those, as it is best.
    case order
    /// Nobody but the patient was spoken to as the patient.
    case privacy
    /// An emergency was raised with the first answer to it.
    case emergency
    /// What was stated was typed as it was stated.
    case identity
    /// The note holds what was said, and it reached whoever it concerns.
    case note
    case outcome
    /// Answered before the silence grew long (`Pace`).
    case pace
  }

  package struct Count: Hashable, Sendable {
    package let reached: Int
    package let possible: Int

    package var isWhole: Bool { reached == possible }
  }

  package private(set) var parts: [Part: Count] = [:]
  /// Where somebody else was spoken to as the patient.
  package let privacySlips: [RehearsalMoment]
  /// What a good note would hold besides.
  package let missingFields: [CallField]
  package let missingQueues: [QueueName]

  /// - Parameters:
  ///   - run: the call as it was left.
  ///   - led: the same rehearsal led well, in any language.
  ///   - inTime: of each answer that was timed, whether it came in time.
  package init(
    _ review: RehearsalReview, run: CallRun, led: FollowedRehearsal, inTime: [Bool] = []
  ) {
    let asked = review.standing.filter { !$0.expected.isEmpty }
    privacySlips = asked.filter(Self.isPrivacySlip)
    let good = Self.noted(led.run)
    missingFields = good.filter { !Self.noted(run).contains($0) }
    missingQueues = led.run.routed.filter { !run.routed.contains($0) }
    let right = asked.filter { $0.verdict != .other }
    set(.responses, right.count, of: asked.count)
    set(.order, right.count { $0.verdict == .best }, of: right.count)
    set(.privacy, of: asked.filter(Self.concernsPrivacy)) { !Self.isPrivacySlip($0) }
    set(.emergency, of: asked.filter { $0.expected[0] == Self.emergency }) {
      $0.did == Self.emergency
    }
    set(.identity, of: asked.filter { Self.atTheGate.contains($0.expected[0]) }) {
      $0.verdict != .other
    }
    let inNote = good.count + led.run.routed.count
    set(.note, inNote - missingFields.count - missingQueues.count, of: inNote)
    set(.outcome, review.endedAsExpected ? 1 : 0, of: 1)
    set(.pace, inTime.count { $0 }, of: inTime.count)
  }

  /// A pass: what may never go wrong did not, the call came to its end, and at most one answer in
  /// five was another than could be expected. Order, note and pace are for learning, not for passing.
  package var isPassed: Bool {
    let never: [Part] = [.privacy, .emergency, .identity, .outcome]
    guard privacySlips.isEmpty, never.allSatisfy({ parts[$0]?.isWhole ?? true }) else {
      return false
    }
    return parts[.responses].map { $0.reached * 5 >= $0.possible * 4 } ?? false
  }

  private mutating func set(_ part: Part, _ reached: Int, of possible: Int) {
    if possible > 0 { parts[part] = Count(reached: reached, possible: possible) }
  }

  private mutating func set(
    _ part: Part, of moments: [RehearsalMoment], where isRight: (RehearsalMoment) -> Bool
  ) {
    set(part, moments.count(where: isRight), of: moments.count)
  }

  private static let emergency = "/" + Interrupt.emergency.rawValue
  private static let otherPerson = "/" + Interrupt.otherPerson.rawValue
  private static let atTheGate: Set<String> = ["verified", "failed", "refused", Turn.mismatch]
  /// Answers that take whoever speaks for the patient, or for somebody the patient has sent.
  private static let taken: Set<String> = [
    "patient", "patient_comes", "patient_back", "verified", "helper", "representative",
  ]

  /// Somebody else is on the line.
  private static func concernsPrivacy(_ moment: RehearsalMoment) -> Bool {
    switch moment.heard?.speaker {
    case .other?, .child?, .machine?, .screener?: true
    case .patient?, .interpreter?, .line?, nil: moment.expected[0] == otherPerson
    }
  }

  /// Going on as if they were the patient; who raises something else has at least stopped.
  private static func isPrivacySlip(_ moment: RehearsalMoment) -> Bool {
    guard moment.verdict == .other, concernsPrivacy(moment) else { return false }
    if taken.contains(moment.did) { return true }
    return moment.expected[0] == otherPerson && !moment.did.hasPrefix("/")
  }

  /// Fields with a value, in the order of the closed list.
  private static func noted(_ run: CallRun) -> [CallField] {
    CallField.allCases.filter { field in
      if case .some(.some) = run.fields[field] { return true }
      return false
    }
  }
}
