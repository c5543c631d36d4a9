import RecallDomain
import Testing

@testable import RecallConsole

/// The road to each kind of prompt, as it is typed from the main prompt.
enum Road: String, CaseIterable, CustomTestStringConvertible {
  case opening, fullName, dateOfBirth, reason, offer, ask, verbatim, leave, save

  var typed: [String] {
    switch self {
    case .opening: ["next", ""]
    case .fullName: Self.opening.typed + ["patient"]
    case .dateOfBirth: Self.fullName.typed + ["y"]
    case .reason: Self.dateOfBirth.typed + ["1961-03-04"]
    case .offer: Self.reason.typed + ["ready"]
    case .ask: Self.reason.typed + ["later"]
    case .verbatim: Self.reason.typed + ["cq"]
    case .leave: Self.opening.typed + ["voicemail"]
    case .save: Self.opening.typed + ["no_answer"]
    }
  }

  /// The prompt that stands at its end.
  var prompt: String {
    switch self {
    case .opening: "opening"
    case .fullName: "full_name"
    case .dateOfBirth: "date_of_birth"
    case .reason: "reason"
    case .offer: "offer"
    case .ask: "callback"
    case .verbatim: "clinical_question"
    case .leave: "voicemail"
    case .save: "save"
    }
  }

  var testDescription: String { rawValue }
}

@Suite("Every prompt takes every command")
struct EveryPromptTests {
  @Test("commands that only show come back to the same prompt", arguments: Road.allCases)
  func showing(_ road: Road) throws {
    let commands = [
      "?", "/help", "/say", "/both", "/card", "/history", "/why", "/console es", "/console en",
      "/note about the dog",
    ]
    let call = try ConsoleDay().run(road.typed + commands)
    let expected = Array(repeating: road.prompt, count: commands.count + 1)
    #expect(call.prompts.suffix(commands.count + 1) == expected[...])
    #expect(call.problems == "")
  }

  @Test("what can be typed in a call stands on one screen of 24 lines", arguments: ["en", "es"])
  func oneScreen(locale: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let said = day.run(Road.opening.typed + ["?"]).lines
    let begins = try #require(said.lastIndex { $0.contains("opening>:") })
    let ends = try #require(said.lastIndex { $0.contains("/quit") || $0.contains("/salir") })
    #expect(ends > begins && ends - begins < 23)
  }

  @Test(
    "a command that is not understood is said, and the prompt asked again", arguments: Road.allCases
  )
  func unknown(_ road: Road) throws {
    let call = try ConsoleDay().run(road.typed + ["/xyzzy"])
    #expect(call.prompts.suffix(2) == [road.prompt, road.prompt][...])
    // What is typed at an identity prompt is not repeated, whatever it begins with.
    let isIdentity = [Road.fullName, .dateOfBirth].contains(road)
    #expect(call.problems.contains(isIdentity ? "no such command" : "xyzzy"))
  }

  @Test("parking leaves a call that resume takes up", arguments: Road.allCases)
  func park(_ road: Road) throws {
    let day = try ConsoleDay()
    let call = day.run(road.typed + ["/park", "resume"])
    #expect(call.output.contains("needs an outcome"))
    #expect(call.prompts.count > road.typed.count + 2)
    let gated: Set<Road> = [.reason, .offer, .ask, .verbatim]
    #expect(
      call.prompts.last
        == (gated.contains(road) || road == .dateOfBirth ? "full_name" : road.prompt))
  }

  @Test("the end of the input parks, and the next start says so", arguments: Road.allCases)
  func endOfInput(_ road: Road) throws {
    let day = try ConsoleDay()
    _ = day.run(road.typed)
    let again = day.run([])
    #expect(again.output.contains("1 needs an outcome"))
    #expect(day.notes.isEmpty)
  }

  @Test("a signal leaves a call that must be finished before the next", arguments: Road.allCases)
  func signal(_ road: Road) throws {
    let day = try ConsoleDay()
    let call = day.run(events: road.typed.map(LineEvent.line) + [.terminated(15)])
    #expect(call.code == 143)
    let again = day.run(["next", "resume"])
    #expect(again.output.contains("resume"))
    #expect(again.prompts.count == 3)
  }

  @Test("the emergency is one key away, and shows the numbers", arguments: Road.allCases)
  func emergency(_ road: Road) throws {
    let call = try ConsoleDay().run(road.typed + ["!"])
    #expect(call.output.contains("EMERGENCY"))
    #expect(call.output.contains("+1 617 555 0911"))
  }

  @Test("interrupts are written with a slash where values are typed", arguments: Road.allCases)
  func interrupt(_ road: Road) throws {
    let call = try ConsoleDay().run(road.typed + ["/bu"])
    #expect(call.prompts.last == "busy")
  }

  @Test("back undoes the last answer", arguments: Road.allCases.filter { $0 != .opening })
  func back(_ road: Road) throws {
    let call = try ConsoleDay().run(road.typed + ["/back"])
    #expect(call.prompts.last != road.prompt || road == .dateOfBirth)
    #expect(call.problems == "")
  }
}
