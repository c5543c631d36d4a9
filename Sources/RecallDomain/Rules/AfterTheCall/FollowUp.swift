/// What follows from an outcome when no fact outweighs it.
package enum FollowUp: Hashable, Sendable {
  /// The aim is reached.
  case scheduled
  /// The cadence goes on.
  case nextStep
  /// Dialled again the same day, once: another number on file at once, the same after its rest.
  case redial
  /// The time that was promised.
  case promise
  /// No call for so long; the recall stays open.
  case pause
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
  /// one cannot be added without saying what follows. With the gate lower than open a refusal is
  /// soft, and silences no more than the number (SCRIPT-FORMAT, "Outcomes"). How long a rest lasts
  /// is the clinic's (`Delays`). `scripts/OUTCOMES.md` is this table for people, made from it.
  package func followUp(gate: GateLevel) -> FollowUp {
    switch detail {
    case .booked, .alreadyBooked, .selfBooked: .scheduled
    case .voicemail, .withPerson, .sent: .nextStep
    case .rangOut, .machine, .identityNotConfirmed, .hungUp: .nextStep
    case .busySignal, .technical, .dropped: .redial
    case .anyTime: .nextStep
    case .atTime: .promise
    case .patientWillCall, .patientWillBook: .pause
    case .clinicWillCall: .queue(.frontDesk)
    case .forNow: .pause
    case .careElsewhere, .doNotContact, .final: gate == .open ? .close : .pause
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

/// What outweighs an outcome, the weightiest first: facts first, the outcome second (invariant 7).
package enum DecidingFact: CaseIterable, Hashable, Sendable {
  /// Somebody said in this call that the patient has died.
  case deathTold
  /// The call was an emergency.
  case emergency
  /// The recall holds an appointment, made in this call or before it.
  case appointment
  /// A clinical question is open: asked in this call, or earlier and not answered yet.
  case clinicalQuestion
  /// The patient, verified, wants no more calls: said in this call or before it.
  case optOut
}
