import Foundation
import RecallDomain

/// `lookup`: finds a patient by telephone number or name. What is looked for is typed at a prompt
/// of its own, so that no name stands in the history or in an argument.
extension ConsoleCommand {
  static var lookup: ConsoleCommand {
    ConsoleCommand { console, _ throws(StoreFailure) in
      let desk = console.desk
      desk.screen.aside(desk.say("lookup.hint"))
      switch desk.input.read(PromptRequest(name: "lookup", discardsTypeahead: true)) {
      case .line(let line): try console.lookUp(line.trimmed)
      case .endOfInput, .interrupt: break
      case .terminated(let signal): return .leave(128 + signal)
      }
      return .goOn
    }
  }
}

extension Console {
  fileprivate func lookUp(_ typed: String) throws(StoreFailure) {
    guard !typed.isEmpty else { return }
    let found = try candidates(for: typed)
    guard !found.isEmpty else { return desk.tell("lookup.nobody") }
    let people = Set(found.map(\.patient.id))
    if people.count > 1 { desk.tell("lookup.several") }
    let rows = found.map { candidate in
      [
        "  " + candidate.entry.id.rawValue, TerminalText.clean(candidate.patient.fullName),
        desk.segment(candidate.entry.segment),
      ]
    }
    for (line, candidate) in zip(Table.lines(rows, width: screen.width - 1), found) {
      screen.write(line)
      let item = desk.worklist.item(candidate, at: desk.now)
      screen.paragraph(WhyLine(desk: desk).text(item), indent: 6)
    }
    desk.tell("lookup.open-hint")
  }

  private func candidates(for typed: String) throws(StoreFailure) -> [Candidate] {
    if let number = PhoneNumber.parse(typed).first {
      return try desk.store.lookup(number: number.number)
    }
    return try desk.store.lookup(name: typed, limit: 20)
  }
}
