import RecallDomain

/// What the oracle itself holds of each detail, whatever the rules say: a detail that is new does not
/// compile before somebody has thought of it here too.
extension Oracle {
  /// Somebody's telephone rang, so it counts against the caps.
  func isContact(_ ending: Ending) -> Bool {
    switch ending.detail {
    case .busySignal, .technical, .notKnown, .disconnected, .notAPerson: false
    case .booked, .alreadyBooked, .selfBooked, .voicemail, .withPerson, .sent, .rangOut, .machine,
      .identityNotConfirmed, .hungUp, .dropped, .anyTime, .atTime, .patientWillCall,
      .patientWillBook, .clinicWillCall, .forNow, .careElsewhere, .doNotContact, .final, .routine,
      .urgent, .authorization, .coverage, .cost, .interpreter, .bilingualCaller, .clinical,
      .emergency, .complaint, .deceased, .attemptsExhausted:
      true
    }
  }

  /// It failed or broke off, and may be dialled once more that day.
  func isFailedDial(_ ending: Ending) -> Bool {
    [.busySignal, .technical, .dropped].contains(ending.detail)
  }

  func isUnanswered(_ ending: Ending) -> Bool {
    [.noAnswer, .leftMessage, .wrongNumber].contains(ending.outcome)
  }

  /// How long nobody may dial now, by hand: a week after "not now", two business days after a
  /// message left.
  mutating func rest(_ call: HeardCall) {
    let week = Rest(since: call.started, days: .calendar(7))
    recalls[call.recall].rest =
      switch call.said.detail {
      case .forNow, .patientWillCall, .patientWillBook, .doNotContact: week
      case .careElsewhere, .final: call.gate == .open ? nil : week
      case .voicemail, .withPerson: Rest(since: call.started, days: .business(2))
      case .booked, .alreadyBooked, .selfBooked, .sent, .rangOut, .busySignal, .machine,
        .identityNotConfirmed, .technical, .hungUp, .dropped, .anyTime, .atTime, .clinicWillCall,
        .notKnown, .disconnected, .notAPerson, .routine, .urgent, .authorization, .coverage, .cost,
        .interpreter, .bilingualCaller, .clinical, .emergency, .complaint, .deceased,
        .attemptsExhausted:
        nil
      }
  }
}
