import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("A list of the console stops at each screenful")
struct PageStopTests {
  /// Thirty patients of one clinic, and a terminal of twelve rows.
  private func day(_ change: (ConsoleDay) -> Void = { _ in }) throws -> ConsoleDay {
    let day = try ConsoleDay()
    let rows = (2...30).map { number in
      var (patient, entry) = (ConsoleDay.rosa, ConsoleDay.entry)
      (patient.id, patient.lastName) = (PatientID("p-\(number)"), "Ruiz \(number)")
      patient.phones = [
        PatientPhone(number: "+1617555\(1000 + number)", kind: .mobile, rank: 1)
      ]
      (entry.id, entry.patient) = (RecallID("r-\(number)"), patient.id)
      return ImportRow(patient: patient, entry: entry, entryHasOwnID: true)
    }
    _ = try day.store.importBatch(ImportBatch(source: "test", rows: rows), at: day.now)
    (day.isTerminal, day.stopsAtPages, day.height) = (true, true, 12)
    change(day)
    return day
  }

  private func names(_ screen: Transcript) -> Int {
    screen.output.components(separatedBy: "Rosa Ruiz").count - 1
  }

  @Test("Enter goes on to the end, page after page, and nothing of the list is lost")
  func goesOn() throws {
    let day = try day()
    let whole = try self.day { $0.stopsAtPages = false }.run(["lookup", "Rosa", "quit"])
    #expect(whole.prompts == ["recall", "lookup", "recall"])
    let paged = day.run(["lookup", "Rosa"] + Array(repeating: "", count: 9) + ["quit"])
    let stops = paged.prompts.filter { $0 == "more" }.count
    #expect(stops >= 1 && names(paged) == names(whole) && names(whole) > 11)
    let hurried = paged.requests.filter { $0.name == "more" && !$0.discardsTypeahead }
    #expect(hurried.isEmpty)
    #expect(paged.requests.first { $0.name == "more" }?.hint == "Enter goes on, q ends")
  }

  @Test("q ends it, in each language its own word does, and so do Ctrl-C and the end of the input")
  func ends() throws {
    for end in [LineEvent.line("q"), .line("Quit"), .line("salir"), .interrupt, .endOfInput] {
      let day = try day()
      let screen = day.run(
        events: [.line("lookup"), .line("Rosa"), end, .line("quit")])
      #expect(screen.prompts == ["recall", "lookup", "more", "recall"], "\(end)")
      #expect(names(screen) < 12)
    }
  }

  @Test("another word is asked again, and never runs on into the next prompt")
  func otherWords() throws {
    let screen = try day().run(["lookup", "Rosa", "inbox", "next", "q", "quit"])
    #expect(screen.prompts == ["recall", "lookup", "more", "more", "more", "recall"])
    #expect(!screen.output.contains("Nothing waits"))
  }

  @Test("a short list, a high terminal, a pipe, and a screen that is read aloud have no stop")
  func none() throws {
    for change in [
      { $0.height = 200 }, { $0.isTerminal = false }, { $0.stopsAtPages = false },
    ] as [(ConsoleDay) -> Void] {
      let screen = try day(change).run(["lookup", "Rosa", "promises", "quit"])
      #expect(!screen.prompts.contains("more"))
    }
    let short = try day().run(["promises", "why r-2", "quit"])
    #expect(!short.prompts.contains("more"))
  }

  @Test("a terminal that grows meanwhile gets a longer page; one line is always shown")
  func resized() {
    var (rows, asked) = (4, 0)
    let pages = PageStop(
      size: { (rows, 80) },
      goesOn: {
        asked += 1
        rows = 10
        return true
      })
    for _ in 0..<3 { #expect(pages.makesRoom(for: "x")) }
    #expect(asked == 0)
    for _ in 0..<9 { #expect(pages.makesRoom(for: "x")) }
    #expect(asked == 1)
    (rows, asked) = (1, 0)
    let tiny = PageStop(
      size: { (rows, 80) },
      goesOn: {
        asked += 1
        return false
      })
    #expect(tiny.makesRoom(for: "x") && !tiny.makesRoom(for: "y"))
    #expect(asked == 1 && !tiny.makesRoom(for: "z") && asked == 1)
    tiny.otherPrompt()
    #expect(tiny.makesRoom(for: "next"))
  }
}
