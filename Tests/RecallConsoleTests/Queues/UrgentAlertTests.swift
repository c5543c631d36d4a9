import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("Urgent questions on every console")
struct UrgentAlertTests {
  /// Ana's call goes on: an emergency has been raised and nothing saved.
  static func emergency() throws -> ConsoleDay {
    let day = try ConsoleDay(kind: .live)
    _ = day.run(["next", "", "!", "chest pain", "12 Main Street"])
    return day
  }

  @Test("a colleague's console says it once, and nothing of the patient")
  func caller() throws {
    let day = try Self.emergency()
    InboxTests.works(day, "ben", "Ben", .caller)
    let screen = day.run(["worklist", "quit"])
    #expect(screen.output.unwrapped.contains("! An emergency went to clinical team"))
    for secret in ["chest pain", "Main Street", "Rosa"] {
      #expect(!screen.everything.contains(secret))
    }
    #expect(!day.run(["quit"]).output.contains("An emergency"))
  }

  @Test("the clinical team is told where to look, while the patient is still talking")
  func nurse() throws {
    let day = try Self.emergency()
    InboxTests.works(day, "kim", "Kim", .clinical)
    let screen = day.run(["inbox show 1", "quit"]).output.unwrapped
    #expect(screen.contains("! EMERGENCY for clinical team"))
    #expect(screen.contains("chest pain"))
    #expect(screen.contains("the call is not over"))
  }

  @Test("an emergency after a question that a nurse has is announced to her, an item of its own")
  func ofItsOwn() throws {
    let day = try ConsoleDay(kind: .live)
    _ = day.run(Road.verbatim.typed + ["May I eat before the test?"])
    InboxTests.works(day, "kim", "Kim", .clinical)
    #expect(day.run(["inbox take 1", "inbox", "inbox take 1", "quit"]).output.contains("yours"))
    InboxTests.works(day, "ana", "Ana", .caller)
    _ = day.run(["resume", "!", "chest pain", "12 Main Street"])
    InboxTests.works(day, "kim", "Kim", .clinical)
    let screen = day.run([
      "inbox", "inbox close 1", "no need", "inbox hand 1 insurance", "", "inbox answer 2", "Yes.",
      "1", "inbox", "quit",
    ])
    let output = screen.output.unwrapped
    #expect(output.contains("! EMERGENCY for clinical team"), "\(output)")
    #expect(output.contains("“chest pain / 12 Main Street"))
    let states = try day.store.queueItems(.clinical).map(\.state)
    #expect(states.sorted { $0.rawValue < $1.rawValue } == [.answered, .open], "\(output)")
    #expect(screen.problems.contains("the call is not over"), "\(screen.problems)")
  }

  @Test("what becomes urgent in a nurse's hands is said to her and to her team, once to each")
  func inHand() throws {
    let day = try ConsoleDay(kind: .live)
    _ = day.run(Road.verbatim.typed + ["May I eat before the test?"])
    InboxTests.works(day, "kim", "Kim", .clinical)
    #expect(!day.run(["inbox", "inbox take 1", "quit"]).output.contains("URGENT"))
    InboxTests.works(day, "ana", "Ana", .caller)
    _ = day.run(["resume", "/ur", "It has begun to bleed."])
    for (id, name, said) in [
      ("kim", "Kim", "! What you have in hand has become URGENT: clinical team"),
      ("lee", "Lee", "! It has become URGENT, and kim has it: clinical team"),
    ] {
      InboxTests.works(day, id, name, .clinical)
      let screen = day.run(["inbox show 1", "quit"]).output.unwrapped
      #expect(screen.contains(said), "\(screen)")
      #expect(screen.contains("It has begun to bleed."))
      #expect(!day.run(["quit"]).output.contains("has become URGENT"))
    }
    InboxTests.works(day, "ben", "Ben", .caller)
    #expect(!day.run(["quit"]).output.contains("has become URGENT"))
  }

  @Test("an urgent question before an emergency of the same call is told as what it is")
  func beforeIt() throws {
    let day = try ConsoleDay(kind: .live)
    _ = day.run(
      Road.verbatim.typed.dropLast() + ["/ur", "It has begun to bleed.", "!", "chest pain"])
    InboxTests.works(day, "kim", "Kim", .clinical)
    let screen = day.run(["inbox", "quit"]).output.unwrapped
    #expect(screen.components(separatedBy: "! EMERGENCY for").count == 2, "\(screen)")
    #expect(screen.contains("! URGENT for clinical team: clinical question"), "\(screen)")
    #expect(screen.contains("clinical team · clinical question · URGENT"), "\(screen)")
  }

  @Test("whoever raised it is not told")
  func own() throws {
    let day = try Self.emergency()
    #expect(!day.run(["quit"]).output.contains("An emergency went"))
  }
}
