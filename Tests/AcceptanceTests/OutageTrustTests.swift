import Foundation
import RecallTestSupport
import Testing

/// A store that goes away in the middle of a call: every kind of fault at every prompt. The call goes
/// on, and afterwards everything that was acknowledged is in the store, once.
@Suite(
  "an outage in the middle of a call",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct OutageTrustTests {
  private static let question = KilledCall.all[0]
  private static let short = KilledCall.all.filter {
    ["an emergency before identity", "an opt-out by the patient"].contains($0.name)
  }

  @Test(
    "whatever comes between the console and its server, at any prompt",
    arguments: TrustLedger.chosen(
      OutageCase.all(question, FaultProxy.Fault.allCases.map { .proxied($0) })
        + short.flatMap { OutageCase.all($0, [.proxied(.refused)]) }, oneIn: 4))
  func proxied(_ play: OutageCase) throws {
    try survive(play, in: OutageHouse.shared.get())
  }

  /// One after the other: there is one server to stop.
  @Test("the server is shut down at once and started again, at any prompt")
  func restarted() throws {
    for play in TrustLedger.chosen(OutageCase.all(Self.question, [.restarted]), oneIn: 3) {
      try survive(play, in: OutageHouse.own.get())
    }
  }

  @Test("the connection breaks at any message of one answer")
  func anyMessage() throws {
    let house = try OutageHouse.shared.get()
    let step = try #require(Self.question.lines.firstIndex { $0.prompt == "clinical_question" })
    var (message, reached) = (1, true)
    while reached {
      let clinic = try OutageClinic(in: house)
      let console = try clinic.console()
      for line in Self.question.lines[..<step] {
        #expect(try console.prompt() == line.prompt)
        console.send(line.line)
      }
      #expect(try console.prompt() == "clinical_question")
      clinic.proxy.reset(atMessage: message)
      console.send("May I eat before?")
      #expect(try console.prompt() == "question_noted", "message \(message)")
      reached = clinic.proxy.hasStruck
      try clinic.proxy.heal()
      for line in ["go_on", "no_thanks", "/end callback", "tomorrow 3pm", ""] {
        console.send(line)
        guard try console.prompt() != nil else { break }
      }
      console.send("quit")
      let ended = try console.finish()
      let whole =
        try clinic.rows("note") == 1 && clinic.keptFiles.isEmpty
        && clinic.rows("queue_item WHERE question = 'May I eat before?'") == 1
        && clinic.place.run(clinic.arguments + ["store", "check"]).status == 0
      #expect(whole, "message \(message): \(ended.output)\n\(ended.errors)")
      TrustLedger.count("outage cases survived", tried: 1, broken: whole ? 0 : 1)
      message += 1
    }
    #expect(message > 5, "an answer takes more messages than that")
  }

  private func survive(_ play: OutageCase, in house: OutageHouse) throws {
    var broken = 1
    defer { TrustLedger.count("outage cases survived", tried: 1, broken: broken) }
    var story = OutagePlay(play, in: try OutageClinic(in: house))
    let problems = try story.problemsFound()
    #expect(problems == [], "\(play)")
    broken = problems.isEmpty ? 0 : 1
  }
}
