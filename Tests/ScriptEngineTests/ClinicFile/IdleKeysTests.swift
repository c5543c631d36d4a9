import RecallDomain
import ScriptEngine
import Testing

@Suite("idle: in clinic.yaml")
struct IdleKeysTests {
  private func read(_ text: String) -> (policy: ClinicPolicy?, findings: [Finding]) {
    ClinicFileReader.read(source("recall-clinic: 1\nname: L\n" + text, path: "clinic.yaml"))
  }

  private func idle(_ text: String) throws -> IdlePolicy {
    let read = read("idle: \(text)")
    #expect(read.findings == [], "\(text)")
    return try #require(read.policy).idle
  }

  @Test("left out, in whole or in part, it has the field's defaults")
  func defaults() throws {
    #expect(read("").policy?.idle == IdlePolicy())
    #expect(try idle("{}") == IdlePolicy())
    #expect(try idle("{ blank: 5 minutes }") == IdlePolicy(blank: 300, leave: 3_600))
  }

  @Test("times are minutes or hours, and never is never")
  func times() throws {
    let longest = try idle("{ blank: 1 minute, leave: 12 hours }")
    #expect(longest == IdlePolicy(blank: 60, leave: 43_200))
    #expect(try idle("{ blank: never, leave: 2 hours }") == IdlePolicy(blank: nil, leave: 7_200))
    #expect(try idle("{ blank: 10 minutes, leave: never }") == IdlePolicy(blank: 600, leave: nil))
    let atOnce = try idle("{ blank: 9 minutes, leave: 9 minutes }")
    #expect(atOnce == IdlePolicy(blank: 540, leave: 540))
  }

  @Test(
    "what is no time, too short, or as good as never is refused, with what may stand there",
    arguments: [
      "0 minutes", "13 hours", "1 day", "15", "soon", "same-day", "-1 minutes", "2 business days",
    ])
  func refused(_ time: String) throws {
    let findings = read("idle: { blank: \(time) }").findings
    let message = try #require(findings.first).message
    #expect(findings.count == 1 && message.contains("\"never\" or a time such as \"15 minutes\""))
    #expect(findings[0].place.line == 3)
  }

  @Test("a console cannot close before it is hidden, whichever of the two is written")
  func order() throws {
    for text in ["{ blank: 30 minutes, leave: 20 minutes }", "{ leave: 10 minutes }"] {
      let message = try #require(read("idle: \(text)").findings.first).message
      #expect(message.contains("must not come before"), "\(text)")
    }
    #expect(read("idle: { blank: 2 hours }").findings.count == 1)
  }

  @Test("other keys are named")
  func others() {
    #expect(read("idle: { lock: 5 minutes }").findings.first?.message.contains("lock") == true)
    #expect(!read("idle: 15 minutes").findings.isEmpty)
  }
}
