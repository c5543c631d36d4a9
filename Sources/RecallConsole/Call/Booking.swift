import Foundation
import RecallDomain
import ScriptEngine

/// `book`: open slots by number, or a booking made elsewhere.
extension CallDesk {
  func book(_ node: NodeID) throws(StoreFailure) -> Step {
    switch try type(at: node, values: true, words: bookWords) {
    case .step(let step): return step
    case .text(""): return .again
    case .text(let line): return try choose(line)
    }
  }

  private var bookWords: [String] {
    BookWord.allCases.flatMap { desk.offered("book", $0.rawValue) }
  }

  private func choose(_ line: String) throws(StoreFailure) -> Step {
    let folded = Folded.text(line)
    if let number = Pick.number(folded) { return try hold(number) }
    // Two words that are an interrupt's are no booking made elsewhere.
    if folded.contains(" "), let interrupt = interrupt(named: folded) {
      return try raise(interrupt)
    }
    let words = line.split(separator: " ", maxSplits: 1)
    let word = NameReader(BookWord.allCases, "book", desk.typed).one(String(words[0]))
    switch (word, words.count) {
    case (.none?, 1): return try record(.noneSuit)
    case (.clinic, 1): return try record(.clinicBooks)
    case (.other, 2): return try elsewhere(String(words[1]).trimmed)
    case (.more, 1): return look { $0.passed += SlotChoice.shown }
    case (.anyone, 1): return look { ($0.anyProvider, $0.passed) = (true, 0) }
    case (.all, 1): return look { $0 = SlotPreference() }
    default: return narrow(line)
    }
  }

  private func interrupt(named folded: String) -> Interrupt? {
    Interrupt.allCases.first {
      (desk.typed.folded("interrupt.\($0.rawValue)")
        + desk.labelInEveryLanguage("interrupt.\($0.rawValue)").map { Folded.text($0) })
        .contains(folded)
    }
  }

  /// What the patient would like: a day, a part of the day, or both; the list is shown again.
  private func narrow(_ line: String) -> Step {
    let wish = SlotPreference(
      line, now: desk.now, zone: desk.clinicZone, words: WhenWords(spokenLanguages))
    guard let wish else {
      screen.problem(desk.say("book.not-understood"))
      return .again
    }
    return look { ($0.part, $0.days, $0.passed) = (wish.part, wish.days, 0) }
  }

  private func look(_ change: (inout SlotPreference) -> Void) -> Step {
    change(&slotPreference)
    return .redraw
  }

  /// A number holds the slot until the call closes. One lost to another call meanwhile is said,
  /// and the slots are shown again.
  private func hold(_ number: Int) throws(StoreFailure) -> Step {
    guard let slot = slots.picked(number) else {
      screen.problem(desk.say("book.no-such-slot"))
      return .again
    }
    let given = GivenAppointment(
      start: slot.start, provider: slot.provider ?? entry.provider, location: slot.location,
      slot: slot.id)
    do {
      return try booked(given)
    } catch .taken(.slot) {
      screen.notice(desk.say("book.slot-lost"))
      return .redraw
    } catch {
      guard error.mayBeKeptHere, desk.outage.mayKeep(ticket) else { throw error }
      return try notHeld(given, because: error)
    }
  }

  /// The store is away: nobody can say whether the slot is free. Perhaps the hold came through all the
  /// same; it is let go of with all else that is kept.
  private func notHeld(
    _ given: GivenAppointment, because failure: StoreFailure
  ) throws(StoreFailure) -> Step {
    unkept = nil
    try keepHere(.booked(given), because: failure)
    try keepHere(.back)
    return .redraw
  }

  /// `other DATE TIME [PROVIDER]`: a booking made in another system.
  private func elsewhere(_ typed: String) throws(StoreFailure) -> Step {
    switch reader.appointment(typed, for: entry) {
    case .value(.appointment(let given)): return try booked(given)
    case .problem(let sentence): screen.problem(sentence)
    case .value: break
    }
    return .again
  }

  private func booked(_ given: GivenAppointment) throws(StoreFailure) -> Step {
    let step = try record(.booked(given))
    if case .moved = step {
      let text = FieldWords(desk: desk).appointment(given)
      readBack = desk.say("ask.read-as", ["value": text])
    }
    return step
  }

  /// Open slots that fit, soonest first, numbered: by the clinic's clock, because the visit is there,
  /// with the patient's beside it where it differs.
  func showSlots() throws(StoreFailure) {
    showHeld()
    slotPreference.likely = likelyPart
    slots = try offeredSlots()
    if slotsAreAway {
      screen.notice(desk.say("book.away"))
    } else if slots.isEmpty {
      screen.aside(desk.say("book.no-slots"))
    }
    tellWhatComesFirst()
    let choice = SlotChoice(entry: entry, patient: patient, policy: desk.policy)
    for (index, slot) in slots.enumerated() {
      let line = "\(index + 1) " + facts(of: slot, choice).joined(separator: " · ")
      screen.write(
        TerminalText.wrap(line, width: screen.width - 1, indent: "      ", first: "    "))
    }
    screen.aside(desk.say(slots.isEmpty ? "book.hint-no-slots" : "book.hint"))
  }

