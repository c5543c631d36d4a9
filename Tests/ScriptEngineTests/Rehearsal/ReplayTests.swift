import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("walking a conversation")
struct ReplayTests {
  private static func replay(_ words: String...) throws(Replay.Refusal) -> Replay {
    var replay = try Replay(
      words, edition: TestScript.edition(TestScript.road), start: TestCall.start(),
      at: TestCall.noon)
    try replay.finish()
    return replay
  }

  @Test("what was said is told as the checker writes it, codes of interrupts by name")
  func said() throws {
    let replay = try Self.replay("patient", "verified", "/bu", "later", "given")
    #expect(replay.said == ["patient", "verified", "/busy", "later", "given"])
    #expect(replay.run.ending == Ending(.callbackRequested, .atTime))
    #expect(try Self.replay("/inbound").said == ["/inbound"])
  }

  @Test("an unknown answer is refused with what was possible, and changes nothing")
  func unknown() throws {
    var replay = try Self.replay("patient")
    #expect(throws: Replay.Refusal.unknownAnswer("verfied", node: "identity", possible: Self.gate))
    {
      try replay.say(["verfied"])
    }
    #expect(replay.said == ["patient"])
    #expect(replay.rest.isEmpty)
    try replay.say(["verified"])
    #expect(replay.run.gate.level == .open)
  }

  private static let gate = ["verified", "failed", "refused"]

  @Test("a wrong word for what the record decides is refused at the node that decides it")
  func automatic() throws {
    let exits = ["queued", "no_consent"]
    #expect(throws: Replay.Refusal.unknownAnswer("no_konsent", node: "sender", possible: exits)) {
      try Self.replay("patient", "verified", "text", "no_konsent")
    }
    let replay = try Self.replay("patient", "verified", "text", "no_consent")
    #expect(replay.run.ending == Ending(.callbackRequested, .patientWillCall))
  }

  @Test("an edge without a bound has no :then")
  func noBound() {
    #expect(
      throws: Replay.Refusal.unknownAnswer("patient:then", node: "opening", possible: ["patient"])
    ) {
      try Self.replay("patient:then")
    }
  }

  @Test("a bounded edge goes on to its end when the conversation says so")
  func bound() throws {
    let replay = try Self.replay("again:then")
    #expect(replay.run.ending == Ending(.noAnswer, .technical))
    #expect(replay.said == ["again:then"])
  }

  @Test("nothing is said any more once the call has ended, except an interrupt that reopens it")
  func ended() throws {
    #expect(throws: Replay.Refusal.unknownAnswer("ready", node: "opening.wrong", possible: [])) {
      try Self.replay("wrong", "ready")
    }
    #expect(try Self.replay("wrong", "/busy").run.prompt != .over)
  }

  @Test("each step tells what it would make happen")
  func effects() throws {
    let replay = try Self.replay("patient", "verified", "/clinical", "given")
    guard case .route(.clinical, _, _, _, _)? = replay.effects.first else {
      Issue.record("\(replay.effects)")
      return
    }
  }

  @Test("the command for a conversation can be pasted into a shell")
  func command() {
    let text = ReplayCommand.text(
      script: "overdue-follow-up", conversation: ["patient", "/busy", "again:then"],
      clinic: "/srv/our clinic")
    #expect(
      text
        == "recall --clinic '/srv/our clinic' practice --replay overdue-follow-up"
        + " patient /busy again:then")
  }

  @Test("findings are seen where their conversation is complete, and only there")
  func findings() {
    let place = SourcePlace(file: "scripts/test.yaml", line: 3, column: 1)
    let finding = { (conversation: [String]?) in
      Finding(rule: .deadEnd, place: place, message: "m", conversation: conversation)
    }
    let all = [finding([]), finding(["a"]), finding(["a", "b"]), finding(["c"]), finding(nil)]
    let findings = ReplayFindings(CheckReport(findings: all, states: 1, edges: 1))
    #expect(findings.seen(in: [], after: nil) == [all[0]])
    #expect(findings.seen(in: ["a"], after: 0) == [all[1]])
    #expect(findings.seen(in: ["a", "b", "x"], after: 1) == [all[2]])
  }
}
