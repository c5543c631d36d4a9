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

  /// A call with other words than were approved, which died in the hands of whoever made it.
  private func died(_ change: (ConsoleDay) -> Void = { _ in }) throws -> ConsoleDay {
    let day = try ConsoleDay(kind: .live) { patient, _ in patient.language = "es" }
    day.library = ClinicFolder.approved(in: nil, [Self.words])
    _ = day.run(events: [.line("next"), .line(""), .terminated(9)])
    try record(ClinicFolder.approved(), day)
    day.approvedOnly = true
    day.library = ClinicFolder.approved()
    day.now += 600
    change(day)
    return day
  }

  @Test("its caller can leave it for later, and is not kept from the next patient by it")
  func left() throws {
    let day = try died()
    let told = day.run(["resume", "park", "next", "quit"])
    #expect(isRefused(told) && told.prompts == ["recall", "leave", "recall", "recall"])
    #expect(!told.output.contains("Permítame"))
    #expect(!(told.output + told.problems).contains("Type resume to finish"))
    let waiting = try day.store.callsNeedingOutcome(for: "ana", at: day.now)
    #expect(waiting.map(\.parked) == [true])
  }

  @Test("it gets its outcome by hand, and `back` from there shows none of the script either")
  func byHand() throws {
    let day = try died()
    let told = day.run([
      "resume", "end no-answer hung-up", "/back", "end no-answer hung-up", "/say", "", "quit",
    ])
    #expect(told.prompts == ["recall", "leave", "save", "leave", "save", "save", "recall"])
    #expect(told.output.contains("saved\n") && !told.output.contains("Permítame"))
    #expect(day.notes.map(\.ending.outcome) == [.noAnswer])
  }

  @Test("a lead is told what to do about it")
  func lead() throws {
    let day = try died { $0.caller.roles = [.caller, .lead] }
    let told = day.run(["resume", "park", "quit"])
    let words = told.problems.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("approve it with recall script approve, and resume the call"))
    #expect(!words.contains("tell the clinic lead"))
  }

  @Test("a call of a newer program waits for it, and its caller goes on")
  func newer() throws {
    let day = try died()
    let desk = day.desk(TypedLines([]), Paper(), Paper())
    let call = try #require(try day.store.callsNeedingOutcome(for: "ana", at: day.now).first?.call)
    // Twice over, as somebody tries again.
    for _ in 1...2 {
      try desk.letGo(
        try day.store.takeUp(call, by: "ana", at: day.now, lease: 60, takeOver: false))
      let waiting = try day.store.callsNeedingOutcome(for: "ana", at: day.now)
      #expect(waiting.map(\.parked) == [true])
    }
    // Whoever can read it finds a call that goes on.
    let told = day.run(["resume", "park", "quit"])
    #expect(isRefused(told) && told.prompts == ["recall", "leave", "recall"])
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
