/// Two rules of one policy that cannot both be kept, or one that no patient can ever meet.
package struct PolicyContradiction: Hashable, Sendable {
  /// A day of `calling`.
  package enum CallingDay: String, CaseIterable, Hashable, Sendable {
    case weekday, saturday, sunday
  }

  package enum What: Hashable, Sendable {
    /// No day of the week has hours.
    case neverOpen
    /// The day's hours reach beyond 08:00 to 21:00, which no clinic widens.
    case beyondTheLaw(CallingDay)
    /// The clinic's own state leaves nothing of the day's hours.
    case closedByState(CallingDay, state: String)
    /// A week permits less than one of its days.
    case weekBelowDay
    /// No step is a call.
    case noCall
    /// The first step has nothing before it to count from.
    case nothingBefore(step: Int)
    /// The step asks for another part of the day, and the hours have only one.
    case onePartOnly(step: Int, PartOfDay)
    /// When nobody answers, the step cannot come within its business days: so many days after the
    /// step before it is the soonest, for this reason.
    case tooLate(step: Int, within: Int, soonest: Int, because: Cause)
    /// When nobody answers, the limits put the step off beyond the days it names.
    case putOff(step: Int, after: Int, soonest: Int)
  }

  package enum Cause: Hashable, Sendable {
    case limits
    /// What `delays` says after this outcome.
    case delay(OutcomeDetail)
    /// What `after` of the step itself says.
    case after
    case hours
  }

  /// The segment whose own rules they are; `nil` = the clinic's.
  package let segment: String?
  package let what: What
}

extension ClinicPolicy {
  /// Everything in it that contradicts itself: the clinic's own rules first, then each segment's
  /// that has any of its own.
  package var contradictions: [PolicyContradiction] {
    let own = segments.filter {
      $0.value.cadence != nil || $0.value.limits != nil || $0.value.calling != nil
    }
    let names: [String?] = [nil] + own.keys.sorted()
    var seen: Set<PolicyContradiction.What> = []
    return names.flatMap { name -> [PolicyContradiction] in
      let policy = name.map { self.policy(of: $0) } ?? self
      let segment = name.flatMap { segments[$0] }
      let leavesWord = !(segment?.sensitive ?? false) && !(segment?.strict ?? false)
      // What a segment takes over from the clinic is said once.
      return policy.contradictions(leavesWord: leavesWord).filter { seen.insert($0).inserted }
        .map { PolicyContradiction(segment: name, what: $0) }
    }
  }

  /// - Parameter leavesWord: whether a message is ever left; not for what is sensitive or strict.
  private func contradictions(leavesWord: Bool) -> [PolicyContradiction.What] {
    let simple = calling.contradictions(state: state) + limitsContradict + stepsContradict
    // What the field ships is proved in the tests, for every state: a start need not do it again.
    if simple.isEmpty, isAsShipped { return [] }
    // Only a policy that makes sense so far can be walked through.
    return simple.isEmpty
      ? UnansweredCalls.contradictions(of: self, leavesWord: leavesWord) : simple
  }

  private var isAsShipped: Bool {
    let shipped = CallingHours()
    return (cadence == CadenceStep.defaults || cadence == CadenceStep.sooner)
      && limits == ContactLimits() && delays == Delays()
      && calling.weekday == shipped.weekday && calling.saturday == shipped.saturday
      && calling.sunday == shipped.sunday
  }

  private var limitsContradict: [PolicyContradiction.What] {
    limits.contactsPerWeek < limits.contactsPerDay ? [.weekBelowDay] : []
  }

  private var stepsContradict: [PolicyContradiction.What] {
    var found: [PolicyContradiction.What] = []
    let calls = cadence.indices.filter { if case .call = cadence[$0].act { true } else { false } }
    if calls.isEmpty { found.append(.noCall) }
    if let first = cadence.first, first.act != .close,
      first.afterDays > 0 || first.withinBusinessDays != nil
    {
      found.append(.nothingBefore(step: 0))
    }
    let parts = calling.partsOffered(state: state)
    if parts.count == 1, let only = parts.first,
      let other = calls.dropFirst().first(where: { cadence[$0].act == .call(.otherPartOfDay) })
    {
      found.append(.onePartOnly(step: other, only))
    }
    return found
  }
}

extension CallingHours {
  fileprivate func contradictions(state: String?) -> [PolicyContradiction.What] {
    let days: [(PolicyContradiction.CallingDay, TimeWindow?)] = [
      (.weekday, weekday), (.saturday, saturday), (.sunday, sunday),
    ]
    if days.allSatisfy({ $0.1 == nil }) { return [.neverOpen] }
    return days.compactMap { day, window in
      guard let window else { return nil }
      if window.intersection(Self.legalFloor) != window { return .beyondTheLaw(day) }
      guard stateOverlay, let state, let law = StateHours.of(state) else { return nil }
      let legal = [law.weekday, law.saturday, law.sunday][day.index]
      return legal.flatMap { window.intersection($0) } == nil
        ? .closedByState(day, state: state) : nil
    }
  }

  /// Parts of the day in which this clinic ever calls, by its own state's clock.
  func partsOffered(state: String?) -> Set<PartOfDay> {
    var plain = self
    (plain.holidays, plain.closed) = (.none, [])
    let monday = CivilDate(dayNumber: 4)
    return (0..<7).reduce(into: []) { offered, ahead in
      let day = plain.window(on: monday.adding(days: ahead), state: state)
      offered.formUnion(PartOfDay.allCases.filter { day.map($0.isSlot(within:)) ?? false })
    }
  }
}

extension PolicyContradiction.CallingDay {
  fileprivate var index: Int {
    switch self {
    case .weekday: 0
    case .saturday: 1
    case .sunday: 2
    }
  }
}