  /// An appointment that the patient holds already, and what becomes of it.
  private func showHeld() {
    if let earlier = candidate.replacedByBooking(at: desk.now) {
      tell("book.takes-place-of", earlier)
    } else if let other = candidate.keptBesideBooking(at: desk.now) {
      tell("book.beside", other)
    }
  }

  private func tell(_ key: String, _ booked: BookedAppointment) {
    let text = FieldWords(desk: desk).appointment(GivenAppointment(booked))
    screen.aside(desk.say(key, ["appointment": TerminalText.clean(text)]))
  }

  /// The time for calling back that was given in this call, else the one that this call keeps.
  private var likelyPart: PartOfDay? {
    var window = entry.callback
    if case .window(let given)?? = run.fields[.callbackWindow] { window = given }
    return window.map { SlotPreference.likely($0, zone: zone, policy: desk.policy) }
  }

  /// Said only where it has moved something.
  private func tellWhatComesFirst() {
    guard let likely = slotPreference.likely, slotPreference.part == nil, let first = slots.first,
      PartOfDay.of(LocalTime(first.start, in: desk.clinicZone).time) == likely,
      slots.contains(where: { $0.start < first.start })
    else { return }
    screen.aside(desk.say("book.likely-first.\(likely.rawValue)"))
  }

  private func facts(of slot: Slot, _ choice: SlotChoice) -> [String] {
    var facts = [Moments(desk: desk).text(slot.start, there: zone)]
    facts += [slot.provider, slot.location].compactMap { $0 }.map { TerminalText.clean($0) }
    if choice.speaksLanguage(slot) == true, let language = patient.language {
      facts.append(desk.say("card.speaks", ["language": desk.dates.languageName(language)]))
    }
    return facts
  }

  /// What the patient asked for, loosened step by step until something is open; each step is said.
  private func offeredSlots() throws(StoreFailure) -> [Slot] {
    guard let call = ticket.call else { return [] }
    // Also when it was away a moment ago: here only the store will do.
    slotsAreAway = try !writtenBack(asksAgain: true)
    while !slotsAreAway {
      let found = try fittingSlots(for: call)
      if !found.isEmpty || slotsAreAway { return found }
      guard let key = loosen() else { return [] }
      screen.aside(desk.say(key, ["provider": entry.provider ?? ""]))
    }
    return []
  }

  /// The key of what is said about it; `nil` when nothing is left to loosen.
  private func loosen() -> String? {
    if slotPreference.passed > 0 {
      slotPreference.passed = 0
      return "book.no-more"
    }
    if slotPreference.isNarrow {
      (slotPreference.part, slotPreference.days) = (nil, nil)
      return "book.nothing-then"
    }
    guard !slotPreference.anyProvider, !(entry.provider ?? "").isEmpty else { return nil }
    slotPreference.anyProvider = true
    return "book.nothing-with"
  }

  private func fittingSlots(for call: CallID) throws(StoreFailure) -> [Slot] {
    var from = desk.now
    if case .from(let date) = slotPreference.days {
      let midnight = LocalTime(date: date, time: TimeOfDay(minutes: 0)!)
      from = max(from, midnight.instant(in: desk.clinicZone))
    }
    let own = (entry.provider ?? "").isEmpty ? nil : entry.provider
    let provider = slotPreference.anyProvider ? nil : own
    let wish = SlotWish(provider: provider, specialty: nil, from: from, limit: Self.lookedAt)
    let open = try openSlots(wish, for: call)
    let choice = SlotChoice(entry: entry, patient: patient, policy: desk.policy)
    return Array(choice.fitting(open, slotPreference))
  }

  private func openSlots(_ wish: SlotWish, for call: CallID) throws(StoreFailure) -> [Slot] {
    let look = { [desk] () throws(StoreFailure) in
      try desk.store.openSlots(wish, for: call, at: desk.now)
    }
    guard desk.outage.mayKeep(ticket) else { return try keeping(look) }
    do throws(StoreFailure) { return try desk.promptly(look) } catch {
      guard error.mayBeKeptHere else { throw error }
      slotsAreAway = true
      return []
    }
  }

  /// Open slots of which the fitting ones are chosen.
  private static let lookedAt = 500
}

/// What may be typed at `book` beside a number, a day, or a part of the day.
enum BookWord: String, CaseIterable {
  case more, anyone, all, other, none, clinic
}
