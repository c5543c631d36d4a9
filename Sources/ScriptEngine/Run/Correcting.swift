package import Foundation
package import RecallDomain

/// Another end for a call that was saved. Its journal stays as it is: the correction stands beside
/// the note, and what follows is decided by the same rules as at `save`.
extension CallRun {
  /// The call as it stood before it was saved.
  package init(unsaving events: [TimedEvent], edition: Edition) throws(CallRefusal) {
    let events = events.last?.event == .saved ? Array(events.dropLast()) : events
    try self.init(replaying: events, edition: edition)
  }

  /// What the patient said in the call stays asked of the queues; what an end given by hand had
  /// brought along goes with that end. The new outcome's rules hold as in `/end`.
  ///
  /// - Parameter given: what was asked for the new outcome; `nil` = asked and not obtained.
  package func corrected(
    to ending: Ending, given: [(field: CallField, value: FieldValue?)], at now: Date
  ) throws(CallRefusal) -> CallRun {
    guard case .save(let reached) = standing.phase else { throw .notHere }
    guard ending.gateLevels.contains(reached.place.level) else { throw .outcomeNeedsGate(ending) }
    var next = self
    if reached.byHand { next.takeBackTheEnd(for: ending) }
    next.lasting.now = now
    for (field, value) in given {
      if case .appointment(let appointment)? = value {
        next.keep(bookedElsewhere: appointment)
      } else {
        try next.answer(field, value)
      }
    }
    if ending.requirements.contains(.given(.appointment)), next.appointment == nil {
      throw .outcomeNeeds(ending, [.appointment])
    }
    try next.endByHand(ending)
    next.forgetEvent()
    return next
  }

  /// The patient booked it in the call, and nobody noted it: it stands in the schedule by now.
  private mutating func keep(bookedElsewhere appointment: GivenAppointment) {
    standing.appointment = appointment
    standing.fields[.appointment] = .appointment(appointment)
    standing.given.insert(.appointment)
  }

  /// What `/end` asked and routed goes with the end it was asked for; what the new one needs too is
  /// not asked again.
  private mutating func takeBackTheEnd(for ending: Ending) {
    let before = standingBeforeTheEnd
    let needed = Set(ending.requirements.map(\.tracked))
    standing.routing = before?.routing ?? Routing()
    for (field, _) in standing.fields where before?.fields[field] == nil {
      let isNeeded =
        needed.contains(CallRequirement.asked(field).tracked)
        || needed.contains(CallRequirement.given(field).tracked)
      guard !isNeeded else { continue }
      standing.fields[field] = nil
      standing.given.remove(field)
    }
  }

  /// Before the first thing that `/end` asked: an answer of the script adds a step to the path, what
  /// is asked for an end adds none.
  private var standingBeforeTheEnd: Standing? {
    let before = answers.map(\.standing).filter {
      if case .save = $0.phase { false } else { true }
    }
    guard let last = before.last else { return nil }
    return before.first { $0.path == last.path && $0.phase == last.phase } ?? last
  }

  /// What a queue was asked in this call, as its item says it.
  package func asked(
    _ queue: QueueName
  ) -> (concern: Concern, question: String?, urgent: Bool, due: Date)? {
    standing.routing.items[queue].map { ($0.concern, $0.question, $0.urgent, $0.due) }
  }
}
