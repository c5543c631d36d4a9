import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("How long a clinic keeps words") struct RetentionKeysTests {
  private func read(_ text: String) -> (policy: ClinicPolicy?, findings: [String]) {
    let (policy, findings) = ClinicFileReader.read(
      source("recall-clinic: 1\nname: Lakeside\nretention: \(text)\n", path: "clinic.yaml"))
    return (policy, findings.map { "\($0.place): \($0.message)" })
  }

  @Test("years, months and never")
  func times() throws {
    let policy = try #require(
      read("{ notes: 10 years, calls: 1 year, messages: 18 months, queues: never }").policy)
    #expect(policy.retention.months == [.notes: 120, .calls: 12, .messages: 18])
  }

  @Test(
    "what cannot be meant is named, with its place",
    arguments: [
      ("{ notes: 10 }", "clinic.yaml:3:21: key \"notes\" must be \"never\" or a time such as"),
      ("{ notes: 0 years }", "not \"0 years\""), ("{ notes: -1 years }", "not \"-1 years\""),
      ("{ notes: 101 years }", "not \"101 years\""), ("{ notes: 90 days }", "not \"90 days\""),
      ("{ audit: 6 years }", "the audit trail is kept for good"),
      ("{ note: 6 years }", "key \"note\" is not known in key \"retention\""),
      ("6 years", "key \"retention\" must be a mapping"),
    ])
  func refused(_ text: String, _ sentence: String) {
    let (policy, findings) = read(text)
    #expect(policy == nil && findings.count == 1 && findings[0].contains(sentence), "\(findings)")
  }
}
