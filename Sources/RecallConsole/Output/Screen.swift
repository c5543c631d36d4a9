import CReadline
package import Foundation
import RecallDomain

/// What the caller sees. Words to speak look like nothing else; staff text never looks like them.
///
/// On a terminal it wraps to the width, and colours unless told not to; in a pipe it writes the
/// same lines plainly. It never receives text that was not cleaned: values are cleaned where they
/// enter a phrase.
package final class Screen {
  private let output: FileHandle
  private let problems: FileHandle
  private let colour: Bool
  private let fixedWidth: Int?
  private let mostWidth: Int
  private let fixedHeight: Int?
  /// One thing a line, for a screen reader.
  package let isLinear: Bool
  /// What a linear line is, in the console's language: `say`, `hint`, `attention`.
  package var linearName: (String) -> String = { _ in "" }
  /// The terminal knows links, and telephone numbers are the clinic's to dial.
  package var hasLinks = false
  private var link: TelephoneLink?
  package let isTerminal: Bool
  /// A list that is being shown stops at each screenful; `nil`: what is written is written through.
  var pages: PageStop?
  /// What stands on a terminal since it was last cleared, so that it can be hidden and shown again.
  private var shown = ""
  /// The last words of a console that nobody sat at stand there for whoever comes back.
  private var isLeft = false
  /// What was to be shown reached nobody: the disk is full that it should have gone to.
  package private(set) var isCutOff = false
  /// More than any screen shows.
  private static let mostShown = 65_536

  /// - Parameters:
  ///   - width: columns, when the terminal is not to be asked.
  ///   - mostWidth: columns of a terminal to write in, at most.
  ///   - height: rows, as `width`.
  package init(
    isTerminal: Bool, colour: Bool, output: FileHandle = .standardOutput,
    problems: FileHandle = .standardError, width: Int? = nil, mostWidth: Int = 100,
    height: Int? = nil, isLinear: Bool = false
  ) {
    self.isTerminal = isTerminal
    self.colour = colour && isTerminal && !isLinear
    self.isLinear = isLinear
    self.output = output
    self.problems = problems
    (fixedWidth, fixedHeight) = (width, height)
    self.mostWidth = mostWidth
  }

  /// Columns to write in: at most 100, so that a line stays readable on a wide screen, or what the
  /// person wants.
  package var width: Int { isLinear ? LinearLines.width : columns }

  private var columns: Int {
    if let fixedWidth { return fixedWidth }
    return isTerminal ? min(max(Int(recall_terminal_width()), 40), mostWidth) : 80
  }

  /// As high and wide as the terminal is just now.
  var size: (rows: Int, columns: Int) {
    (
      fixedHeight ?? Int(recall_terminal_height()), fixedWidth ?? Int(recall_terminal_width())
    )
  }

  package func blank() { write("") }

  package func paragraph(_ text: String, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    write(TerminalText.wrap(text, width: width - 1, indent: margin))
  }

  /// A quiet hint below the words.
  package func aside(_ text: String) {
    if isLinear { return write(named("hint", text)) }
    write(TerminalText.wrap(text, width: width - 1, indent: "    "), as: dim)
  }

  /// A line that is laid out already.
  package func write(_ line: String) {
    guard pages?.makesRoom(for: line) ?? true else { return }
    guard isLinear else { return put((link?.linked(line) ?? line) + "\n", to: output) }
    for line in linear(line) { put(line + "\n", to: output) }
  }

  /// Words are not divided at the edge of a terminal, which is what a reader goes by.
  private func linear(_ line: String) -> [String] {
    let line = LinearLines.line(line)
    return isTerminal ? TerminalText.wrap(line, width: columns - 1) : [line]
  }

  /// What it is, and what it says.
  private func named(_ name: String, _ text: String) -> String {
    let name = linearName(name)
    return name.isEmpty ? text : "\(name): \(text)"
  }

  /// Whatever is drawn inside has this number (E.164) as a link, where the terminal knows links.
  func linking(_ number: String, _ draw: () -> Void) {
    link = hasLinks && !isLinear ? TelephoneLink(number) : nil
    draw()
    link = nil
  }

  func write(_ lines: [String], as style: (String) -> String = { $0 }) {
    for line in lines { write(style(line)) }
  }

  /// One label with its text; later lines stand under the text.
  package func field(_ label: String, _ text: String, labelWidth: Int = 29) {
    if isLinear { return write(label.isEmpty ? text : "\(label): \(text)") }
    guard hasRoom(beside: labelWidth) else { return stacked(label, text) }
    let indent = String(repeating: " ", count: 2 + labelWidth)
    let short = TerminalText.truncate(label, to: width - 4)
    let room = labelWidth - 1
    guard TerminalText.width(short) <= room else {
      write("  " + bold(short))
      return write(TerminalText.wrap(text, width: width - 1, indent: indent))
    }
    let gap = String(repeating: " ", count: labelWidth - TerminalText.width(short))
    let lines = TerminalText.wrap(text, width: width - 1, indent: indent)
    let first = lines.first.map { String($0.dropFirst(indent.count)) } ?? ""
    write("  " + bold(short) + gap + first)
    write(Array(lines.dropFirst()))
  }

  /// On a narrow screen a text stands below its label: beside it no word would be whole.
  private func stacked(_ label: String, _ text: String) {
    let labels = label.isEmpty ? [] : TerminalText.wrap(label, width: width - 1, indent: "  ")
    write(labels, as: bold)
    if !text.isEmpty { write(TerminalText.wrap(text, width: width - 1, indent: "    ")) }
  }

  private func hasRoom(beside labelWidth: Int) -> Bool {
    width - 3 - labelWidth >= Self.leastBeside
  }

  /// Columns of text beside a label.
  private static let leastBeside = 24

  /// Labels in one column, as wide as the widest that is not too long; beside each its facts, with
  /// ` · ` between them and each whole on its line where it fits.
  func facts(_ rows: [(label: String, facts: [String])]) {
    guard !isLinear else {
      for row in rows { field(row.label, row.facts.joined(separator: ", ")) }
      return
    }
    let widths = rows.map { TerminalText.width($0.label) }.filter { $0 <= Self.widestLabel }
    let labelWidth = max(widths.max() ?? 0, 27) + 2
    for row in rows {
      let room = hasRoom(beside: labelWidth) ? width - 3 - labelWidth : width - 5
      let lines = FactLines.packed(row.facts, width: room)
      for (index, line) in lines.enumerated() {
        field(index == 0 ? row.label : "", line, labelWidth: labelWidth)
      }
    }
  }

  /// Wider labels stand on a line of their own.
  private static let widestLabel = 34

  /// The words to speak, in quotation marks of their own.
  package func words(_ texts: [String]) {
    guard !texts.isEmpty else { return }
    blank()
    guard !isLinear else {
      write(named("say", texts.map(TerminalText.clean).joined(separator: " ")))
      return blank()
    }
    // The last mark stays with the last word: alone on a line it is a line that says nothing.
    let quoted = "❝ " + texts.map(TerminalText.clean).joined(separator: " ") + "\u{A0}❞"
    let lines = TerminalText.wrap(quoted, width: width - 1, indent: "    ", first: "  ")
    write(lines.map { $0.replacing("\u{A0}❞", with: " ❞") }, as: bold)
    blank()
  }

  /// What is heard in practice, below the caller's own words.
  func heard(_ text: String) {
    write(TerminalText.wrap(text, width: width - 1, indent: "    ", first: "  "))
    blank()
  }

  /// Short cells in columns, below the words.
  package func cells(_ cells: [String]) {
    if isLinear { return write(cells) }
    write(ColumnLayout.lines(cells, width: width - 5), as: { "    " + $0 })
  }

  package func heading(_ text: String) {
    write(TerminalText.wrap(text, width: width - 1), as: bold)
  }

  /// What needs the caller's eye; colour never carries it alone.
  package func notice(_ text: String) {
    for line in noticeLines(text) { write(line) }
  }

  /// The same, to be drawn above a prompt.
  func noticeLines(_ text: String) -> [String] {
    if isLinear { return [LinearLines.line(named("attention", text))] }
    return TerminalText.wrap("! " + text, width: width - 1, indent: "  ", first: "").map(bold)
  }

  /// The same for several facts, each whole on its line where it fits.
  func notice(_ facts: [String]) {
    if isLinear { return notice(facts.joined(separator: ", ")) }
    let lines = FactLines.packed(facts, width: width - 3)
    if let first = lines.first { notice(first) }
    for line in lines.dropFirst() {
      write(TerminalText.wrap(line, width: width - 1, indent: "  "), as: bold)
    }
  }

  /// On standard error; a prompt is asked again after it.
  package func problem(_ text: String) {
    let lines = isLinear ? linear(text) : TerminalText.wrap(text, width: width - 1)
    for line in lines { put(line + "\n", to: problems) }
  }

  /// Nothing of ours stands on it since it was last cleared.
  package var isBare: Bool { shown.isEmpty }

  /// After a call nothing of the patient stays on the screen or in its scrollback.
  package func clear() {
    guard !isLeft else { return }
    shown = ""
    hide()
  }

  /// The same, for good: only these words are left.
  func leave(saying text: String) {
    clear()
    passing(text)
    isLeft = true
  }

  /// Nothing stays on the screen or in its scrollback; `showAgain` brings it back.
  func hide() {
    guard isTerminal else { return }
    // Home, erase the screen, erase the scrollback.
    send("\u{1B}[H\u{1B}[2J\u{1B}[3J", to: output)
  }

  func showAgain() {
    hide()
    send(shown, to: output)
  }

  /// A prompt that has been answered, and is of no use to whoever reads on.
  func eraseLineAbove() {
    guard isTerminal else { return }
    send("\u{1B}[A\r\u{1B}[K", to: output)
  }

  /// Lines that somebody else draws here.
  func remember(_ lines: [String]) {
    guard isTerminal else { return }
    for line in lines { shown += line + "\n" }
    guard shown.utf8.count > Self.mostShown else { return }
    let half = shown.utf8.index(shown.startIndex, offsetBy: shown.utf8.count / 2)
    shown =
      shown[half...].firstIndex(of: "\n").map { String(shown[shown.index(after: $0)...]) } ?? ""
  }

  /// Words of the program about itself, gone with the next thing that is shown.
  func passing(_ text: String) {
    let lines = isLinear ? linear(text) : TerminalText.wrap(text, width: width - 1)
    send(lines.joined(separator: "\n") + "\n", to: output)
  }

  /// A prompt of plain mode, on the screen before its line is read.
  package func prompt(_ text: String) { put(text, to: output) }
  package func endPrompt() { put("\n", to: output) }

  package func dim(_ text: String) -> String { colour ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
  package func bold(_ text: String) -> String { colour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func put(_ text: String, to handle: FileHandle) {
    remember(
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init))
    send(text, to: handle)
  }

  private func send(_ text: String, to handle: FileHandle) {
    do { try handle.write(contentsOf: Data(text.utf8)) } catch {
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      // A reader who has gone away wanted no more.
      if handle === output, cause?.code != Int(EPIPE) { isCutOff = true }
    }
  }
}
