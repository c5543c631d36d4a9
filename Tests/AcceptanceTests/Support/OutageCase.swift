import Foundation
import RecallTestSupport

/// One fault at one prompt of one call, and how it goes on from there.
struct OutageCase: Sendable, CustomStringConvertible {
  enum Way: String, CaseIterable, Sendable {
    case backAtOnce = "back before the next answer"
    case backAtTheEnd = "back when the call has ended"
    case killed = "the console is killed meanwhile"
  }

  let call: KilledCall
  let fault: OutageFault
  let step: Int
  let way: Way

  var prompt: String { call.lines[step].prompt }
  var description: String {
    "\(call.name): \(fault) at prompt \(step + 1), \(prompt); \(way.rawValue)"
  }

  /// Every fault at every prompt; every way at every third of them, and each at every prompt of some
  /// fault.
  static func all(_ call: KilledCall, _ faults: [OutageFault]) -> [OutageCase] {
    faults.enumerated().flatMap { row, fault in
      call.lines.indices.map { step in
        OutageCase(
          call: call, fault: fault, step: step,
          way: Way.allCases[(row + step) % Way.allCases.count])
      }
    }
  }
}

/// Plays a case from the main prompt to the last row, and names everything that is not as it must be.
struct OutagePlay {
  let play: OutageCase
  let clinic: OutageClinic
  private var problems: [String] = []
  /// Lines that are still to be said.
  private var left: [KilledCall.Line]
  private var isAway = false
  private var heard = 0

  init(_ play: OutageCase, in clinic: OutageClinic) {
    (self.play, self.clinic) = (play, clinic)
    left = play.call.lines
  }

  mutating func problemsFound() throws -> [String] {
    var console = try clinic.console()
    for line in play.call.lines[..<play.step] {
      expect(try console.prompt() == line.prompt, "at \(line.prompt)")
      console.send(line.line)
      left.removeFirst()
    }
    expect(try console.prompt() == play.prompt, "the case's prompt")
    try clinic.strike(play.fault)
    isAway = true
    console.send(left.removeFirst().line)
    if let next = try afterTheFault(console) { console = next }
    try finish(console)
    try expectWhole()
    return problems
  }

  private mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { problems.append(what()) }
  }

  private mutating func heal() throws {
    try clinic.heal(play.fault)
    isAway = false
  }

  // MARK: The fault

  /// The console that goes on; `nil`: the same.
  private mutating func afterTheFault(_ console: Conversation) throws -> Conversation? {
    switch play.prompt {
    case "recall" where play.step > 0:
      expect(try console.finish().status == 0, "nothing is left to be written")
      try heal()
      return try again()
    case "recall":
      // No next patient without a store.
      expect(try console.finish().status == 69, "`next` says that the store is away")
      try heal()
      return try again()
    case "dial":
      // Nothing is dialled that the store has not looked at.
      try console.waitForComplaint("cannot be reached")
      if play.way == .killed { console.kill() }
      try heal()
      return play.way == .killed ? try again() : nil
    default:
      return try inTheCall(console)
    }
  }

  private mutating func inTheCall(_ console: Conversation) throws -> Conversation? {
    // The next words, whatever has become of the store.
    let before = console.heard.utf8.count
    guard let next = try console.prompt() else {
      problems.append("the call does not go on: \(try console.finish().errors)")
      return nil
    }
    console.unreadPrompt()
    heard = before
    let ended = next == "recall"
    if ended { expect(console.heard.contains("kept on this computer"), "it says where it is kept") }
    switch play.way {
    case .backAtOnce: try heal()
    case .backAtTheEnd: break
    case .killed:
      console.kill()
      expect(clinic.keptFiles.count == 1, "a sealed journal is left")
      try heal()
      let second = try again()
      expect(try second.prompt() == "recall", "a new start")
      second.unreadPrompt()
      expect(
        second.heard.inOneLine.contains("is in the list now"), "the start says that it was written")
      return second
    }
    return nil
  }

  private mutating func again() throws -> Conversation {
    heard = 0
    return try clinic.console()
  }

  // MARK: The rest of the call

  private mutating func finish(_ console: Conversation) throws {
    var asked = 0
    while let prompt = try console.prompt() {
      asked += 1
      guard asked < 60 else { throw Trouble("more than 60 prompts; heard:\n\(console.heard)") }
      let said = String(decoding: Array(console.heard.utf8.dropFirst(heard)), as: UTF8.self)
      heard = console.heard.utf8.count
      console.send(try answer(prompt, said))
    }
    let ended = try console.finish()
    expect(ended.status == 0, "it ends with \(ended.status): \(ended.errors)")
    expect(!ended.errors.contains("Delaney"), "nothing of a patient among the complaints")
  }

  private mutating func answer(_ prompt: String, _ said: String) throws -> String {
    switch prompt {
    case "recall":
      if isAway {
        expect(said.contains("kept on this computer"), "it says where the note is")
        expect(!said.contains("\nsaved\n"), "`saved` is the store's word")
        try heal()
      }
      return try atTheMainPrompt()
    case "dialled": return "y"
    case "offer" where said.inOneLine.contains("no time can be held"):
      return isAway ? "other 2026-11-30 10:00 Dr. Okafor" : "all"
    default: break
    }
    if let next = left.firstIndex(where: { $0.prompt == prompt }) {
      return left.remove(at: next).line
    }
    guard let known = play.call.lines.last(where: { $0.prompt == prompt }) else {
      throw Trouble("nothing to answer at \(prompt)")
    }
    return known.line
  }

  /// One call, and then home.
  private mutating func atTheMainPrompt() throws -> String {
    if try clinic.rows("note") > 0 { return "quit" }
    if !clinic.keptFiles.isEmpty { return "quit" }
    if try clinic.rows("attempt") > 0 { return "resume" }
    return "next"
  }

  // MARK: What must be there

  private mutating func expectWhole() throws {
    let call = play.call
    for (rows, count) in [
      ("note", 1), ("attempt WHERE withdrawn_at IS NULL", 1), ("claim", 1), ("stale_entry", 0),
      ("note_set_aside", 0), ("replay WHERE result <> 'written'", 0),
      ("slot WHERE held_by IS NOT NULL", 0),
      ("note WHERE body LIKE '%\"outcome\":\"\(call.outcome)\"%'", 1),
      ("appointment WHERE call IS NOT NULL", call.outcome == "scheduled" ? 1 : 0),
    ] {
      let found = try clinic.rows(rows)
      expect(found == count, "\(rows): \(found), not \(count)")
    }
    for queue in call.queues {
      let found = try clinic.rows("queue_item WHERE queue = '\(queue)' AND call IS NOT NULL")
      expect(found == 1, "\(queue): \(found) items, not one")
    }
    for words in call.words {
      expect(try clinic.rows("note WHERE body LIKE '%\(words)%'") == 1, "the note has \(words)")
    }
    expect(
      try clinic.rows("replay") == clinic.rows("audit WHERE act = 'replayed'"),
      "each replay is in the trail once")
    expect(clinic.keptFiles.isEmpty, "the local file is gone")
    let check = try clinic.place.run(clinic.arguments + ["store", "check"])
    expect(check.status == 0, "store check: \(check.output)")
  }
}
