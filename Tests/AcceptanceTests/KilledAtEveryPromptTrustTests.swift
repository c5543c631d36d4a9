import Foundation
import RecallTestSupport
import Testing

/// `kill -9` at every prompt of many kinds of calls, enumerated: what was answered is there
/// afterwards, what others must know stands, the gate is closed, and the note ends up complete and
/// single.
@Suite("a call that is killed")
struct KilledAtEveryPromptTrustTests {
  private static let promise = "kills at prompts survived"
  private let arguments = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]

  /// Made once and copied for each death.
  private nonisolated(unsafe) static let clinic = Result {
    let place = try Workplace()
    try place.smallDemo()
    return place
  }

  @Test(
    "at any prompt, the call is offered again and ends in one note", .counting(Self.promise),
    arguments: KilledCall.points)
  func killed(_ point: KillPoint) throws {
    TrustLedger.count(Self.promise, tried: 1, broken: 0)
    let place = try Workplace()
    try FileManager.default.copyItem(
      at: try Self.clinic.get().home.appendingPathComponent("demo"),
      to: place.home.appendingPathComponent("demo"))
    let shown = try killedConsole(at: point, in: place)

    let second = try Conversation(arguments, in: place)
    #expect(try second.prompt() == "recall")
    #expect(try KeptRows(of: place) == shown, "the start itself changes nothing")
    try finish(second, point, died: shown)
    #expect(try second.finish().status == 0)

    let kept = try KeptRows(of: place)
    #expect(shown.lost(in: kept) == [])
    #expect(kept.count("held") == 0, "no slot is held for a call that is over")
    let notes = try place.notes()
    #expect(notes.count == 1, "one note, not \(notes.count)")
    try expectComplete(try #require(notes.first), point.call)
    #expect(kept.count("marks") == point.call.marks.count)
    #expect(try place.run(arguments + ["store", "check"]).status == 0)
  }

  /// Walks to the prompt and kills there; what the store held when the prompt was on the screen.
  private func killedConsole(at point: KillPoint, in place: Workplace) throws -> KeptRows {
    let console = try Conversation(arguments, in: place)
    for line in point.call.lines[..<point.step] {
      #expect(try console.prompt() == line.prompt)
      console.send(line.line)
    }
    #expect(try console.prompt() == point.prompt)
    let shown = try KeptRows(of: place)
    // Each answer that words followed is in the journal; `dial` begins it.
    let answers = point.call.lines[..<point.step].filter {
      !["recall", "person_name"].contains($0.prompt) && !$0.line.hasPrefix("/end")
    }
    #expect(shown.count("journal") >= answers.count)
    console.kill()
    return shown
  }

  /// A caller who comes back: what is open comes first, and is gone through to its end.
  private func finish(_ console: Conversation, _ point: KillPoint, died shown: KeptRows) throws {
    let step = point.step
    let call = point.call
    if step == call.lines.count - 1 {
      console.send("quit")
      return
    }
    if !isBeforeDialling(point) {
      console.send("next")
      #expect(try console.prompt() == "recall", "a call that died comes before the next patient")
      console.send("resume")
    } else {
      console.send(call.lines[0].line)
    }
    var left = Array(call.lines[step...])
    var asked: [String] = []
    try console.answer { prompt in
      asked.append(prompt)
      if prompt == "recall" { return "quit" }
      if prompt == "dialled" { return "y" }
      if let next = left.firstIndex(where: { $0.prompt == prompt }) {
        return Self.again(left.remove(at: next))
      }
      return call.lines[..<step].last { $0.prompt == prompt }.map(Self.again)
    }
    if gateWasOpen(point) {
      #expect(asked.contains { $0 == "full_name" || $0 == "person_name" }, "the gate is closed")
    }
  }

  /// `/back` at the first prompt is no answer for a call that is taken up.
  private static func again(_ line: KilledCall.Line) -> String {
    line.line == "/back" ? "no_answer" : line.line
  }

  /// At the first prompt, and at `dial`: no attempt stands.
  private func isBeforeDialling(_ point: KillPoint) -> Bool {
    point.step == 0 || point.prompt == "dial"
  }

  private func gateWasOpen(_ point: KillPoint) -> Bool {
    let before = point.call.lines[..<point.step].map(\.prompt)
    guard point.prompt != "save", before.contains("date_of_birth") else { return false }
    return point.prompt != "recall" && point.prompt != "date_of_birth"
  }

  private func expectComplete(_ note: [String: Any], _ call: KilledCall) throws {
    #expect(note["outcome"] as? String == call.outcome)
    #expect(note["detail"] as? String == call.detail)
    let routed = note["routed"] as? [[String: Any]] ?? []
    #expect(routed.compactMap { $0["queue"] as? String } == call.queues)
    let fields = try JSONSerialization.data(withJSONObject: note["fields"] ?? [:])
    for words in call.words {
      #expect(String(decoding: fields, as: UTF8.self).contains(words))
    }
    let saved = call.lines.filter { $0.prompt == "save" && !$0.line.isEmpty }.map(\.line)
    #expect(note["remarks"] as? [String] == saved)
  }
}
