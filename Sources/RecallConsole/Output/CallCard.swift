import Foundation
import RecallDomain
import ScriptEngine

/// The card: who to ask for, the number to dial, what was tried, what is permitted, why now.
///
/// *Never* shows an identifier that the gate may ask for beyond the name: no birth date, ZIP code,
/// record number, and no digits of the numbers that are not being dialled.
struct CallCard {
  let desk: Desk
  let candidate: Candidate
  let number: String
  /// The attempt of a call that has begun; otherwise the one that would begin.
  var attempt: Int?
  /// The number is still to be dialled: the call has not begun, and they have not called us.
  var isBeforeDialling = true

  private var patient: Patient { candidate.patient }
  private var entry: RecallEntry { candidate.entry }
  private var zone: Zone { PatientZones.forWords(of: patient, policy: desk.policy) }
  private var item: WorklistItem { desk.worklist.item(candidate, at: desk.now) }

  func show() {
    let screen = desk.screen
    var rows: [(String, [String])] = [
      (TerminalText.clean(patient.fullName), standing),
      (dial, [localTime, language, permits, others].compactMap { $0 }),
    ]
    if let askFor { rows.append(("", [askFor])) }
    let view = ContactView(desk: desk, patient: patient)
    if !view.limits.isEmpty { rows.append(("", view.limits)) }
    if !view.needs.isEmpty { rows.append((desk.say("card.prepare"), view.needs)) }
    rows.append((desk.say("card.internal"), internalReason))
    if !answers.isEmpty { rows.append((desk.say("card.answer"), answers)) }
    let why = WhyWords(desk: desk).parts(item)
    if !why.isEmpty { rows.append((desk.say("card.first-because"), [why.joined(separator: ", ")])) }
    screen.blank()
    // Before Enter nothing is on record that a click could belong to.
    screen.linking(isBeforeDialling ? "" : number) {
      screen.facts(rows.map { ($0.0, $0.1.map { TerminalText.clean($0) }) })
    }
    screen.blank()
  }

  /// What teams have answered and the patient is to hear, in their own words: nothing of it is said
  /// before the gate is open.
  private var answers: [String] {
    let words = InboxWords(desk: desk)
    return candidate.items.filter(\.isToBeTold).compactMap { item in
      item.answer.map { answer in
        desk.say(
          "card.answered",
          [
            "queue": words.queue(item.queue), "who": words.person(answer.by),
            "time": words.moment(answer.at), "words": answer.words,
          ])
      }
    }
  }

  /// `overdue follow-up · attempt 2 of 4 · last: Thu morning, no answer (Ben)`
  private var standing: [String] {
    let number = String(attempt ?? item.attempt)
    let text = desk.say("card.attempt", ["attempt": number, "of": String(item.attemptsMax)])
    return [segment, text] + (last.map { [$0] } ?? [])
  }

  private var segment: String { desk.segment(entry.segment) }

  private var last: String? {
    guard let attempt = candidate.attempts.last(where: { $0.ending != nil }),
      let ending = attempt.ending
    else { return nil }
    let local = LocalTime(attempt.started, in: zone)
    let day = desk.dates.day(local.date, today: desk.today)
    let part = desk.say("part.\(PartOfDay.of(local.time).rawValue)")
    return desk.say(
      "card.last",
      ["when": "\(day) \(part)", "outcome": desk.label(ending), "caller": attempt.caller])
  }

  private var dial: String {
    let kind = patient.phones.first { $0.number == number }?.kind
    let name = kind.map { " " + desk.say("phone.\($0.rawValue)") } ?? ""
    let key = isBeforeDialling ? "card.dial" : "card.number"
    return desk.say(key, ["number": PhoneNumber.display(number)]) + name
  }

  /// The clock there; every clock that the record leaves possible, with what tells so, where it is
  /// not certain: a call is allowed only when all of them permit it.
  private var localTime: String {
    let candidates = PatientZones.candidates(of: patient, policy: desk.policy)
    let likeliest = [zone].filter(candidates.zones.contains)
    var times: [String] = []
    for zone in likeliest + candidates.zones {
      let time = desk.dates.time(desk.now, in: zone)
      if !times.contains(time) { times.append(time) }
    }
    guard times.count > 1 || candidates.basis == .clinicState else {
      return desk.say("card.time-there", ["time": desk.dates.time(desk.now, in: zone)])
    }
    return desk.say(
      "card.times-there",
      [
        "times": times.joined(separator: ", "),
        "basis": desk.say("zone-basis.\(candidates.basis.rawValue)"),
      ])
  }

  private var language: String {
    guard let tag = patient.language else { return desk.say("card.language-unknown") }
    let key =
      !desk.caller.isQualified(in: tag)
      ? "card.speaks-other"
      : RecallDomain.LanguageTag.primary(tag)
        == RecallDomain.LanguageTag.primary(desk.policy.sourceLanguage)
        ? "card.speaks" : "card.speaks-qualified"
    return desk.say(key, ["language": desk.dates.languageName(tag)])
  }

  private var permits: String {
    let permits = ContactRules(policy: desk.policy).permits(candidate, on: number)
    let voicemail = desk.say(permits.voicemail ? "card.voicemail-yes" : "card.voicemail-no")
    let message =
      permits.message.map {
        desk.say("card.message-yes", ["channel": desk.say("channel.\($0.rawValue)")])
      }
      ?? desk.say("card.message-no")
    return "\(voicemail), \(message)"
  }

  /// The other numbers by kind alone: their digits may be asked for at the gate.
  private var others: String? {
    let numbers = CallNumbers(patient: patient).dialable
    let rest = numbers.enumerated().filter { $0.element.number != number }.map {
      "\($0.offset + 1) \(desk.say("phone.\($0.element.kind.rawValue)"))"
    }
    guard !rest.isEmpty else { return nil }
    return desk.say("card.other-numbers", ["numbers": rest.joined(separator: ", ")])
  }

  private var askFor: String? {
    switch AskFor(patient, on: desk.today) {
    case .guardian(let name): desk.say("card.ask-for-guardian", ["name": name])
    case .patient, .nobody: nil
    }
  }

  /// `post-procedure check · due Nov 12, 12 days ago · Dr. Okafor`
  private var internalReason: [String] {
    let authorization = entry.authorization.flatMap {
      AuthorizationNote.isNothing($0) ? nil : desk.say("card.authorization", ["text": $0])
    }
    return [entry.reason, due, entry.provider, authorization].compactMap { $0 }.filter {
      !$0.isEmpty
    }
  }

  private var due: String {
    let day = desk.dates.day(entry.due, today: desk.today)
    let days = entry.due.days(until: desk.today)
    if days == 0 { return desk.say("card.due-today", ["date": day]) }
    return desk.say(
      days > 0 ? "card.due-past" : "card.due-ahead", ["date": day], count: abs(days))
  }
}

/// The numbers a caller may choose from, in the order of the record.
struct CallNumbers {
  let patient: Patient

  var dialable: [PatientPhone] { ContactRules.dialable(patient) }
}
