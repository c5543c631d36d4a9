import Foundation
import RecallDomain
import Testing

@testable import RecallConsole

@Suite("Lines that nobody meant to type")
struct HostileLinesTests {
  private static let numbers = [
    "-9223372036854775808", "9223372036854775807", "-1", "+1", "99999999999999999999", "0",
  ]

  @Test("a number beside nothing at any prompt is an answer to be asked again, never the end")
  func numbers() throws {
    for road in Road.allCases {
      let call = try ConsoleDay().run(road.typed + Self.numbers + ["/park", "quit"])
      #expect(call.prompts.count >= road.typed.count + 3, "\(road)")
      #expect(call.code == 0, "\(road)")
    }
    let verbs = [
      "why", "open", "resume", "practice", "practice open", "inbox take", "inbox answer",
    ]
    for verb in verbs {
      for number in Self.numbers {
        #expect(try ConsoleDay().run(["\(verb) \(number)", "quit"]).code == 0, "\(verb) \(number)")
      }
    }
    for word in ["skip", "number", "interpreter"] {
      let lines = Self.numbers.map { "\(word) \($0)" }
      #expect(try ConsoleDay().run(["next"] + lines + ["/back", "quit"]).code == 0, "\(word)")
    }
  }

  @Test("a line longer than any remark is refused whole, and the prompt asked again")
  func tooLong() throws {
    let day = try ConsoleDay()
    let long = String(repeating: "ñ", count: BoundedInput.most + 1)
    let call = day.run(
      Road.verbatim.typed + [long, "may I go on with it", "", "/note \(long)", ""])
    #expect(call.problems.components(separatedBy: "longer than 4000 characters").count == 3)
    #expect(call.prompts.count { $0 == "clinical_question" } == 2)
    #expect(!call.everything.contains("ññññ"))
  }

  @Test("a line as long as the limit is taken")
  func longest() throws {
    let longest = String(repeating: "a ", count: BoundedInput.most / 2 - 1) + "zz"
    let call = try ConsoleDay().run(Road.verbatim.typed + [longest])
    #expect(call.problems == "" && call.prompts.last != "clinical_question")
  }

  @Test(
    "a question that holds nothing is asked once more, as an empty line is",
    arguments: [
      "", "\u{1160}\u{1160}", "\u{3164}", "\u{AD}", "\u{200B}\u{200C}", "\u{301}\u{301}",
      "\u{1B}[31m",
      "…", "--", "\u{202E}",
    ])
  func nothing(_ typed: String) throws {
    let call = try ConsoleDay().run(Road.verbatim.typed + [typed, "can I take it with milk"])
    #expect(call.prompts.count { $0 == "clinical_question" } == 2)
    #expect(!call.output.contains("“”"))
  }

  @Test("what is typed reaches nobody with an escape sequence in it")
  func cleaned() throws {
    let day = try ConsoleDay()
    let call = day.run(["\u{1B}]0;pwn\u{07}foo\u{202E}"] + Road.verbatim.typed + ["a\u{9B}31mb"])
    #expect(
      !call.everything.unicodeScalars.contains {
        TerminalText.kind(of: $0) == .nothing && $0 != "\n"
      })
  }
}

@Suite("What Up brings back")
struct VerbMemoryTests {
  private let memory = VerbMemory(
    isVerb: { ["next", "why", "open", "inbox"].contains($0.split(separator: " ").first ?? "") },
    offered: { line in
      ["overdue-follow-up", "r-17", "take"].filter {
        $0.hasPrefix(line.split(separator: " ").last!)
      }
    })

  @Test("a verb with what Tab offers or a number of a list")
  func kept() {
    for line in ["next", "next overdue-follow-up", "why 12", "open r-17", "inbox take 3"] {
      #expect(memory.kept(of: line) == line)
    }
  }

  @Test("never a name, a date, a number to dial or a reason")
  func forgotten() {
    #expect(memory.kept(of: "Rose Delaney 1961-03-04") == nil)
    #expect(memory.kept(of: "why Rose Delaney") == "why")
    #expect(memory.kept(of: "why 1961-03-04") == "why")
    #expect(memory.kept(of: "open 6175550142") == "open")
    #expect(memory.kept(of: "open r-17 because she fell") == "open r-17")
    #expect(memory.kept(of: "inbox take 3 Delaney 4") == "inbox take 3")
    #expect(memory.kept(of: "") == nil)
  }

  @Test("is asked of the main prompt alone")
  func mainPrompt() throws {
    let call = try ConsoleDay().run(["Rose Delaney", "next", "", "/park", "quit"])
    let main = try #require(call.requests.first)
    #expect(main.keepsHistory && main.remembers("Rose Delaney 1961") == nil)
    #expect(main.remembers("next") == "next" && main.remembers("why Rose") == "why")
    #expect(call.requests.allSatisfy { $0.keepsHistory == ($0.name == "recall") })
  }
}

@Suite("Leaving the console")
struct LeavingTests {
  private static let wiped = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

  @Test(
    "leaves a bare terminal behind a list, a lookup or a slip, on every way out",
    arguments: [LineEvent.line("quit"), .endOfInput, .terminated(1), .terminated(15)])
  func wipes(_ way: LineEvent) throws {
    for lines in [["worklist"], ["lookup", "Delgado"], ["Rosa Delgado 1961"], ["inbox"]] {
      let day = try ConsoleDay()
      day.isTerminal = true
      let call = day.run(events: lines.map(LineEvent.line) + [way])
      #expect(call.output.hasSuffix(Self.wiped), "\(lines)")
    }
  }

  @Test("leaves a terminal alone that has shown nothing but the greeting")
  func nothingShown() throws {
    let day = try ConsoleDay()
    day.isTerminal = true
    #expect(!day.run(["", "quit"]).output.contains(Self.wiped))
  }

  @Test("what is looked for goes from the screen with Enter")
  func lookup() throws {
    let call = try ConsoleDay().run(["lookup", "Delgado", "quit"])
    #expect(call.requests.first { $0.name == "lookup" }?.erasesAfter == true)
  }
}
