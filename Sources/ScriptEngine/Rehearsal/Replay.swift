package import Foundation
internal import RecallDomain

/// A conversation as the checker prints it, walked by a running call: `recall practice --replay`.
///
/// Responses and exits stand by name, interrupts as `/name`, a bounded edge taken to its `then` as
/// `RESPONSE:then` (`go:then` for a `go`); `/inbound` first for a call that the patient made, and
/// `/park` for leaving a call and taking it up again. What the record, the tries and the counts
/// would decide is decided by the conversation. It runs on broken scripts too: showing how a rule is
/// broken is what it is for.
package struct Replay: Sendable {
  package private(set) var run: CallRun
  /// What the last step passed through.
  package private(set) var moments: [CallMoment] = []
  /// What the last step would make happen outside the call, if it were a real one.
  package private(set) var effects: [CallEffect] = []
  /// The words that have happened, as the checker writes them.
  package private(set) var said: [String] = []
  private var clock: Date

  /// Why a word of a conversation cannot be said where the call stands.
  package enum Refusal: Error, Hashable, Sendable {
    /// No such answer at this node, where others are possible.
    case unknownAnswer(String, node: NodeID?, possible: [String])
    case refused(String, CallRefusal)
  }

  /// The call begins; words that come before its first prompt are said.
  package init(
    _ conversation: [String], edition: Edition, start: CallStart, at now: Date
  ) throws(Refusal) {
    run = CallRun(edition: edition)
    clock = now
    var start = start
    var words = conversation
    start.direction = .outbound
    if words.first == Self.inbound {
      words.removeFirst()
      start.direction = .inbound
      said = [Self.inbound]
    }
    run.foretold = Foretold(words)
    try send(.began(start), for: Self.inbound)
    // Where a call begins with an act that follows of itself.
    let told = Array(words.prefix(words.count - rest.count))
    try hold(told, from: self)
    said += told
  }

  /// Words not yet said.
  package var rest: [String] { run.foretold?.words ?? [] }

  /// Says the next word, and with it those that follow of themselves. A word that cannot be said
  /// here changes nothing.
  package mutating func step() throws(Refusal) {
    guard let word = rest.first else { return }
    var next = self
    next.moments = []
    next.effects = []
    try next.say(word)
    let told = Array(rest.prefix(rest.count - next.rest.count))
    try next.hold(told, from: self)
    next.said += told.map(Self.written)
    self = next
  }

  /// Says one more word than the conversation had.
  package mutating func say(_ words: [String]) throws(Refusal) {
    var next = self
    next.run.foretold?.add(words)
    try next.finish()
    self = next
  }

  private mutating func say(_ word: String) throws(Refusal) {
    let before = rest.count
    if word == Self.park {
      run.foretold?.take()
      try send(.parked, for: word)
      return try send(.takenUp(by: run.start?.caller ?? "", Self.permits), for: word)
    }
    if word.hasPrefix("/") {
      try send(.interrupted(try interrupt(word)), for: word)
    } else {
      try answer(word, exit: run.foretold?.exit ?? word)
    }
    if rest.count == before { throw unknown(word) }
  }

  /// Says everything.
  package mutating func finish() throws(Refusal) {
    while !rest.isEmpty { try step() }
  }

  private static let inbound = "/inbound"
  private static let park = "/park"
  private static let permits = CallPermits(
    voicemail: true, withPerson: true, message: .sms, triesToday: 0)

  private mutating func send(_ event: CallEvent, for word: String) throws(Refusal) {
    do throws(CallRefusal) {
      let traced = try run.trace(event, at: clock)
      moments += traced.moments
      effects += traced.effects
    } catch {
      throw .refused(word, error)
    }
    clock += 1
  }

  private func interrupt(_ word: String) throws(Refusal) -> Interrupt {
    let name = word.dropFirst().prefix { $0 != ":" }
    guard
      let interrupt = Interrupt(rawValue: String(name))
        ?? Interrupt.allCases.first(where: { $0.code == name })
    else { throw unknown(word) }
    return interrupt
  }

  private mutating func answer(_ word: String, exit: String) throws(Refusal) {
    switch (run.prompt, exit) {
    case (.hear(_, let responses), _) where responses.contains { $0.name == exit }:
      try send(.heard(exit), for: word)
    case (.identifier, _), (.person, _): try pass(exit, word)
    case (.ask(_, let field), "given"): try send(.answered(field, sample(field)), for: word)
    case (.ask(_, let field), "none"): try send(.answered(field, nil), for: word)
    case (.book, "booked"): try send(.booked(appointment), for: word)
    case (.book, "none_suit"): try send(.noneSuit, for: word)
    case (.book, "clinic_books"): try send(.clinicBooks, for: word)
    case (.leave, "left"): try send(.left, for: word)
    case (.leave, "not_left"): try send(.notLeft, for: word)
    default: throw unknown(word)
    }
  }

  /// Through the gate, or past it without a mismatch, so that no try is spent.
  private mutating func pass(_ exit: String, _ word: String) throws(Refusal) {
    guard ["verified", "failed", "refused"].contains(exit) else {
      throw unknown(word)
    }
    let before = rest.count
    repeat {
      switch run.prompt {
      case _ where exit == "refused": try send(.refused, for: word)
      case .person(_, let whom):
        // A representative is named in any case; the identifiers decide.
        let accepted = exit == "verified" || whom == .representative
        try send(.personNamed(Self.person, accepted: accepted), for: word)
      case .identifier(_, let kind, _):
        try send(.compared(kind, exit == "verified" ? .match : .notGiven), for: word)
      default: return
      }
    } while rest.count == before
  }

  private static let person = CallNote.PersonOnLine(name: "Pat Example", relationship: "child")

  private var appointment: GivenAppointment {
    GivenAppointment(start: clock + 7 * 86_400, provider: nil, slot: nil)
  }

  /// Some value, as a caller in practice would type one.
  private func sample(_ field: CallField) -> FieldValue {
    switch field {
    case .callbackWindow:
      let zone = run.start.flatMap { Zone($0.record.zone) } ?? Zone("UTC")!
      let tomorrow = LocalTime(clock + 86_400, in: zone).date
      return .window(CallbackWindow(date: tomorrow, moment: .part(.afternoon)))
    case .agreed911: return .yes
    case .insuranceConcern: return .insurance(.coverage, "")
    case .declineReason: return .decline(.notGiven, "")
    case .language: return .language("es")
    case .newNumber: return .text("+12025550123")
    default: return .text("as said in practice")
    }
  }
}
