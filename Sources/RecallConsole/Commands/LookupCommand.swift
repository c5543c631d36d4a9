import Foundation
import RecallDomain

/// `lookup`: finds a patient by telephone number, name or record number. What is looked for is typed at a prompt
/// of its own, so that no name stands in the history or in an argument.
extension ConsoleCommand {
  static var lookup: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      let why = EmergencyWish.reason(argument, desk.typed)
      desk.screen.aside(desk.say("lookup.hint"))
      if why == nil, !argument.isEmpty { desk.screen.aside(desk.say("lookup.type-it-here")) }
      let request = PromptRequest(name: "lookup", discardsTypeahead: true, erasesAfter: true)
      switch desk.input.read(request) {
      case .line(let line):
        try Lookup(desk: desk, because: why).find(line.trimmed)
      case .endOfInput, .interrupt: break
      case .terminated(let signal): return .leave(128 + signal)
      }
      return .goOn
    }
  }
}

/// Who may be meant by a number or a part of a name, and how each one's recall stands.
///
/// *Never* shows what the gate may ask for. Where several people could be meant, as at a household's
/// phone, only their names are shown until the caller has heard who is calling and has chosen one: a
/// screen that says nothing about the others gives nothing away.
struct Lookup {
  /// People shown at most.
  static let most = 20
  let desk: Desk
  /// Why somebody looks whose role does not show the list.
  var because: String?

  func find(_ typed: String) throws(StoreFailure) {
    guard !typed.isEmpty else { return }
    let found = try candidates(for: typed)
    // How many were shown and who, never what was typed.
    try desk.store.leaveTrace(
      of: .lookedUp, by: desk.caller.id, subject: "found \(found.count)",
      showing: found.map(\.patient.id), at: desk.now)
    guard !found.isEmpty else { return desk.tell("lookup.nobody") }
    if let because { return try openInEmergency(found, because) }
    choose(among: found)
  }

  /// One person is opened; of several only the names are shown, to choose from.
  private func openInEmergency(
    _ found: [Candidate], _ why: String
  ) throws(StoreFailure) {
    if Set(found.map(\.patient.id)).count == 1, let recall = found.first?.entry.id {
      return try EmergencyCard(desk: desk).open(recall, because: why)
    }
    desk.listed = found.map(\.entry.id)
    showSeveral(found)
    desk.tell("open.emergency-choose")
  }

  private func candidates(for typed: String) throws(StoreFailure) -> [Candidate] {
    let found =
      if let number = PhoneNumber.parse(typed).first {
        try desk.store.lookup(number: number.number)
      } else {
        try desk.store.lookup(name: typed, limit: Self.most)
      }
    return try found.isEmpty ? desk.store.lookup(patientID: typed) : found
  }

  /// Several recalls that one word may mean, numbered to choose from.
  func choose(among found: [Candidate]) {
    desk.listed = found.map(\.entry.id)
    Set(found.map(\.patient.id)).count > 1 ? showSeveral(found) : showOne(found)
  }

  private func showSeveral(_ found: [Candidate]) {
    desk.tell("lookup.several")
    let rows = found.enumerated().map { index, candidate in
      [number(index), TerminalText.clean(candidate.patient.fullName), candidate.entry.id.rawValue]
    }
    desk.screen.write(Table.lines(rows, width: desk.screen.width - 1))
    if found.count >= Self.most { desk.tell("lookup.more") }
    desk.tell("lookup.choose-hint")
  }

  /// One person: each of their recalls, with where it stands.
  private func showOne(_ found: [Candidate]) {
    for (index, candidate) in found.enumerated() {
      let head = [
        number(index), TerminalText.clean(candidate.patient.fullName),
        desk.segment(candidate.entry.segment), candidate.entry.id.rawValue,
      ]
      let width = desk.screen.width - 1
      desk.screen.write(TerminalText.truncate(head.joined(separator: "  "), to: width))
      desk.screen.paragraph(WhySentence(desk: desk, candidate: candidate).text + ".", indent: 5)
    }
    desk.tell("lookup.open-hint")
  }

  private func number(_ index: Int) -> String {
    String(repeating: " ", count: index < 9 ? 2 : 1) + String(index + 1)
  }
}
