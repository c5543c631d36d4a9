import Foundation
import Testing

/// As a nurse, an insurance clerk and a practice manager: each knows within a minute what needs them
/// today.
@Suite("what callers ask, and teams answer")
struct QueueTests {
  private static let now = "2026-11-24T14:05:00-05:00"
  private static func global(_ person: String, _ now: String = now) -> [String] {
    ["--clinic", "demo", "--as", person, "--now", now]
  }

  /// Ana has two patients on the line: one asks the nurse something, one has a question of insurance.
  private func clinic() throws -> Workplace {
    let place = try Workplace()
    try place.demo(patients: 8, now: Self.now)
    for (id, name, role) in [
      ("ana", "Ana", "caller,lead"), ("kim", "Kim", "clinical"), ("olga", "Olga", "office"),
      ("max", "Max", "manager"),
    ] {
      _ = try place.run(
        ["staff", "add", id, name, "--roles", role, "--languages", "en,es"] + Self.global("ana"))
    }
    let calls = ["next", "", "cq", "May I eat before the test?", "enough", ""]
    let more = ["next", "", "in", "coverage is it paid for", "coverage", "", "quit"]
    let called = try place.run(Self.global("ana"), lines: calls + more)
    guard called.output.contains("saved") else { throw Trouble(called.output + called.errors) }
    return place
  }

  @Test("a nurse reads, answers and is done; the answer is in the document and in the console")
  func nurse() throws {
    let place = try clinic()
    let list = try place.run(["inbox", "clinical"] + Self.global("kim"))
    #expect(list.status == 0)
    #expect(list.output.contains("“May I eat before the test?”"))
    let items = try Self.items(place, ["inbox", "clinical", "--json"] + Self.global("kim"))
    let id = try #require(items.first?["id"] as? String)
    #expect(items.first?["state"] as? String == "open" && items.first?["answer"] is NSNull)
    let answered = try place.run(
      ["inbox", "answer", id] + Self.global("kim"), lines: ["A light breakfast is fine.", ""])
    #expect(answered.status == 0, "\(answered.output)\(answered.errors)")
    let after = try Self.items(place, ["inbox", "show", id, "--json"] + Self.global("kim"))
    #expect(after.first?["answer"] as? String == "A light breakfast is fine.")
    #expect(after.first?["state"] as? String == "answered")
    #expect(after.first?["answered_by"] as? String == "kim")
    let caller = try place.run(Self.global("ana"), lines: ["promises", "quit"])
    #expect(caller.output.contains("A light breakfast is fine."))
  }

  @Test("an item that a colleague has is told by the exit code too")
  func taken() throws {
    let place = try clinic()
    let items = try Self.items(place, ["inbox", "insurance", "--json"] + Self.global("olga"))
    let id = try #require(items.first?["id"] as? String)
    #expect(try place.run(["inbox", "take", id] + Self.global("olga")).status == 0)
    let second = try place.run(["inbox", "take", id] + Self.global("max"))
    #expect(second.status == 75 && second.errors.contains("Olga has it since"))
    #expect(try place.run(["inbox", "take", "no-such"] + Self.global("olga")).status == 1)
    #expect(try place.run(["inbox", "zzz"] + Self.global("olga")).status == 64)
  }

  @Test("a manager sees by queue what is overdue")
  func manager() throws {
    let place = try clinic()
    let late = Self.global("max", "2026-11-30T09:30:00-05:00")
    let screen = try place.run(late, lines: ["inbox overdue", "quit"]).output
    #expect(screen.contains("clinical team 1, 1 overdue") && screen.contains("OVERDUE since"))
    let overdue = try Self.items(place, ["inbox", "--overdue", "--json"] + late)
    #expect(overdue.count == 2 && overdue.allSatisfy { $0["overdue"] as? Bool == true })
  }

  private static func items(_ place: Workplace, _ command: [String]) throws -> [[String: Any]] {
    try #require(try place.json(command)["items"] as? [[String: Any]])
  }
}
