import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("A call that is promised while a question is open")
struct PromiseBesideQuestionTests {
  private let typed =
    Road.verbatim.typed + [
      "May I eat before the test?", "go_on", "/busy", "tomorrow 3pm", "", "quit",
    ]

  @Test("stands in the note and among the promises, beside the answer that is owed")
  func both() throws {
    let day = try ConsoleDay()
    let call = day.run(typed)
    let note = try #require(day.notes.first, "\(call.everything)")
    #expect(note.next.kind == .review)
    #expect(
      note.summary.contains("A call back stays promised to the patient:"), "\(note.summary)")
    let entry = try #require(try day.store.candidate(RecallID("r-1"))).entry
    #expect(entry.state == .review && entry.callback != nil)
    let promises = day.run(["promises", "quit"]).output.unwrapped
    #expect(promises.contains("call back Wed, Nov 25, 3:00 PM"), "\(promises)")
    #expect(promises.contains("clinical team"), "\(promises)")
  }

  @Test("a correction says it too")
  func corrected() throws {
    let day = try ConsoleDay()
    _ = day.run(typed)
    let id = try #require(day.notes.first).id
    let text = day.run([
      "last correct callback-requested any-time", "a slip", "quit",
    ])
    let change = try #require(
      try day.store.additions(to: id).first?.change, "\(text.everything)")
    #expect(change.next.kind == .review)
    #expect(change.summary.contains("stays promised"), "\(change.summary)")
  }
}
