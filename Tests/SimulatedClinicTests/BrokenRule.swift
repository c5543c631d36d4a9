import RecallDomain
import SimulatedClinic

/// One rule broken on purpose, so that the oracle can show that it sees it: a policy other than the
/// one it watches for, or a record that the rules are shown other than it is.
enum BrokenRule: String, CaseIterable {
  case noLimits, earlyMorning, sundays, holidays, closedDays, stateLaws
  case oneZone, optOuts, badNumbers, households, promises, latePromises, shortRests, queues,
    appointments
  case sensitive, minors, longCadence, samePart, earlyClose, neverClose
  case callsFirst, sentAgain, consents, corrections, untold, wordsLeft, slowTeams

  /// What the oracle must say, among whatever else follows.
  var caught: [Violation.Kind] {
    switch self {
    case .noLimits: [.patientCap]
    case .earlyMorning, .sundays, .holidays, .closedDays, .stateLaws, .oneZone: [.window]
    case .optOuts: [.optOut]
    case .households: [.numberCap]
    case .badNumbers: [.badNumber]
    case .promises: [.promiseEarly, .promiseLost]
    case .latePromises: [.promisePassedOver]
    case .shortRests: [.rest]
    case .queues: [.waiting]
    case .appointments: [.outcome]
    case .sensitive: [.review]
    case .minors: [.guardian]
    case .longCadence: [.tooMany]
    case .samePart: [.partOfDay]
    case .earlyClose: [.earlyEnd]
    case .neverClose: [.unfinished]
    case .callsFirst: [.messageMissed]
    case .sentAgain: [.messageTwice]
    case .consents: [.unconsented]
    case .corrections: [.notGivenBack]
    case .untold: [.lostAtNight]
    case .wordsLeft: [.leftTooOften]
    case .slowTeams: [.dueLate]
    }
  }

  var policy: ClinicPolicy {
    var policy = SimulatedClinic.policy
    let day = TimeWindow(from: TimeOfDay(hour: 8, minute: 0)!, to: TimeOfDay(hour: 20, minute: 0)!)
    switch self {
    case .noLimits: policy.limits = ContactLimits(contactsPerDay: 9, contactsPerWeek: 9)
    case .earlyMorning: policy.calling.weekday = day
    case .sundays: policy.calling.sunday = day
    case .holidays: policy.calling.holidays = .none
    case .closedDays: policy.calling.closed = []
    case .stateLaws: policy.calling.stateOverlay = false
    case .shortRests:
      for detail in [OutcomeDetail.forNow, .patientWillCall, .voicemail] {
        policy.delays[detail] = .days(0)
      }
    case .sensitive: policy.segments["results"]?.sensitive = false
    case .longCadence:
      policy.cadence.insert(CadenceStep(.call(.best), afterDays: 2), at: 1)
    case .samePart: policy.cadence[1].act = .call(.best)
    case .earlyClose: policy.cadence[4].afterDays = 3
    case .neverClose: policy.cadence[4].afterDays = 9000
    case .callsFirst: policy.segments["letters"]?.cadence = nil
    case .slowTeams: policy.queues[.clinical] = QueuePolicy(due: .businessDays(1))
    default: break
    }
    return policy
  }

  func tamper(_ candidate: inout Candidate) {
    switch self {
    case .oneZone: candidate.patient.timeZone = "America/New_York"
    case .optOuts: candidate.patient.permissions.doNotContact = false
    case .badNumbers:
      for index in candidate.patient.phones.indices {
        candidate.patient.phones[index].status = .good
      }
    case .households: candidate.contactsByNumber = [:]
    case .promises: candidate.entry.callback = nil
    case .latePromises:
      candidate.entry.callback = candidate.entry.callback.map {
        CallbackWindow(date: $0.date.adding(days: 2), moment: $0.moment)
      }
    case .queues: candidate.items = []
    case .appointments: candidate.appointments = []
    case .sentAgain:
      let sent = candidate.attempts.filter { $0.ending?.detail == .sent }
      candidate.attempts.removeAll { $0.ending?.detail == .sent }
      candidate.stoppedMessages += sent.map(\.call)
    case .consents: candidate.patient.permissions.sms = true
    case .corrections: candidate.entry.stoodAs = nil
    case .untold: candidate.items.removeAll { $0.state == .answered }
    case .wordsLeft:
      for index in candidate.attempts.indices
      where candidate.attempts[index].ending?.outcome == .leftMessage {
        candidate.attempts[index].ending = Ending(.noAnswer, .machine)
      }
    case .minors: candidate.patient.dateOfBirth = CivilDate(year: 1950, month: 1, day: 1)
    default: break
    }
  }
}
