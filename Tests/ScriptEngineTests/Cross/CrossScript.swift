import Foundation
import RecallDomain

@testable import ScriptEngine

/// A small script by seed, written as its author would: YAML in a script's file and a fragment's.
/// Any acts, any targets, unnamed ends, bounds, new listeners, `resume`; rarely a sensible one.
struct CrossScript {
  static let lines: [LineID: String] = [
    "w.plain": "Words.", "w.due": "It was due {due}.", "w.who": "With {provider}.",
    "w.reason": "About {reason}.", "w.seen": "You came {last_visit}.",
    "w.booked": "See you {appointment}.", "w.window": "Then {callback_window}.",
    "w.answer": "They call by {answer_by}.", "w.name": "Is this {patient_name}?",
  ]

  private var random: SeededNumbers
  private var names: [NodeID] = []
  private var own: [String] = []
  private var shared: [String] = []
  private var roads: [String] = []
  private var sharedRoads: [String] = []
  /// Percent of targets that are better than random: the more, the sounder the script.
  private let care: Int

  static func files(seed: UInt64) -> [SourceFile] {
    var maker = CrossScript(random: SeededNumbers(seed: seed), care: Int(seed % 4) * 20)
    return maker.files()
  }

  private init(random: SeededNumbers, care: Int) {
    self.random = random
    self.care = care
  }

  private mutating func files() -> [SourceFile] {
    let interrupts = Int.random(in: 0...4, using: &random)
    names = (0..<Int.random(in: interrupts + 2...interrupts + 7, using: &random)).map { "n\($0)" }
    for name in names { add(name) }
    for interrupt in Interrupt.allCases.shuffled(using: &random).prefix(interrupts) {
      let road = "  \(interrupt.rawValue): \(target())"
      if chance(30) { sharedRoads.append(road) } else { roads.append(road) }
    }
    let script =
      """
      recall-script: 1
      id: cross
      use: [common]
      start: n0
      start_inbound: \(names.randomElement(using: &random)!)
      nodes:
      \(own.joined(separator: "\n"))
      """ + Self.section("interrupts", roads)
    let fragment =
      "recall-fragment: 1\nid: common" + Self.section("nodes", shared)
      + Self.section("interrupts", sharedRoads)
    return [("cross", script), ("common", fragment)].map {
      SourceFile(path: "scripts/\($0.0).yaml", bytes: Array($0.1.utf8))
    }
  }

  private static func section(_ key: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "\n\(key):\n" + lines.joined(separator: "\n")
  }

  private mutating func add(_ name: NodeID) {
    var lines = ["  \(name):"]
    if chance(60) {
      let said = (0..<(chance(20) ? 2 : 1)).map { _ in
        Self.lines.keys.sorted().randomElement(using: &random)!
      }
      lines.append("    say: [\(said.joined(separator: ", "))]")
    }
    if chance(25) {
      let queue = ["clinical", "clinical", "insurance", "language", "supervisor", "records"]
      lines.append("    route: \(queue.randomElement(using: &random)!)")
    }
    lines += act().map { "    " + $0 }
    if name != "n0" && chance(25) { shared += lines } else { own += lines }
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func target(_ depth: Int = 0) -> String {
    let node = names.randomElement(using: &random)!
    switch Int.random(in: 0..<20, using: &random) {
    case 0...2: return "resume"
    case 3, 4: return "{ go: \(node), listener: new }"
    case 5 where depth < 2:
      let new = chance(30) ? ", listener: new" : ""
      return "{ go: \(node), at_most: \(chance(50) ? 1 : 2)\(new), then: \(target(depth + 1)) }"
    case 6, 7:
      let ending = ending()
      let say = chance(40) ? ", say: w.plain" : chance(20) ? ", say: w.booked" : ""
      return "{ end: \(ending.outcome.rawValue), detail: \(ending.detail.rawValue)\(say) }"
    default: return node
    }
  }

  private mutating func exits(_ names: [String]) -> String {
    "then: { " + names.map { "\($0): \(target())" }.joined(separator: ", ") + " }"
  }

  private mutating func act() -> [String] {
    switch Int.random(in: 0..<26, using: &random) {
    case 0...5:
      return ["hear:"]
        + ["yes_a", "no_b", "go"].prefix(chance(30) ? 3 : 2).map {
          "  \($0): \(target())"
        }
    case 6...10:
      let whom = ["identity", "identity", "representative", "helper"].randomElement(using: &random)!
      return ["verify: \(whom)", exits(["verified", "failed", "refused"])]
    case 11...13:
      let fields = ["question", "callback_window", "language", "decline_reason", "complaint"]
      return ["ask: \(fields.randomElement(using: &random)!)", exits(["given", "none"])]
    case 14, 15: return ["book: appointment", exits(["booked", "none_suit", "clinic_books"])]
    case 16, 17:
      let place = chance(50) ? "voicemail" : "with_person"
      return ["leave: \(place)", exits(["left", "not_left", "not_permitted"])]
    case 18: return ["send: message", exits(["queued", "no_consent"])]
    case 19: return ["go: \(target())"]
    default:
      let ending = ending()
      return ["end: \(ending.outcome.rawValue)", "detail: \(ending.detail.rawValue)"]
    }
  }

  private mutating func ending() -> Ending {
    if chance(care) { return Ending(.noAnswer, .hungUp)! }
    let outcome = Outcome.allCases.randomElement(using: &random)!
    return Ending(outcome, outcome.details.randomElement(using: &random)!)!
  }
}
