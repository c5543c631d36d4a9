import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

/// From the answer of a team to the words that the patient hears.
@Suite("Answers that are owed to patients")
struct AnswersOwedTests {
  @Test("an answer that a corrected outcome says nobody heard is owed again, and told after all")
  func owedAgain() throws {
    let day = try InboxTests.asked()
    InboxTests.works(day, "kim", "Kim", .clinical)
    _ = day.run(["inbox", "inbox answer 1", "Yes, a light breakfast.", "1", "quit"])
    InboxTests.works(day, "ana", "Ana", .caller)
    day.now = ConsoleDay.now.addingTimeInterval(86_400)
    _ = day.run(["next", "", "patient", "y", "1961-03-04", "will_book", "", "quit"])
    let item = {
      try #require(try day.store.candidate(RecallID("r-1"))?.items.first { $0.answer != nil })
    }
    #expect(try item().state == .closed)
    let corrected = day.run([
      "last correct no-answer hung-up", "they were gone", "promises", "quit",
    ])
    #expect(corrected.problems == "")
    #expect(try item().state == .answered && item().toldIn == nil)
    #expect(corrected.output.unwrapped.contains("clinical team answered (kim"))
    let history = try day.store.queueActs(of: item().id)
    #expect(history.map(\.kind) == [.take, .answer, .told, .note])
    #expect(history.last?.words?.contains("has not heard the answer") == true)
    let again = day.run(["last correct callback-requested any-time", "no, they were there", "quit"])
    #expect(again.output.unwrapped.contains("the patient was given the answer"))
    #expect(try item().state == .closed && item().toldIn != nil)
    #expect(try day.store.check() == [])
  }

  @Test("whoever was not told, or not reached, is still owed the answer")
  func stillOwed() throws {
    let day = try InboxTests.asked()
    InboxTests.works(day, "kim", "Kim", .clinical)
    _ = day.run(["inbox", "inbox answer 1", "Yes.", "1", "quit"])
    InboxTests.works(day, "ana", "Ana", .caller)
    day.now = ConsoleDay.now.addingTimeInterval(86_400)
    _ = day.run([
      "next", "", "patient", "y", "1961-03-04", "will_book", "not told", "", "quit",
    ])
    #expect(day.notes.count == 2)
    #expect(day.notes.last?.told == nil)
    #expect(try day.store.answersToTell(by: "ana") == 1)
  }

  @Test("an answer that came when the patient had gone is not told, and is still owed")
  func cameTooLate() throws {
    let day = try InboxTests.asked()
    let id = try #require(try day.store.queueItems(.clinical).first?.id.rawValue)
    let nurse = { (words: String) in
      InboxTests.works(day, "kim", "Kim", .clinical)
      _ = day.run(["inbox answer \(id)", words, "1", "quit"])
      InboxTests.works(day, "ana", "Ana", .caller)
    }
    nurse("Yes.")
    day.now = ConsoleDay.now.addingTimeInterval(86_400)
    _ = day.run(["next", "", "patient", "y", "1961-03-04", "will_book"])
    day.now = day.now.addingTimeInterval(60)
    nurse("No, only water.")
    day.now = day.now.addingTimeInterval(60)
    let saved = day.run(["resume", "", "quit"]).output
    #expect(saved.contains("saved"))
    #expect(day.notes.last?.told == nil)
    #expect(try day.store.answersToTell(by: "ana") == 1)
  }

  @Test("a call taken up at save counts what was there when the patient was verified")
  func takenUpAtSave() throws {
    let day = try InboxTests.asked()
    InboxTests.works(day, "kim", "Kim", .clinical)
    _ = day.run(["inbox", "inbox answer 1", "Yes.", "1", "quit"])
    InboxTests.works(day, "ana", "Ana", .caller)
    day.now = ConsoleDay.now.addingTimeInterval(86_400)
    _ = day.run(["next", "", "patient", "y", "1961-03-04", "will_book"])
    _ = day.run(["resume", "", "quit"])
    #expect(day.notes.last?.told == [.clinical])
    #expect(try day.store.answersToTell(by: "ana") == 0)
  }

  @Test("answered while the patient is on the line: said once they are verified, and told")
  func answeredInCall() throws {
    let day = try ConsoleDay()
    _ = day.run(Road.verbatim.typed + ["May I eat before the test?"])
    InboxTests.works(day, "kim", "Kim", .clinical)
    _ = day.run(["inbox", "inbox answer 1", "Yes, a light breakfast.", "1", "quit"])
    InboxTests.works(day, "ana", "Ana", .caller)
    let call = day.run(["resume", "y", "1961-03-04", "enough", "", "quit"])
    let screen = call.output.unwrapped
    #expect(screen.contains("saved"), "\(call.prompts) \(call.everything)")
    #expect(screen.contains("Now answered, while they are on the line: clinical team"))
    #expect(day.notes.last?.told == [.clinical])
    #expect(try day.store.answersToTell(by: "ana") == 0)
  }
}
