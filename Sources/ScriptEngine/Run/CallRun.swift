package import Foundation
import RecallDomain

/// A running call: a pure value. An event goes in, effects come out; the state is the fold of the
/// journal, with no clock, no I/O and nothing remembered outside it.
///
/// Always: an event that is refused changes nothing. Never: a gate above closed that no `verify`
/// of this very run has raised.
package struct CallRun: Equatable, Sendable {
  package let edition: Edition
  package private(set) var journal: [TimedEvent] = []
  package internal(set) var start: CallStart?
  var liveGate = Gate()
  var standing = Standing()
  var lasting = Lasting()
  /// How things stood before each answer that `/back` can still undo.
  var answers: [Answer] = []
  /// What there is to say since the last answer.
  var utterances: [Utterance] = []

  let road: Set<NodeID>
  /// Only within one event.
  var effects: [CallEffect] = []
  var hops = 0
  /// Where the call goes on, not yet followed.
  var ahead: RoadAhead?
  var listenerIsNew = false
  /// Automatic `failed` of this event, so that no gate fails in a circle.
  var failedUnasked: Set<NodeID> = []
  /// Only within one event: what it passed through.
  var moments: [CallMoment] = []
  /// What is to happen next, where the record and the counts would otherwise decide (`Replay`).
  var foretold: Foretold?

  /// A call on this script, before its first event.
  package init(edition: Edition) {
    self.edition = edition
    road = edition.script.mainRoad()
  }

  /// The call as its journal tells it.
  package init(replaying events: [TimedEvent], edition: Edition) throws(CallRefusal) {
    self.init(edition: edition)
    for event in events { _ = try handle(event.event, at: event.at) }
  }

  /// Takes one event. What it returns must be durable before anything is shown that follows.
  package mutating func handle(
    _ event: CallEvent, at now: Date
  ) throws(CallRefusal) -> [CallEffect] {
    try trace(event, at: now).effects
  }

  /// The same, and what the call passed through on its way to the next prompt.
  package mutating func trace(
    _ event: CallEvent, at now: Date
  ) throws(CallRefusal) -> (effects: [CallEffect], moments: [CallMoment]) {
    var next = self
    next.lasting.now = now
    try next.apply(event)
    next.goOn()
    guard next.hops <= next.longestWay else { throw .endless }
    next.journal.append(TimedEvent(event, at: now))
    let traced = (next.effects, next.moments)
    next.forgetEvent()
    self = next
    return traced
  }

  mutating func forgetEvent() {
    effects = []
    moments = []
    hops = 0
    listenerIsNew = false
    failedUnasked = []
  }

  private mutating func apply(_ event: CallEvent) throws(CallRefusal) {
    if lasting.parked {
      guard case .takenUp = event else { throw .notHere }
    }
    switch event {
    case .began(let start): try begin(start)
    case .heard(let response): try hear(response)
    case .compared(let kind, let comparison): try compare(kind, comparison)
    case .refused: try refuse()
    case .personNamed(let person, let accepted): try name(person, accepted: accepted)
    case .answered(let field, let value): try answer(field, value)
    case .booked(let appointment): try book(appointment)
    case .noneSuit: try leaveBooking(by: "none_suit")
    case .clinicBooks: try leaveBooking(by: "clinic_books")
    case .left: try leaveWord(true)
    case .notLeft: try leaveWord(false)
    case .interrupted(let interrupt): try raise(interrupt)
    case .back: try goBack()
    case .locale(let tag): try speak(in: tag)
    case .interpreter(let id): try bringIn(id)
    case .remark(let text): try note(text)
    case .stumbled(let line, let locale, let words): try mark(line, in: locale, words)
    case .contact(let change, let permits): try noteContact(change, permits)
    case .ended(let ending): try endByHand(ending)
    case .parked: try park()
    case .takenUp(_, let permits): try takeUp(permits)
    case .saved: try save()
    case .withdrawn: try withdraw()
    case .usedUp(let edge): standing.counts[edge] = 9
    }
  }

  /// More automatic steps than this in one event can only be a circle: every node many times over,
  /// since bounded edges may lead through it again.
  var longestWay: Int { 500 + 20 * script.nodes.count }

  var script: Script { edition.script }
}

/// How things stood before an answer. It holds the height the gate had, not the gate.
struct Answer: Hashable, Sendable {
  var standing: Standing
  let level: GateLevel
  let raisedBy: NodeID?
}
