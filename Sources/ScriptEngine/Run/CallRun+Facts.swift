package import Foundation
package import RecallDomain

/// What others may ask of a running call.
extension CallRun {
  /// The power to speak now. A parked call has none.
  package var gate: Gate { lasting.parked ? Gate() : liveGate }
  /// The spoken language, BCP 47.
  package var locale: String { lasting.locale }
  package var emergency: Bool { standing.emergency }
  /// A slot held by this call, or a booking made elsewhere.
  package var appointment: GivenAppointment? { standing.appointment }
  package var interpreter: String? {
    if case .text(let id)?? = standing.fields[.interpreter] { return id }
    return lasting.interpreter
  }
  /// Responses and exits by name, interrupts as `/name`: what stands after `/back`.
  package var path: [CallNote.Step] { standing.path }
  package var barriers: [Barrier] { standing.barriers }
  /// Asked and not obtained = a present key with `nil`.
  package var fields: [CallField: FieldValue?] { standing.fields }
  package var identity: CallNote.Identity { standing.identity }
  package var remarks: [String] { lasting.remarks }
  package var spokenLanguages: [String] { lasting.spoken }
  /// `stop_calling` was raised in this call.
  package var optedOut: Bool { lasting.optOut != .none }
  /// Queues with an open item of this call, in order of opening.
  package var routed: [QueueName] { standing.routing.opened }
  /// Mismatches at the gate in this call.
  package var tries: Int { lasting.tries.values.reduce(0, +) }
  package var began: Date? { journal.first?.at }

  /// The end as the script (or `/end`) says it; `nil` while the call goes on.
  package var ending: Ending? {
    if case .save(let reached) = standing.phase { return reached.ending }
    return lastEnding
  }

  private var lastEnding: Ending? {
    guard standing.phase == .over, case .save(let reached)? = answers.last?.standing.phase else {
      return nil
    }
    return reached.ending
  }

  /// The level at which the end was reached, which a taking up at `save` does not lower.
  package var gateAtEnd: GateLevel {
    if case .save(let reached) = standing.phase { return reached.place.level }
    return gate.level
  }

  /// There is an answer to undo; otherwise `/back` is the store's withdrawal of the attempt.
  /// The patient was verified in this call, whoever is on the line now.
  var patientWasVerified: Bool { standing.patientVerified }

  /// Answers that stand: each may be taken back.
  package var answersGiven: Int { answers.count }

  package var canGoBack: Bool { !answers.isEmpty || latestContact != nil }

  /// What the console asks for now.
  package var prompt: CallPrompt {
    switch standing.phase {
    case .notBegun, .over: .over
    case .at(let node): prompt(at: node)
    case .verifying(let run, _): prompt(of: run)
    case .save(let reached):
      .save(reached.byHand ? nil : reached.place.node, reached.ending)
    }
  }

  private func prompt(at id: NodeID) -> CallPrompt {
    switch script[id].act {
    case .hear(let responses): .hear(id, responses)
    case .ask(let field, _, _): .ask(id, field)
    case .book: .book(id)
    case .leave(let place, _, _, _): .leave(id, place)
    case .verify, .send, .go, .end: .over
    }
  }

  private func prompt(of run: IdentityGate) -> CallPrompt {
    switch run.step {
    case .person: .person(run.node, run.whom)
    case .identifier(let kind): .identifier(run.node, kind, again: run.again)
    case .verified, .failed: .over
    }
  }
}
