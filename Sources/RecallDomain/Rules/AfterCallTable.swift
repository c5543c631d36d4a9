/// What follows from an outcome when no fact outweighs it.
package enum FollowUp: Hashable, Sendable {
  /// The aim is reached.
  case scheduled
  /// The cadence goes on.
  case nextStep
  /// Dialled again the same day, so many minutes later, once.
  case redial(minutes: Int)
  /// The time that was promised.
  case promise
  /// No call for so many days; the recall stays open.
  case pause(days: Int)
  /// A queue has it, and the recall stays open.
  case queue(QueueName)
  /// The clinical team has it, and nothing goes on or closes before it says so.
  case clinicalReview
  /// The number is no use: the next one on file, else the records queue.
  case nextNumber
  /// The work on it ends; a sensitive one is reviewed first.
  case close
  /// Everything about this patient holds until records confirms a death.
  case holdForRecords
}

extension Ending {
  /// The total table: every detail has one row, and each detail belongs to one outcome, so a new
  /// one cannot be added without saying what follows. `answered` is for a gate that was open; with
  /// the gate lower, a refusal is soft, and silences no more than the number (SCRIPT-FORMAT,
  /// "Outcomes").
  ///
  /// | outcome | what follows |
  /// | --- | --- |
  /// | scheduled | done |
  /// | left message, no answer | the next step of the cadence |
  /// | · engaged, failed · broken off | again in half an hour · at once; once a day, then the next step |
  /// | callback requested | at the promised time · any time: next step · the patient calls: a week's rest · the clinic calls: front desk |
  /// | declined | for now: a week's rest · for good: closed, a sensitive one after review |
  /// | wrong number | the next number on file, else records |
  /// | clinical question | clinical team, nothing before its answer |
  /// | authorization, language | their queue |
  /// | escalated | clinical team · complaint: supervisor · death: records, everything held |
  package func followUp(gate: GateLevel) -> FollowUp {
    switch detail {
    case .booked, .alreadyBooked, .selfBooked: .scheduled
    case .voicemail, .withPerson, .sent: .nextStep
    case .rangOut, .machine, .identityNotConfirmed, .hungUp: .nextStep
    case .busySignal, .technical: .redial(minutes: 30)
    case .dropped: .redial(minutes: 0)
    case .anyTime: .nextStep
    case .atTime: .promise
    case .patientWillCall, .patientWillBook: .pause(days: 7)
    case .clinicWillCall: .queue(.frontDesk)
    case .forNow: .pause(days: 7)
    case .careElsewhere, .doNotContact, .final: gate == .open ? .close : .pause(days: 7)
    case .notKnown, .disconnected, .notAPerson: .nextNumber
    case .routine, .urgent: .clinicalReview
    case .authorization, .coverage, .cost: .queue(.insurance)
    case .interpreter, .bilingualCaller: .queue(.language)
    case .clinical, .emergency: .clinicalReview
    case .complaint: .queue(.supervisor)
    case .deceased: .holdForRecords
    case .attemptsExhausted: .close
    }
  }

  /// What the outcome says about the number dialled; `nil` = nothing new. Anyone may silence the
  /// number they answer; only the patient, verified, silences the patient.
  package func numberStatus(gate: GateLevel) -> PatientPhone.Status? {
    switch detail {
    case .notKnown, .notAPerson: .wrong
    case .disconnected: .disconnected
    case .doNotContact: gate == .open ? nil : .silenced
    case .booked, .alreadyBooked, .selfBooked, .voicemail, .withPerson, .sent, .rangOut,
      .busySignal, .machine, .identityNotConfirmed, .technical, .hungUp, .dropped, .anyTime,
      .atTime, .patientWillCall, .patientWillBook, .clinicWillCall, .forNow, .careElsewhere,
      .final, .routine, .urgent, .authorization, .coverage, .cost, .interpreter, .bilingualCaller,
      .clinical, .emergency, .complaint, .deceased, .attemptsExhausted:
      nil
    }
  }
}
