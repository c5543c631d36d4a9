package import Foundation

/// What counts as a contact (DOMAIN 9b): a dial and its voicemail are one; dead, engaged and
/// failed dials are none, and the next number may be dialled at once.
extension Ending {
  package var isContact: Bool {
    switch detail {
    case .busySignal, .technical, .notKnown, .disconnected, .notAPerson: false
    case .booked, .alreadyBooked, .selfBooked, .voicemail, .withPerson, .sent, .rangOut, .machine,
      .identityNotConfirmed, .hungUp, .dropped, .anyTime, .atTime, .patientWillCall,
      .patientWillBook, .clinicWillCall, .forNow, .careElsewhere, .doNotContact, .final, .routine,
      .urgent, .authorization, .coverage, .cost, .interpreter, .bilingualCaller, .clinical,
      .emergency, .complaint, .deceased, .attemptsExhausted:
      true
    }
  }

  /// Nobody spoke for the patient: the call leaves no answer behind.
  package var isUnanswered: Bool {
    switch outcome {
    case .noAnswer, .leftMessage, .wrongNumber: true
    case .scheduled, .callbackRequested, .declined, .clinicalQuestion, .authorizationReview,
      .languageSupport, .escalated:
      false
    }
  }

  /// A dial that failed or broke off, and may be repeated once the same day.
  package var isFailedDial: Bool {
    switch detail {
    case .busySignal, .technical, .dropped: true
    case .booked, .alreadyBooked, .selfBooked, .voicemail, .withPerson, .sent, .rangOut, .machine,
      .identityNotConfirmed, .hungUp, .anyTime, .atTime, .patientWillCall, .patientWillBook,
      .clinicWillCall, .forNow, .careElsewhere, .doNotContact, .final, .notKnown, .disconnected,
      .notAPerson, .routine, .urgent, .authorization, .coverage, .cost, .interpreter,
      .bilingualCaller, .clinical, .emergency, .complaint, .deceased, .attemptsExhausted:
      false
    }
  }
}

extension AttemptSummary {
  /// A contact that the clinic made. A call that came in is none, nor is a message that certainly
  /// did not go out; a call without an outcome yet counts.
  package var isContact: Bool {
    direction == .outbound && !reachedNobody && (ending?.isContact ?? true)
  }
}

/// The caps, by the calendar days of the person called: so many a day, so many in any seven days.
extension ContactLimits {
  /// The first instant from `now` on at which one more contact keeps the caps, on the calendar of
  /// every zone; `nil` when the caps permit none at all.
  ///
  /// - Parameters:
  ///   - contacts: earlier contacts with one patient, or with one number.
  ///   - extra: contacts more than the caps, for a call that the patient asked for or that broke
  ///     off (DOMAIN 1.4).
  package func earliest(
    after contacts: [Date], from now: Date, zones: [Zone], extra: Int = 0
  ) -> Date? {
    var latest = now
    for zone in zones {
      guard let free = earliest(after: contacts, from: now, zone: zone, extra: extra) else {
        return nil
      }
      latest = max(latest, free)
    }
    return latest
  }

  private func earliest(after contacts: [Date], from now: Date, zone: Zone, extra: Int) -> Date? {
    let days = contacts.map { LocalTime($0, in: zone).date }
    let today = LocalTime(now, in: zone).date
    let midnight = TimeOfDay(minutes: 0)!
    for ahead in 0...7 {
      let day = today.adding(days: ahead)
      let onDay = days.count { $0 == day }
      let inWeek = days.count { (0...6).contains($0.days(until: day)) }
      if onDay < contactsPerDay + extra, inWeek < contactsPerWeek + extra {
        return ahead == 0 ? now : LocalTime(date: day, time: midnight).instant(in: zone)
      }
    }
    return nil
  }
}

extension CallSituation {
  /// From when on the caps leave room for a message: the patient's, and for a text the number's too,
  /// both the clinic's own and the law's for what is sent to a number (47 CFR 64.1200(a)(9)(iv)).
  /// `nil`: not in sight.
  func roomForMessage(by channel: ContactMethod, to address: String) -> Date? {
    let free = { (limits: ContactLimits, contacts: [Date]) in
      limits.earliest(after: contacts, from: self.now, zones: self.zones)
    }
    guard let patient = free(limits, contactsWithPatient) else { return nil }
    guard channel == .sms else { return patient }
    let contacts = candidate.contactsByNumber[address] ?? []
    guard let number = free(limits, contacts), let lawful = free(.textable, contacts) else {
      return nil
    }
    return max(patient, number, lawful)
  }
}
