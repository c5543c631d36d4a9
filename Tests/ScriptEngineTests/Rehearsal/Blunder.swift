import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// A rehearsed call in which one answer is wrong, led on by somebody who then listens.
struct Blunder {
  /// Where nothing was heard that could be answered, or what was said made no sense.
  private(set) var faults: [String] = []
  private(set) var call: Rehearsing
  private let name: String
  private let turn: Int

  /// More answers than this no call needs.
  private static let most = 60

  /// - Parameter call: as it stands when the turn has been said.
  init(_ call: Rehearsing, turn: Int, wrong: String, name: String) throws {
    (self.call, self.turn, self.name) = (call, turn, name)
    try give(wrong)
    try leadOn()
    judge()
  }

  /// Once more said what was not heard, then whatever was meant; else the phone is put down.
  private mutating func leadOn() throws {
    for _ in 0..<Self.most {
      if isOver { return }
      listen()
      try give(next)
    }
    faults.append("\(name): no end after \(Self.most) answers")
  }

  private var isOver: Bool {
    if case .save = call.run.prompt { return true }
    return false
  }

  private var next: String {
    if let best = call.patient.expected.first(where: call.run.allows) { return best }
    if let meant = call.patient.meant, call.run.allows(meant) { return meant }
    return call.run.allows("/dropped") ? "/dropped" : call.run.possibleAnswers[0]
  }

  private mutating func listen() {
    guard call.latest == nil, !isSilentOnPurpose else { return }
    faults.append("\(name): silence at \(call.run.nodeNow ?? "?") \(call.run.prompt)")
  }

  /// Nobody on the line is asked whom the caller tells; a machine waits for the message; and whoever
  /// has hung up has.
  private var isSilentOnPurpose: Bool {
    if call.patient.hasHungUp { return true }
    switch call.run.prompt {
    case .ask(_, .handedTo), .leave(_, .voicemail): return true
    default: return false
    }
  }

  private mutating func give(_ word: String) throws {
    let before = call.run.path.count
    repeat {
      try call.answer(try event(word))
    } while word != Turn.mismatch && call.run.isVerifying && call.run.path.count == before
      && !word.hasPrefix("/")
  }

  private func event(_ word: String) throws -> CallEvent {
    if word == Turn.switchLanguage { return .locale(call.run.locale == "en" ? "es" : "en") }
    if word.hasPrefix("/") {
      return .interrupted(try #require(Interrupt(rawValue: String(word.dropFirst()))))
    }
    switch (call.run.prompt, word) {
    case (.identifier, "refused"), (.person, "refused"): return .refused
    case (.identifier(_, let kind, _), "verified"): return .compared(kind, .match)
    case (.identifier(_, let kind, _), "mismatch"): return .compared(kind, .mismatch)
    case (.identifier(_, let kind, _), _): return .compared(kind, .notGiven)
    case (.person, _):
      let person = CallNote.PersonOnLine(name: "Pat Example", relationship: "child")
      return .personNamed(person, accepted: word == "verified")
    case (.ask(_, let field), "given"):
      return .answered(field, StatedValue.sample(field, from: CivilDate(dayNumber: 20_000)))
    case (.ask(_, let field), _): return .answered(field, nil)
    case (.book, "none_suit"): return .noneSuit
    case (.book, "clinic_books"): return .clinicBooks
    case (.book, _):
      return .booked(GivenAppointment(start: TestCall.noon + 86_400, provider: nil, slot: nil))
    case (.leave, "left"): return .left
    case (.leave, _): return .notLeft
    default: return .heard(word)
    }
  }

  /// The call has ended, and what was missed is told unless it was made good.
  private mutating func judge() {
    let review = call.review
    let wrong = review.moments.contains { $0.turn == turn && $0.verdict == .other }
    if !wrong { faults.append("\(name): the wrong answer is not in the review") }
    let madeGood = review.moments.contains { $0.turn == turn && $0.verdict != .other }
    if !madeGood && !review.missed.contains(where: { $0.turn == turn }) {
      faults.append("\(name): turn \(turn) is neither made good nor missed")
    }
    if let leak = call.heard.first(where: isLeak) { faults.append("\(name): \(leak)") }
  }

  /// A stranger who says what only the patient knows.
  private func isLeak(_ saying: Saying) -> Bool {
    guard case .identifier = saying.kind else { return false }
    return [.child, .machine, .screener, .line].contains(saying.speaker)
  }
}
