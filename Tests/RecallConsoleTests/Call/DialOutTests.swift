import RecallDomain
import Testing

@testable import RecallConsole

@Suite("The clinic's own dialling")
struct DialOutTests {
  private func run(_ lines: [String], works: Bool = true) throws -> (Transcript, [String]) {
    let day = try ConsoleDay()
    let (output, problems) = (Paper(), Paper())
    let typed = TypedLines(lines.map(LineEvent.line))
    let desk = day.desk(typed, output, problems)
    var dialled: [String] = []
    desk.dialOut = { number in
      dialled.append(number)
      return works
    }
    let code = Console(desk: desk).run()
    let transcript = Transcript(
      code: code, output: output.text, problems: problems.text, prompts: typed.prompts,
      requests: typed.requests)
    return (transcript, dialled)
  }

  @Test("dials once, when the attempt has begun, and the number chosen at the prompt")
  func dials() throws {
    let (call, dialled) = try run(["next", "", "/park", "resume"])
    #expect(dialled == ["+16175550142"])
    #expect(!call.output.contains("by hand"))
    #expect(try run(["next", "number 2", ""]).1.count == 1)
    #expect(try run(["next", "number 2", ""]).1 != ["+16175550142"])
  }

  @Test("dials nobody before Enter, nor who called us")
  func dialsNobody() throws {
    #expect(try run(["next", "/back", "next", "?", "skip meeting"]).1 == [])
    #expect(try run(["next", "inbound"]).1 == [])
  }

  @Test("a command that fails is said with the number, and the call goes on")
  func fails() throws {
    let (call, _) = try run(["next", ""], works: false)
    #expect(call.output.contains("dial +1 617 555 0142 by hand"))
    #expect(call.prompts.last == "opening")
  }
}
