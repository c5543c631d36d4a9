import Foundation
import Testing

@Suite("a call in a pipe")
struct PinnedTranscriptTests {
  @Test("the transcript of the interfaces works as written")
  func pinned() throws {
    let place = try Workplace()
    try place.demo()
    let ended = try place.console([
      "next", "", "patient", "y", "1961-03-04", "ready", "1", "", "quit",
    ])
    #expect(ended.status == 0)
    #expect(ended.errors.isEmpty)
    let prompts = [
      "recall> ", "dial> ", "opening> ", "full_name> ", "date_of_birth> ", "reason> ", "offer> ",
      "save> ", "recall> ",
    ]
    #expect(ended.output.holds(prompts))
    #expect(ended.output.split(separator: "\n").contains { $0.hasSuffix("saved") })
    let notes = try place.notes()
    #expect(notes.count == 1)
    #expect(notes.first?["outcome"] as? String == "scheduled")
    #expect(notes.first?["detail"] as? String == "booked")
  }

  @Test("a note has every pinned key")
  func keys() throws {
    let place = try Workplace()
    try place.demo()
    _ = try place.console(["next", "", "patient", "y", "1961-03-04", "ready", "1", "", "quit"])
    let note = try #require(try place.notes().first)
    let pinned = [
      "format", "id", "recall", "patient", "segment", "attempt", "direction", "mode", "caller",
      "number", "started", "ended", "identity", "language", "script", "path", "barriers", "fields",
      "outcome", "detail", "also", "next", "routed", "remarks", "summary",
    ]
    for key in pinned { #expect(note[key] != nil, "\(key) is missing") }
    #expect(note["mode"] as? String == "demo")
    let answers = (note["path"] as? [[String: Any]])?.compactMap { $0["answer"] as? String }
    #expect(answers == ["patient", "verified", "ready", "booked"])
  }

  @Test("an unrecognised line is said on standard error and the prompt asked again")
  func unrecognised() throws {
    let place = try Workplace()
    try place.demo()
    let ended = try place.console(["next", "", "zzz", "patient", "/park", "quit"])
    #expect(ended.errors.contains("zzz"))
    #expect(ended.output.holds(["opening> ", "opening> ", "full_name> "]))
  }

  @Test("end of input in a call parks it, and the call can be resumed")
  func endOfInput() throws {
    let place = try Workplace()
    try place.demo()
    let first = try place.console(["next", "", "patient", "y", "1961-03-04"])
    #expect(first.status == 0)
    #expect(try place.notes().isEmpty)
    let second = try place.console([
      "resume", "y", "1961-03-04", "later", "tomorrow 3pm", "", "quit",
    ])
    #expect(
      second.output.holds(["full_name> ", "date_of_birth> ", "reason> ", "callback> ", "save> "]))
    let notes = try place.notes()
    #expect(notes.count == 1)
    #expect(notes.first?["outcome"] as? String == "callback-requested")
  }
}

extension String {
  /// Whether these appear in this order.
  func holds(_ texts: [String]) -> Bool {
    var rest = self[...]
    for text in texts {
      guard let range = rest.range(of: text) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}
