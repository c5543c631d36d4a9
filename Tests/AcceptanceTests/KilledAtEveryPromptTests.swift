import Foundation
import Testing

/// `kill -9` at every prompt of a call, enumerated: what was answered is there afterwards, the gate
/// is closed, and the note ends up complete and single.
@Suite("a call that is killed")
struct KilledAtEveryPromptTests {
  /// One whole call, prompt by prompt, with an interrupt on the way.
  static let call: [(prompt: String, line: String)] = [
    ("recall", "next"), ("dial", ""), ("opening", "patient"), ("full_name", "y"),
    ("date_of_birth", "1961-03-04"), ("reason", "cq"), ("clinical_question", "May I eat before?"),
    ("question_noted", "go_on"), ("reason", "ready"), ("offer", "1"), ("save", ""),
    ("recall", "quit"),
  ]

  @Test(
    "at any prompt, the call is offered again and ends in one complete note",
    arguments: 0..<call.count)
  func killed(at step: Int) throws {
    let place = try Workplace()
    try place.demo()
    let first = try Conversation(arguments, in: place)
    for (prompt, line) in Self.call[..<step] {
      #expect(try first.prompt() == prompt)
      first.send(line)
    }
    #expect(try first.prompt() == Self.call[step].prompt)
    first.kill()

    let second = try Conversation(arguments, in: place)
    try finishTheCall(second, killedAt: step)
    let notes = try place.notes()
    #expect(notes.count == 1, "one note, not \(notes.count)")
    try expectComplete(try #require(notes.first), killedAt: step)
    #expect(try place.run(arguments + ["store", "check"]).status == 0)
  }

  private let arguments = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]

  /// A caller who comes back: resumes what stands open, and goes on to the end.
  private func finishTheCall(_ console: Conversation, killedAt step: Int) throws {
    var opened = step >= Self.call.count - 1
    var asked = step >= 6
    try console.answer { prompt in
      switch prompt {
      case "recall":
        if opened { return "quit" }
        opened = true
        return step > 1 ? "resume" : "next"
      case "dialled": return "y"
      case "reason":
        defer { asked = true }
        return asked ? "ready" : "cq"
      case "clinical_question": return "May I eat before?"
      default: return Self.call.first { $0.prompt == prompt }?.line
      }
    }
    if step >= 5, step < Self.call.count - 2 {
      #expect(
        console.heard.contains("date_of_birth> ") || step == 10,
        "the gate is closed after a crash")
    }
  }

  private func expectComplete(_ note: [String: Any], killedAt step: Int) throws {
    #expect(note["outcome"] as? String == "scheduled")
    let path = note["path"] as? [[String: Any]] ?? []
    let answers = path.compactMap { $0["answer"] as? String }
    #expect(answers.first == "patient")
    #expect(answers.contains("/clinical"))
    #expect(answers.filter { $0 != "verified" }.suffix(2) == ["ready", "booked"])
    let fields = note["fields"] as? [String: Any]
    #expect(fields?["question"] as? String == "May I eat before?")
    #expect((note["routed"] as? [[String: Any]])?.count == 1)
    #expect((note["identity"] as? [String: Any])?["result"] as? String == "verified")
  }
}
