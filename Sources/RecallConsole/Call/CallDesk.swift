import Foundation
import RecallDomain
import ScriptEngine

/// One call at the console: takes the caller from `dial` to `saved`, one prompt at a time.
///
/// It never shows the next words before the answer they follow is durable, and never decides
/// anything itself: `CallRun` says what comes next, the store says what is kept.
final class CallDesk {
  let desk: Desk
  var candidate: Candidate
  var ticket: ClaimTicket
  var number: String
  let edition: Edition
  var run: CallRun
  /// Queue items this call has opened.
  var items: [QueueName: CallNote.Routed] = [:]
  /// What this call had asked the clinical team before an emergency was raised: the emergency is an
  /// item of its own, so that answering one never finishes the other.
  var setAside: [CallNote.Routed] = []
  /// The verified patient asked for no more calls, in this call.
  var optedOut = false
  /// The attempt's number, as it was when the attempt began.
  var beganAs: Int?
  /// An interpreter named before dialling.
  var interpreter: String?
  /// Under which rules the patient was taken.
  var terms = ClaimTerms.list
  /// Who is on the line of a rehearsed call; `nil` in every other.
  var otherEnd: OtherEnd?
  /// What the patient has asked for in an appointment.
  var slotPreference = SlotPreference()
  /// What the present prompt offers by number: times to call back, slots.
  var picks: [CallbackWindow] = []
  var slots: [Slot] = []
  /// Empty lines given to a field that asks twice.
  var emptyLines = 0
  /// How the last typed value reads back; shown once, before the next words.
  var readBack: String?
  /// What was typed behind an interrupt, for the prompt that it leads to.
  var wordsBehind = ""
  /// A date as it was read, beside the next prompt until a key is pressed.
  var hint = ""
  /// Tries of today at the gate, as the store knew them when the call began.
  var triesKnown: Int?
  /// The record before the last change of how the patient is reached.
  var recordBeforeChange: Candidate?
  /// Part of the call was kept on a computer while the store was away.
  var isEstimated = false
  /// The store is away, and no slot is offered.
  var slotsAreAway = false
  /// Words of an answer that the store has not kept yet.
  var unkept: String?
  /// What was pressed, and the store has not kept yet.
  var unkeptInterrupt: Interrupt?
  /// The numbers of an emergency stand on the screen already.
  var emergencyIsShown = false
  /// A moment ago, before the answer was kept.
  var emergencyWasJustShown = false
  var interruptKeys = InterruptKeys()
  var telling = TellingAnswers()
  /// What the store keeps of the edition.
  private(set) lazy var compiled = CompiledEdition(edition)

  init(
    desk: Desk, candidate: Candidate, ticket: ClaimTicket, number: String, edition: Edition,
    run: CallRun? = nil
  ) {
    self.desk = desk
    self.candidate = candidate
    self.ticket = ticket
    self.number = number
    self.edition = edition
    self.run = run ?? CallRun(edition: edition)
    let own = candidate.items.filter { $0.call == ticket.call && $0.state != .withdrawn }
    for item in own.sorted(by: { ($0.opened, $0.id.rawValue) < ($1.opened, $1.id.rawValue) }) {
      if item.queue == .clinical, let earlier = items[item.queue] { setAside.append(earlier) }
      items[item.queue] = CallNote.Routed(queue: item.queue, item: item.id, due: item.due)
    }
  }

  var screen: Screen { desk.screen }
  var patient: Patient { candidate.patient }
  var entry: RecallEntry { candidate.entry }
  var zone: Zone { PatientZones.forWords(of: patient, policy: desk.policy) }
  var today: CivilDate { LocalTime(desk.now, in: zone).date }
  /// Staff labels of the script, in the console's language where the script has them.
  var labels: [String: String] {
    (edition.phrasebooks[desk.consoleLocale] ?? edition.phrasebooks[edition.languages[0]])?.labels
      ?? [:]
  }
  var spokenLanguages: [Language] {
    edition.languages.compactMap { edition.phrasebooks[$0]?.language }
  }

  /// Walks the call from the prompt it is at until it is saved, parked or left.
  func work() throws(StoreFailure) -> CallEnd {
    try present()
    while true {
      switch try step() {
      case .again: continue
      case .moved:
        if case .over = run.prompt { return .saved }
        emptyLines = 0
        try present()
      case .redraw: try present()
      case .left(let end): return end
      }
    }
  }

  /// One prompt: what kind it is decides which room of the house answers it.
  private func step() throws(StoreFailure) -> Step {
    if isBridging { return try bridged() }
    return switch run.prompt {
    case .hear(let node, let responses): try hear(node, responses)
    case .identifier(_, let kind, _): try identifier(kind)
    case .person(_, let whom): try person(whom)
    case .ask(let node, let field): try ask(node, field)
    case .book(let node): try book(node)
    case .leave(let node, _): try leave(node)
    case .save: try save()
    case .over: .left(.saved)
    }
  }
}

/// What became of one prompt.
enum Step {
  /// The same prompt is asked again.
  case again
  /// The same prompt, with its words and choices.
  case redraw
  /// The call moved: new words, a new prompt.
  case moved
  case left(CallEnd)
}

/// How a call leaves the console.
enum CallEnd: Equatable {
  case saved
  /// Left to be resumed; `quits` = and the console too.
  case parked(quits: Bool)
  /// Given back at `dial`: nothing was dialled.
  case givenBack(quits: Bool)
  /// Never dialled: `dial` is asked again.
  case withdrawn
  /// By a signal; the call can be resumed.
  case stopped(Int32)
}
