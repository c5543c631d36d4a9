import Crowd
import Foundation
import RecallDomain

/// What goes wrong in a simulated clinic. Closed list; each is counted.
package enum ClinicFault: String, CaseIterable, Sendable {
  /// A write that did not happen, and one whose answer never came.
  case refusedAct = "acts refused"
  case lostAnswer = "answers lost"
  /// A store that is away for some minutes of the clinic.
  case away = "outages"
  /// A console that ends at a prompt, before an act, after one.
  case diesAtPrompt = "deaths at a prompt"
  case diesInAct = "deaths in an act"
  /// Its terminal is closed.
  case closed = "terminals closed"
  /// Past its lease; its person sits down at another console.
  case stalled = "stalls past the lease"
  /// Of one computer, forth or back.
  case clockSet = "clocks set"
}

/// The dice of what goes wrong, and how often it did.
struct ClinicLuck {
  var dice: SeededDice
  /// One prompt in so many, one act in so many; 0: nothing goes wrong.
  let prompts: Int
  let acts: Int
  private(set) var counts: [ClinicFault: Int] = [:]
  /// Everybody finishes: nothing goes wrong any more.
  var isOver = false

  init(seed: UInt64, prompts: Int, acts: Int) {
    dice = SeededDice(seed: seed, for: "luck")
    (self.prompts, self.acts) = (prompts, acts)
  }

  mutating func count(_ fault: ClinicFault) { counts[fault, default: 0] += 1 }

  mutating func atPrompt() -> ClinicFault? {
    guard !isOver, prompts > 0, dice.once(in: prompts) else { return nil }
    return dice.pick(byWeight: [
      (.away, 5), (.diesAtPrompt, 4), (.closed, 1), (.stalled, 3), (.clockSet, 3),
    ])
  }

  mutating func inAct(_ writes: Bool) -> ActFault? {
    guard !isOver, acts > 0, dice.once(in: writes ? acts : acts * 6) else { return nil }
    let failure = dice.pick([
      StoreFailure.busy, .unreachable("the store is away"), .unreachable("the store is away"),
      .full,
    ])
    let fault: ActFault = dice.pick(byWeight: [
      (.refused(failure), 4), (.answerLost(.unreachable("no answer came")), writes ? 5 : 1),
      (.diesBefore, 1), (.diesAfter, writes ? 2 : 0),
    ])
    switch fault {
    case .refused: count(.refusedAct)
    case .answerLost: count(.lostAnswer)
    case .diesBefore, .diesAfter: count(.diesInAct)
    }
    return fault
  }
}
