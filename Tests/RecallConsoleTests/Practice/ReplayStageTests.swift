import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("a replayed conversation on the screen")
struct ReplayStageTests {
  private static let id = "overdue-follow-up"

  private struct Shown {
    let text: String
    let seen: [Finding]
  }

  private static func play(
    _ conversation: String..., library: ScriptLibrary = ClinicFolder.library,
    locale: String = "en"
  ) throws -> Shown {
    let paper = Paper()
    let stage = ReplayStage(
      screen: Screen(
        isTerminal: false, colour: false, output: paper.handle, problems: paper.handle, width: 80),
      phrases: try #require(library.staffPhrases[locale]),
      edition: try #require(library.rehearsalEdition(of: id)), report: library.reports[id])
    let start = PracticeCall.start(script: id, policy: ClinicFolder.policy, locale: locale)
    let played = try stage.play(conversation, start: start, at: PracticeCall.moment)
    return Shown(text: paper.text, seen: played.seen)
  }

  /// The greeting before the gate tells the reason.
  private static let broken = ClinicFolder.library(changing: "locales/en/common.yaml") {
    $0.replacingOccurrences(
      of: "Is now a good time to talk?", with: "It is about {reason}. Is now a good time?")
  }

  @Test("it looks like the call: the prompt with its answer, the words, the outcome")
  func wholeCall() throws {
    let shown = try Self.play("patient", "verified", "ready", "booked")
    #expect(shown.text.hasPrefix("PRACTICE overdue-follow-up · in English"))
    for line in [
      "PRACTICE opening> patient", "PRACTICE identity> verified", "match: the gate is open",
      "PRACTICE offer> booked", "  ❝ You are all set for Tuesday, December 1",
      "scheduled · booked in this call",
    ] { #expect(shown.text.contains(line), "\(line)") }
    #expect(shown.seen.isEmpty)
  }

  @Test("a conversation that leaves off says where it stands and what can be answered")
  func leavesOff() throws {
    let shown = try Self.play("patient", "verified")
    #expect(shown.text.contains("The conversation stands here, at reason."))
    #expect(shown.text.contains("    later       rather another time"))
    #expect(shown.text.contains("or an interrupt, such as /busy"))
  }

  @Test("it speaks and labels in Spanish")
  func spanish() throws {
    let shown = try Self.play("patient", "/cq", "given", locale: "es")
    #expect(shown.text.hasPrefix("PRÁCTICA overdue-follow-up · en español"))
    #expect(shown.text.contains("Buenas tardes, le habla Ana"))
    #expect(shown.text.contains("PRACTICE identity> /clinical"))
    #expect(shown.text.contains("se pasa a: equipo clínico"))
  }

  @Test("at the end of a finding's conversation stand the rule and its place in the file")
  func breach() throws {
    let finding = try #require(
      Self.broken.reports[Self.id]?.findings.first { $0.rule == .factBeforeIdentity })
    #expect(finding.conversation == ["patient"])
    let shown = try Self.play("patient", library: Self.broken)
    #expect(shown.seen.contains(finding))
    #expect(
      shown.text.contains("! Here the rule privacy/fact-before-identity is broken:"))
    #expect(shown.text.contains("    \(finding.place): line \"opening.moment\""))
  }

  @Test("what the checker forbids is not spoken in a replay either, only named")
  func withheld() throws {
    let shown = try Self.play("patient", library: Self.broken)
    #expect(shown.text.contains("! Not spoken: the line opening.moment"))
    #expect(!shown.text.contains("It is about"))
  }

  @Test("findings that lie on another road are counted")
  func others() throws {
    let shown = try Self.play("no_answer", library: Self.broken)
    #expect(shown.seen.isEmpty)
    #expect(shown.text.contains("not on this road: recall script check"))
  }

  @Test("a script that is safe but not approved says so, and so does a broken one")
  func standing() throws {
    #expect(try Self.play().text.contains("! Not approved: this script is for practice only."))
    #expect(try Self.play(library: Self.broken).text.contains("! This script breaks rules"))
  }
}
