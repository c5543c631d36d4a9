import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("A typed line becomes a response, an interrupt or a command")
struct ReadingTests {
  private let place = SourcePlace(file: "scripts/x.yaml", line: 1, column: 1)

  private func reader(
    _ names: [String], labels: [(String, RecallConsole.Reading)] = []
  ) -> ResponseReader {
    ResponseReader(
      responses: names.map {
        Response(name: $0, target: .node("n", listenerNew: false), place: place)
      },
      labels: labels.map { ResponseReader.Label(text: $0.0, means: $0.1) })
  }

  @Test("numbers count from 1 in file order, and one too high means nothing")
  func numbers() {
    let reader = reader(["patient", "someone_else"])
    #expect(reader.read("1") == .response("patient"))
    #expect(reader.read(" 2 ") == .response("someone_else"))
    #expect(reader.read("3") == .unknown)
    #expect(reader.read("0") == .unknown)
  }

  @Test("an exact response wins over every prefix", arguments: ["later", "LATER", " later "])
  func exactFirst(_ typed: String) {
    #expect(reader(["later", "later_today"]).read(typed) == .response("later"))
  }

  @Test("a code is an interrupt in every script", arguments: Interrupt.allCases)
  func codes(_ interrupt: Interrupt) {
    let reader = reader(["patient", "no_answer"])
    #expect(reader.read(interrupt.code) == .interrupt(interrupt))
    #expect(reader.read(interrupt.rawValue) == .interrupt(interrupt))
  }

  @Test("an exclamation mark is the emergency")
  func exclamation() { #expect(reader(["patient"]).read("!") == .interrupt(.emergency)) }

  @Test("a prefix that a response and an interrupt share is not guessed")
  func ambiguous() {
    #expect(reader(["declare", "patient"]).read("dec") == .ambiguous(["declare", "declines"]))
  }

  @Test("a prefix is unique over responses and interrupts together")
  func uniquePrefix() {
    #expect(reader(["patient", "someone_else"]).read("so") == .response("someone_else"))
    #expect(reader(["patient"]).read("hes") == .interrupt(.hesitant))
  }

  @Test("labels in either language count last, without case or accents")
  func labels() {
    let reader = reader(
      ["voicemail", "patient"],
      labels: [
        ("buzón de voz", .response("voicemail")), ("answering machine", .response("voicemail")),
      ])
    #expect(reader.read("BUZON") == .response("voicemail"))
    #expect(reader.read("answering") == .response("voicemail"))
  }

  @Test("an empty line and an unknown word mean nothing")
  func nothing() {
    #expect(reader(["patient"]).read("") == .unknown)
    #expect(reader(["patient"]).read("xyz") == .unknown)
  }
}

@Suite("Lines that begin with a slash")
struct CommandReadingTests {
  @Test("every command is read by name, with its argument", arguments: CallCommand.allCases)
  func names(_ command: CallCommand) {
    #expect(
      CommandReading.read("/\(command.rawValue) two words")
        == .command(command, argument: "two words"))
  }

  @Test("every interrupt is read by name and code", arguments: Interrupt.allCases)
  func interrupts(_ interrupt: Interrupt) {
    #expect(CommandReading.read("/\(interrupt.rawValue)") == .interrupt(interrupt, argument: ""))
    #expect(CommandReading.read("/\(interrupt.code)") == .interrupt(interrupt, argument: ""))
  }

  @Test("a shared prefix names its candidates")
  func ambiguous() {
    #expect(
      CommandReading.read("/c")
        == .ambiguous(["/console", "/contact", "/card", "/changes", "/context", "/clinical"]))
  }

  @Test("a slash alone and an unknown word are unknown")
  func unknown() {
    #expect(CommandReading.read("/") == .unknown(""))
    #expect(CommandReading.read("/xyz") == .unknown("xyz"))
  }
}

@Suite("The main prompt")
struct MainReadingTests {
  @Test("every verb is read by name", arguments: MainVerb.allCases)
  func names(_ verb: MainVerb) {
    #expect(MainReading.read(verb.rawValue) == .verb(verb, argument: ""))
  }

  @Test("unique prefixes work, shared ones are not guessed")
  func prefixes() {
    #expect(MainReading.read("n") == .verb(.next, argument: ""))
    #expect(MainReading.read("op r-1 inbound") == .verb(.open, argument: "r-1 inbound"))
    #expect(MainReading.read("wo") == .verb(.worklist, argument: ""))
    #expect(MainReading.read("w") == .ambiguous(["worklist", "why"]))
  }

  @Test("a slip of the finger is met with the verb that was meant")
  func near() {
    #expect(MainReading.read("nxet") == .unknown("nxet", near: .next))
    #expect(MainReading.read("xyzzy") == .unknown("xyzzy", near: nil))
  }

  @Test("a question mark is help, spaces are nothing")
  func others() {
    #expect(MainReading.read("?") == .help)
    #expect(MainReading.read("   ") == .empty)
  }
}
