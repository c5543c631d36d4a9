import Foundation
import RecallDomain
import ScriptEngine

/// `book`: open slots by number, or a booking made elsewhere.
extension CallDesk {
  func book(_ node: NodeID) throws(StoreFailure) -> Step {
    switch try type(at: node, values: true, words: ["other", "none", "clinic"]) {
    case .step(let step): return step
    case .text(""): return .again
    case .text(let line): return try choose(line)
    }
  }

  private func choose(_ line: String) throws(StoreFailure) -> Step {
    let folded = Folded.text(line)
    if let number = Int(folded) { return try hold(number) }
    if "none".hasPrefix(folded) { return try record(.noneSuit) }
    if "clinic".hasPrefix(folded) { return try record(.clinicBooks) }
    let words = line.split(separator: " ", maxSplits: 1)
    if words.count == 2, "other".hasPrefix(Folded.text(words[0])) {
      return try elsewhere(String(words[1]).trimmed)
    }
    screen.problem(desk.say("book.not-understood"))
    return .again
  }

  /// A number holds the slot until the call closes. One lost to another call meanwhile is said,
  /// and the slots are shown again.
  private func hold(_ number: Int) throws(StoreFailure) -> Step {
    guard slots.indices.contains(number - 1) else {
      screen.problem(desk.say("book.no-such-slot"))
      return .again
    }
    let slot = slots[number - 1]
    let given = GivenAppointment(
      start: slot.start, provider: slot.provider ?? entry.provider, location: slot.location,
      slot: slot.id)
    do {
      return try booked(given)
    } catch .taken(.slot) {
      screen.notice(desk.say("book.slot-lost"))
      return .redraw
    }
  }

  /// `other DATE TIME [PROVIDER]`: a booking made in another system.
  private func elsewhere(_ typed: String) throws(StoreFailure) -> Step {
    let reading = CallbackReading.appointment(
      typed, now: desk.now, zone: desk.clinicZone, words: WhenWords(spokenLanguages))
    switch reading {
    case .refused(let reason):
      screen.problem(desk.say("ask.when.\(reason.rawValue)"))
      return .again
    case .appointment(let start, let provider):
      let named = provider.map { TerminalText.clean($0) }
      return try booked(
        GivenAppointment(
          start: start, provider: named ?? entry.provider, location: entry.location, slot: nil))
    }
  }

  private func booked(_ given: GivenAppointment) throws(StoreFailure) -> Step {
    let step = try record(.booked(given))
    if case .moved = step {
      let text = FieldWords(desk: desk).appointment(given)
      readBack = desk.say("ask.read-as", ["value": text])
    }
    return step
  }

  /// Open slots, soonest first, numbered.
  func showSlots() throws(StoreFailure) {
    slots = try offeredSlots()
    if slots.isEmpty { screen.aside(desk.say("book.no-slots")) }
    for (index, slot) in slots.enumerated() {
      let time = desk.dates.dayAndTime(slot.start, in: desk.clinicZone)
      let place = [slot.provider, slot.location].compactMap { $0 }.map { TerminalText.clean($0) }
      let line = "\(index + 1) " + ([time] + place).joined(separator: " · ")
      screen.write(
        TerminalText.wrap(line, width: screen.width - 1, indent: "      ", first: "    "))
    }
    screen.aside(desk.say(slots.isEmpty ? "book.hint-no-slots" : "book.hint"))
  }

  private func offeredSlots() throws(StoreFailure) -> [Slot] {
    guard let call = ticket.call else { return [] }
    let wish = SlotWish(
      provider: entry.provider, specialty: entry.specialty, from: desk.now, limit: 6)
    return try keeping { () throws(StoreFailure) in
      try desk.store.openSlots(wish, for: call, at: desk.now)
    }
  }
}
