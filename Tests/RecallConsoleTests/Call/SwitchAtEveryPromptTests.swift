import Foundation
import RecallDomain
import Testing

@testable import RecallConsole

/// The spoken language changes at any prompt of a call, as it is typed, and nothing else does.
@Suite("A switch of language at every prompt, at the console")
struct SwitchAtEveryPromptTests {
  /// Calls that between them stand at every kind of prompt: `hear`, each identifier, a person and
  /// what they are, every kind of field, slots, a message, the note, and interrupts in all of them.
  static let calls: [[String]] = [
    ["patient", "y", "1961-03-04", "ready", "1", ""],
    ["patient", "y", "1961-03-04", "ready", "other tomorrow 3pm Dr. Wu", "", ""],
    ["patient", "y", "1961-03-05", "1961-03-04", "later", "tomorrow 3pm", "a remark", ""],
    [
      "patient", "y", "1961-03-04", "cq", "Is it the same doctor?", "go_on", "ready", "none", "1",
      "",
    ],
    ["patient", "y", "1961-03-04", "in", "cost too high", "wait", ""],
    ["patient", "y", "1961-03-04", "rather_not", "no-time, the shop", "for_now", ""],
    ["patient", "y", "1961-03-04", "tr", "a ride", "later", "1", ""],
    ["patient", "y", "1961-03-04", "up", "third call", "enough", ""],
    ["patient", "y", "1961-03-04", "op", "helper", "Luis", "son", "1", ""],
    ["patient", "y", "1961-03-04", "op", "interprets", "", "", "interpreter_later", ""],
    ["patient", "y", "!", "chest pain", "12 Main Street", "call_911", "y", "Joy", ""],
    ["patient", "refuses", ""],
    [
      "someone_else", "representative", "Elena Ruiz", "sister", "y", "1961-03-04", "later", "1", "",
    ],
    ["someone_else", "not_now", "tomorrow 3pm", ""],
    ["someone_else", "new_number", "617-555-0188", ""],
    ["voicemail", "", ""], ["voicemail", "none", ""], ["no_answer", ""], ["st", ""],
  ]

  @Test("same path, same answers, same note but for the languages", arguments: calls)
  func everywhere(_ typed: [String]) throws {
    let (still, prompts) = try walk(typed, switching: nil)
    for place in typed.indices {
      let (note, others) = try walk(typed, switching: place)
      #expect(note == still, "switched before \(typed[place])")
      var expected = prompts
      // The one line more is read at the same prompt.
      expected.insert(expected[place + 2], at: place + 2)
      #expect(others == expected, "switched before \(typed[place])")
    }
  }

  @Test("the words come again in the other language, and the journal and the note say so")
  func said() throws {
    let day = try ConsoleDay()
    let call = day.run(Road.fullName.typed + ["/locale es", "y", "1961-03-04", "dr", "", "quit"])
    #expect(call.output.unwrapped.contains("su nombre completo y su fecha de nacimiento"))
    #expect(call.problems == "")
    let note = try #require(day.notes.first)
    #expect(note.spokenLanguages == ["en", "es"])
    #expect(note.summary.contains("Spanish"))
    #expect(note.path.last?.locale == "es")
  }

  @Test(
    "the screen's language changes at every prompt and keeps the place", arguments: Road.allCases)
  func screen(_ road: Road) throws {
    let call = try ConsoleDay().run(road.typed + ["/console es", "?"])
    #expect(call.prompts.suffix(3) == [road.prompt, road.prompt, road.prompt][...])
    #expect(call.output.contains("En cualquier momento de la llamada"))
  }

  @Test("without a tag each of the two says which is which, and it is no mistake")
  func whichIsWhich() throws {
    let call = try ConsoleDay().run(["locale"] + Road.reason.typed + ["/locale", "/console"])
    #expect(call.problems == "")
    let said = call.output.unwrapped
    #expect(said.contains("In a call it is /console"))
    #expect(said.contains("The language of the screen is /console."))
    #expect(said.contains("The language you speak is /locale."))
  }

  /// What is kept of the call, without times, ids and languages.
  private func walk(
    _ typed: [String], switching place: Int?
  ) throws -> (kept: String, prompts: [String]) {
    let day = try ConsoleDay { patient, _ in
      patient.representatives = [
        Representative(name: "Elena Ruiz", relationship: "sister", isGuardian: false)
      ]
    }
    var lines = typed
    if let place { lines.insert("/locale es", at: place) }
    let call = day.run(["next", ""] + lines + ["quit"])
    let note = try #require(day.notes.first, "\(typed)")
    let kept = [
      note.path.map { "\($0.node):\($0.answer)" }.joined(separator: " "), "\(note.ending)",
      note.fields.map { "\($0.key)=\(String(describing: $0.value))" }.sorted().joined(),
      "\(note.barriers)", "\(note.identity)",
      note.routed.map(\.queue.rawValue).joined(separator: " "),
      "\(note.next)", "\(String(describing: note.also))", "\(note.remarks)",
      note.summary.replacing(#/Spoken: [^.]*\. /#, with: ""),
    ]
    return (kept.joined(separator: "\n"), call.prompts)
  }
}
