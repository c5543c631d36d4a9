import RecallDomain
import Testing

@testable import ScriptEngine

/// Scripts far larger than any clinic's, broken all over; what each conversation must be is known.
@Suite("large broken scripts")
struct LargeScriptTests {
  private static let rule = RuleID.factBeforeIdentity

  @Test("a thousand nodes and two hundred findings: each has its shortest conversation")
  func chains() {
    let report = Self.draft(chain: 480, every: 5).report
    let told = report.findings.filter { $0.rule == Self.rule }.compactMap(\.conversation)
    #expect(told.count == 2 * 96)
    let main = (0..<96).map { Array(repeating: "next", count: $0 * 5) }
    // The side road is come to by the interrupt that enters it nearest.
    let side = (0..<96).map { number -> [String] in
      let node = number * 5
      let entry = Self.entries.last { $0.node <= node }!
      return ["/\(entry.interrupt.rawValue)"]
        + Array(repeating: "next", count: node - entry.node)
    }
    #expect(Set(told) == Set(main + side))
  }

  @Test("what comes after an interrupt and back is found through any of a thousand nodes")
  func throughInterrupts() {
    var draft = Self.draft(chain: 480, every: 1_000)
    draft.add("m479", .hear(["next": "found"]))
    draft.add("found", .hear(["end": "end"]), say: ["window"])
    draft.texts["window"] = "At {callback_window}."
    draft.add("s479", .ask(.callbackWindow, given: "resume", none: "resume"))
    draft.add("end", .end(.callbackRequested, .patientWillCall), say: ["window"])
    let told = draft.report.findings.filter { $0.rule == .factNotGiven }.compactMap(\.conversation)
    let road = Array(repeating: "next", count: 480)
    #expect(Set(told) == [road, road + ["end"]])
  }

  @Test("more answers than a screen can hold are no trouble, nor lines without end")
  func wide() {
    var draft = Draft.sound
    let nowhere = SourcePlace(file: "", line: 0, column: 0)
    let answers = (0..<40_000).map { Response(name: "r\($0)", target: "offer", place: nowhere) }
    draft.add("reason", .hear(answers), say: (0..<2_000).map { "reason\($0 % 10)" })
    #expect(draft.report.findings.filter { $0.rule == .deadEnd }.isEmpty)
  }

  /// Where interrupts enter the side road.
  private static let entries = Interrupt.allCases.filter { $0 != .emergency }.enumerated().map {
    (interrupt: $0.element, node: $0.offset * 30)
  }

  /// A main road and a side road; every so many nodes a line says what needs the gate.
  private static func draft(chain: Int, every: Int) -> Draft {
    var draft = Draft()
    draft.start = "m0"
    draft.texts = ["due": "{due}"]
    for number in 0..<chain {
      let next = number + 1 < chain
      let say = number % every == 0 && every < chain ? ["due"] : []
      draft.add(
        "m\(number)", .hear(["next": next ? .init(stringLiteral: "m\(number + 1)") : "end"]),
        say: say)
      draft.add(
        "s\(number)",
        .hear([
          "next": next ? .init(stringLiteral: "s\(number + 1)") : "end", "back": "resume",
        ]), say: say)
    }
    draft.add("end", .end(.callbackRequested, .patientWillCall), say: ["bye"])
    draft.add("emergency", .end(.escalated, .emergency))
    draft.interrupts[.emergency] = "emergency"
    for entry in entries {
      draft.interrupts[entry.interrupt] = .init(stringLiteral: "s\(entry.node)")
    }
    return draft
  }
}
