import RecallDomain
import Testing

@testable import RecallConsole

@Suite("a screen reader gets one thing a line")
struct LinearTests {
  @Test("columns become commas, indents and drawn signs go, words stay")
  func lines() {
    #expect(
      LinearLines.line("    1 patient     it is the patient") == "1 patient, it is the patient")
    #expect(LinearLines.line("14 ready · 3 later today") == "14 ready, 3 later today")
    #expect(LinearLines.line("  ❝ Good morning. ❞") == "Good morning.")
    #expect(LinearLines.line("reached  12 of 40  30%  ███▌····") == "reached, 12 of 40, 30%")
    #expect(LinearLines.line("Dr. Okafor:  Tuesday") == "Dr. Okafor: Tuesday")
    #expect(LinearLines.line("") == "")
  }

  private static let lines = [
    "help", "worklist", "why r-1", "promises", "inbox", "last", "lookup", "Delgado", "resume",
    "next", "?", "/card", "/help", "number 2", "number 1", "", "?", "/both", "/history", "/why",
    "/contact", "/changes", "patient", "?", "y", "1961-03-04", "?", "ready", "?", "1", "?", "",
    "last", "worklist", "wrklist", "next",
  ]

  /// What a line for a reader never has.
  private static func wrong(_ line: Substring) -> Bool {
    line.first == " " || line.contains("  ")
      || line.unicodeScalars.contains { (0x2500...0x259F).contains($0.value) || $0.value < 32 }
      || line.contains { "❝❞☎·".contains($0) }
  }

  @Test("no screen of a whole call has a column, a bar, a box or a sign", arguments: ["en", "es"])
  func wholeCall(locale: String) throws {
    let day = try ConsoleDay()
    day.isLinear = true
    day.locale = locale
    let screen = day.run(Self.lines)
    #expect(day.notes.count == 1)
    let wrong = screen.everything.split(separator: "\n").filter {
      Self.wrong($0.hasSuffix("> ") ? $0.dropLast() : $0)
    }
    #expect(wrong == [])
    let said = locale == "en" ? ["Say: ", "Hint: "] : ["Diga: ", "Ayuda: "]
    for name in said { #expect(screen.lines.contains { $0.hasPrefix(name) }) }
  }

  @Test("a whole call says the same words as on any screen")
  func sameWords() throws {
    let plain = try ConsoleDay().run(Self.lines)
    let day = try ConsoleDay()
    day.isLinear = true
    let linear = day.run(Self.lines)
    // A narrow screen cuts some, and each note has a name of its own.
    let words = { (text: String) in
      Set(
        text.replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "")
          .split(whereSeparator: \.isWhitespace).filter { !$0.contains("…") }
          .flatMap { $0.split { !$0.isLetter && !$0.isNumber } })
    }
    let missing = words(plain.output).subtracting(words(linear.output))
    #expect(missing.isEmpty)
  }

  @Test("on a terminal nothing is bold, and words are not divided at its edge")
  func terminal() throws {
    let paper = Paper()
    let screen = Screen(
      isTerminal: true, colour: true, output: paper.handle, width: 40, isLinear: true)
    screen.linearName = { _ in "Attention" }
    screen.notice("The number is not in service, so the patient was given back to the list.")
    let lines = paper.text.split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.count < 40 })
    #expect(!paper.text.contains("\u{1B}") && paper.text.hasPrefix("Attention: The"))
  }
}

@Suite("a narrow screen")
struct NarrowScreenTests {
  @Test("has the text of a card below its label, each word whole", arguments: [40, 50, 80, 200])
  func card(width: Int) throws {
    let day = try ConsoleDay()
    day.width = width
    let lines = day.run(["next", "help"]).lines
    #expect(lines.allSatisfy { TerminalText.width($0) < width })
    for fact in ["overdue follow-up", "speaks English"] {
      #expect(lines.contains { $0.contains(fact) }, "\(fact)")
    }
    let beside = lines.first { $0.contains("INTERNAL") }?.contains("annual") ?? false
    #expect(beside == (width > 60))
  }
}
