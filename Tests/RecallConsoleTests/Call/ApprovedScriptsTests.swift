import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("Live calls take what is approved, as it is approved")
struct ApprovedScriptsTests {
  private static let script = "scripts/overdue-follow-up.yaml"
  private static let spanish = "locales/es/overdue-follow-up.yaml"
  private static let step = (script, "later: callback", "later: give_number")
  private static let words = (spanish, "Déjeme ver", "Permítame ver")

  private func day(_ library: ScriptLibrary, language: String = "en") throws -> ConsoleDay {
    let day = try ConsoleDay { patient, _ in patient.language = language }
    day.approvedOnly = true
    day.library = library
    return day
  }

  @Test("a script that was never approved is refused, with what to do")
  func never() throws {
    let told = try day(ClinicFolder.library).run(["open r-1", "quit"]).output
    #expect(told.folded.contains("never approved"))
    #expect(told.folded.contains("recall script approve overdue-follow-up"))
    #expect(!told.contains("dial +1"))
  }

  @Test(
    "a script that changed since is refused: its steps, and the fragment it shares",
    arguments: [
      step,
      (
        "scripts/common.yaml", "go_on: resume\n      later: callback",
        "go_on: resume\n      later: give_number"
      ),
    ])
  func changed(_ change: (String, String, String)) throws {
    let day = try day(ClinicFolder.approved(then: [change]))
    let told = day.run(["next", "open r-1", "quit"]).output
    #expect(told.folded.contains("has changed since it was approved"))
    #expect(told.folded.contains("recall script diff overdue-follow-up"))
    #expect(!told.contains("dial +1"))
  }

  @Test("words that changed in one language leave the others: the call is bridged, not spoken")
  func oneLanguage() throws {
    let approved = try day(ClinicFolder.approved(), language: "es").run([
      "next", "", "/park", "quit",
    ])
    #expect(approved.output.contains("le habla Ana"))
    let stale = try day(ClinicFolder.approved(then: [Self.words]), language: "es")
    let told = stale.run(["next", "", "/locale es", "/both", "/park", "quit"])
    #expect(told.output.contains("this is Ana"))
    #expect(!told.output.contains("le habla Ana"))
    #expect(told.problems.contains("Spoken languages: English (en)"))
    let english = try day(ClinicFolder.approved(in: ["en"]), language: "en")
    #expect(english.run(["next", "", "/park", "quit"]).output.contains("this is Ana"))
  }

  @Test("a script of which only the translation is approved is not used")
  func onlyTranslation() throws {
    let told = try day(ClinicFolder.approved(in: ["es"]), language: "es").run(["open r-1", "quit"])
    #expect(!told.output.contains("dial +1"))
  }

  @Test("files that change while the console is open reach the next call, or refuse it")
  func whileOpen() throws {
    let day = try day(ClinicFolder.approved())
    var later: [ScriptLibrary] = []
    day.reread = { later.popLast() }
    later = [
      ClinicFolder.approved(in: nil, [Self.words, Self.step]),
      ClinicFolder.approved(then: [Self.step]),
    ]
    let told = day.run(["next", "next", "/back", "quit"])
    #expect(told.output.folded.contains("has changed since it was approved"))
    // Then it is approved again.
    #expect(told.prompts == ["recall", "recall", "dial", "recall"])
  }

  @Test("a running call keeps its copy and its hashes, over a crash and whatever is approved then")
  func runningCall() throws {
    let approved = ClinicFolder.approved()
    let day = try day(approved, language: "es")
    let edition = try #require(approved.editions["overdue-follow-up"])
    _ = day.run(events: [.line("next"), .line(""), .line("patient"), .terminated(9)])
    // The words and the steps are others now, and nobody has approved them.
    day.library = ClinicFolder.approved(then: [Self.step, Self.words])
    day.now += 600
    let call = day.run([
      "resume", "/locale en", "/locale es", "y", "1961-03-04", "ready", "/say", "1", "", "quit",
    ])
    #expect(call.output.contains("Déjeme ver") && !call.output.contains("Permítame ver"))
    let note = try #require(day.notes.first)
    #expect(note.script.structure == edition.structureHash)
    #expect(note.script.words == edition.wordsHashes && note.script.approved)
    // The next one gets none.
    #expect(day.run(["open r-1", "quit"]).output.folded.contains("has changed since"))
  }

  @Test("a note says that words which were not approved were spoken")
  func notApproved() throws {
    let day = try ConsoleDay()
    day.library = ClinicFolder.approved(in: ["en"])
    _ = day.run(WholeCallTests.pinned)
    #expect(day.notes.first?.script.approved == true)
    let other = try ConsoleDay { patient, _ in patient.language = "es" }
    other.library = ClinicFolder.approved(in: ["en"])
    _ = other.run(WholeCallTests.pinned)
    #expect(other.notes.first?.script.approved == false)
  }
}

extension String {
  /// Without the line breaks of wrapping.
  fileprivate var folded: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
