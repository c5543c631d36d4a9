import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("interrupt/missing")
struct InterruptMissingTests {
  @Test("each interrupt of the closed list is required", arguments: Interrupt.allCases)
  func missing(interrupt: Interrupt) {
    var draft = Draft.sound
    draft.interrupts[interrupt] = nil
    let found = draft.report.findings.filter { $0.rule == .interruptMissing }
    #expect(found.map(\.message) == ["interrupt \"\(interrupt.rawValue)\" has no target"])
    #expect(found.map(\.place.description) == ["scripts/test.yaml:1:1"])
  }
}
