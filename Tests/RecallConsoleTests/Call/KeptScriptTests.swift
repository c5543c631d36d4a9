import Foundation
import RecallDomain
import RecallStorage
import ScriptEngine
import Testing

@testable import RecallConsole

/// On a shared store a call's script may have been written by anybody who can place calls: whoever takes
/// the call up reads out only what was approved.
@Suite("A live call that is taken up is read out of an approved script, or not at all")
struct KeptScriptTests {
  private static let step = (
    "scripts/overdue-follow-up.yaml", "later: callback", "later: give_number"
  )
  private static let words = (
    "locales/es/overdue-follow-up.yaml", "Déjeme ver", "Permítame ver"
  )

  /// What is said is wrapped.
  private func isRefused(_ told: Transcript) -> Bool {
    told.problems.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .contains("is not one that was approved")
  }

  /// A call of this library, parked; then the clinic has another.
  private func takenUp(
    _ library: ScriptLibrary, then later: ScriptLibrary,
    between: (ConsoleDay) throws -> Void = { _ in }
  ) throws -> Transcript {
    let day = try ConsoleDay(kind: .live) { patient, _ in patient.language = "es" }
    day.library = library
    let parked = day.run(["next", "", "/park", "quit"])
    #expect(parked.prompts.contains("opening"))
    try between(day)
    day.approvedOnly = true
    day.library = later
    day.now += 600
    return day.run(["resume", "/park", "quit"])
  }

  private func record(_ library: ScriptLibrary, _ day: ConsoleDay) throws {
    for new in library.approvals(by: "lee", at: ConsoleDay.now) {
      let compiled = CompiledEdition(new.edition)
      try day.store.saveEdition(hash: compiled.hash, compiled: compiled.data)
      try day.store.recordApproval(
        RecordedApproval(
          script: new.approval.script, structure: new.approval.structure,
          policy: new.approval.policy, words: new.newWords, edition: compiled.hash, by: "lee",
          at: ConsoleDay.now))
    }
  }

  @Test("the clinic's script of now goes on")
  func ofNow() throws {
    let approved = ClinicFolder.approved()
    let told = try takenUp(approved, then: approved)
    #expect(!isRefused(told) && told.prompts.contains("opening"))
  }

  @Test("one that was approved when the call began goes on, whatever the files say now")
  func ofThen() throws {
    let approved = ClinicFolder.approved()
    let changed = ClinicFolder.approved(then: [Self.step, Self.words])
    let told = try takenUp(approved, then: changed) { try record(approved, $0) }
    #expect(!isRefused(told) && told.prompts.contains("opening"))
  }

  @Test("other words, other steps, or a script that nobody has approved are not read out")
  func others() throws {
    let approved = ClinicFolder.approved()
    for change in [Self.words, Self.step] {
      // As the one who wrote it would have it: approved, in their own folder.
      let own = ClinicFolder.approved(in: nil, [change])
      let told = try takenUp(own, then: approved) { try record(approved, $0) }
      #expect(isRefused(told) && !told.prompts.contains("opening"))
    }
    let changed = ClinicFolder.approved(then: [Self.step])
    let told = try takenUp(approved, then: changed)
    #expect(isRefused(told))
  }

  @Test("content under another's name is no script")
  func otherName() throws {
    let edition = try #require(ClinicFolder.approved().editions["overdue-follow-up"])
    let compiled = CompiledEdition(edition)
    #expect(CompiledEdition.edition(from: compiled.data, named: compiled.hash) == edition)
    let other = String(compiled.hash.dropLast()) + (compiled.hash.hasSuffix("0") ? "1" : "0")
    #expect(CompiledEdition.edition(from: compiled.data, named: other) == nil)
    #expect(CompiledEdition.edition(from: compiled.data, named: "x." + compiled.hash) == nil)
  }
}
