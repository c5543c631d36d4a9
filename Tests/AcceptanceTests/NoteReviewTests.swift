import Foundation
import Testing

/// A manager reads a sample of notes, grades them, and sees what they come to.
@Suite("reviewing notes")
struct NoteReviewTests {
  private static let lee = ["--clinic", "demo", "--as", "lee", "--now", Workplace.now]

  /// Two calls by Ana and one by Ben, with a clinic whose reviews are blind.
  private func clinic() throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    let file = place.home.appendingPathComponent("demo/clinic.yaml")
    let policy = try String(contentsOf: file, encoding: .utf8)
    try Data(policy.replacingOccurrences(of: "blind: false", with: "blind: true").utf8)
      .write(to: file)
    let call = ["next", "", "no_answer", ""]
    _ = try place.console(call + call + ["quit"])
    _ = try place.run(
      ["--clinic", "demo", "--as", "ben", "--now", Workplace.now], lines: call + ["quit"])
    return place
  }

  @Test("notes are drawn and graded without their caller's name, once by each reviewer")
  func graded() throws {
    let place = try clinic()
    let sample = try place.json(["review", "--sample", "9", "--json", "--seed", "4"] + Self.lee)
    let items = try #require(sample["items"] as? [[String: Any]])
    #expect(items.count == 3 && items.allSatisfy { $0["caller"] as? String == "—" })
    let answers = ["y", "partly", "x", "?"]
    let review = try place.run(
      ["review", "--sample", "9", "--seed", "4"] + Self.lee, lines: answers)
    #expect(review.status == 0, "\(review.errors)")
    #expect(review.output.contains("3 notes, drawn by chance"))
    #expect(review.errors.contains("Please answer y, p or n"))
    let none = try place.json(["review", "results", "--json"] + Self.lee)
    #expect((none["items"] as? [Any])?.isEmpty == true)
    let again = ["y", "p", "n", "sí", "y", "Clear, thanks.", "skip"]
    let kept = try place.run(
      ["review", "--sample", "9", "--seed", "4"] + Self.lee, lines: again)
    #expect(kept.output.contains("Kept."))
    #expect(kept.output.contains("1 note graded."))
    let left = try place.json(["review", "--sample", "9", "--json", "--seed", "4"] + Self.lee)
    #expect((left["items"] as? [Any])?.count == 2)
    let results = try place.json(["review", "results", "--json"] + Self.lee)
    let one = try #require((results["items"] as? [[String: Any]])?.first)
    #expect((one["all"] as? [String: Any])?["numerator"] as? Double == 3.5)
    #expect((one["all"] as? [String: Any])?["denominator"] as? Int == 5)
    #expect(one["comments"] as? [String] == ["Clear, thanks."])
  }

  @Test("five answers are kept though the input ends, with what was added shown, and a trace left")
  func ended() throws {
    let place = try clinic()
    _ = try place.console(["last amend", "ana says her sister answered before", "quit"])
    let review = try place.run(
      ["review", "--sample", "1", "--seed", "4", "--as", "max"]
        + ["--clinic", "demo", "--now", Workplace.now], lines: ["skip"])
    #expect(review.output.contains("1 note, drawn by chance"))
    let kept = try place.run(
      ["review", "--sample", "3", "--seed", "4"] + Self.lee, lines: ["y", "p", "n", "y", "y"])
    #expect(kept.status == 0 && kept.output.contains("Kept."))
    #expect(kept.output.contains("1 note graded."))
    let left = try place.run(
      ["review", "--sample", "3", "--seed", "4"] + Self.lee, lines: ["skip", "skip", "skip"])
    let all = kept.output + left.output
    #expect(all.contains("— says her sister answered"), "\(all)")
    #expect(!all.contains("ana says"))
    let trail = try place.run(["export", "--fhir", "-"] + Self.lee)
    #expect(trail.output.contains("notes-read"))
  }

  @Test("what is weak in three notes leads to rehearsals, in the console's language too")
  func rehearse() throws {
    let place = try clinic()
    let weak = ["y", "y", "n", "y", "y", ""]
    _ = try place.run(
      ["review", "--sample", "9", "--as", "max"] + ["--clinic", "demo", "--now", Workplace.now],
      lines: weak + weak + weak)
    _ = try place.run(["review", "--sample", "9"] + Self.lee, lines: weak + weak + weak)
    let text = try place.run(["review", "results"] + Self.lee)
    #expect(text.output.contains("ana · 2 notes · 80% (16 of 20)"), "\(text.output)")
    #expect(text.output.contains("the patient's own words are kept"))
    #expect(text.output.contains("to rehearse, because of \"the patient's own words are kept\":"))
    let spanish = try place.run(["review", "results", "--locale", "es"] + Self.lee)
    #expect(spanish.output.contains("se conservan las palabras del paciente"))
    #expect(spanish.output.split(separator: "\n").allSatisfy { $0.count <= 110 })
  }

  @Test("Ctrl-C at a question or at the comment empties the line; the answers given stay")
  func interrupted() throws {
    let place = try clinic()
    let terminal = try TerminalSession(
      ["review", "--sample", "1", "--seed", "4"] + Self.lee, in: place)
    try terminal.wait(for: "actable> ")
    terminal.enter("y")
    try terminal.wait(for: "next-step> ")
    terminal.type("no\u{03}")
    try terminal.wait(for: "next-step> ")
    for question in ["words", "tone", "outcome", "comment"] {
      terminal.enter("y")
      try terminal.wait(for: "\(question)> ")
    }
    terminal.type("Half a comm\u{03}")
    try terminal.wait(for: "comment> ")
    terminal.enter("Clear, thanks.")
    try terminal.wait(for: "1 note graded.")
    #expect(terminal.finish().status == 0)
    let results = try place.json(["review", "results", "--json"] + Self.lee)
    let one = try #require((results["items"] as? [[String: Any]])?.first)
    #expect((one["all"] as? [String: Any])?["numerator"] as? Double == 5)
    #expect(one["comments"] as? [String] == ["Clear, thanks."])
  }
}
