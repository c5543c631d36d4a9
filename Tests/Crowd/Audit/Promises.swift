import Foundation

/// What a new prompt promised is in the store: the crowd's ledger against the rows.
package struct Promises {
  private let shell: any AuditRows

  /// What was kept beside a call that had moved on is kept too.
  private let lateWordsCount: Bool

  package init(_ shell: any AuditRows, lateWordsCount: Bool = false) {
    (self.shell, self.lateWordsCount) = (shell, lateWordsCount)
  }

  private struct Event {
    let kind: String
    let payload: String
  }

  package func broken(_ ledger: Ledger) throws -> [String] {
    try lostAnswers(ledger) + lostNotes(ledger) + lostWords(ledger)
  }

  /// The answers that a call showed as done stand in its journal, in their order; those of a console
  /// whose call had gone on elsewhere stand beside it, in theirs.
  private func lostAnswers(_ ledger: Ledger) throws -> [String] {
    let journals = try events("call_event", by: "seq")
    let beside = lateWordsCount ? try events("stale_entry", by: "id") : [:]
    // Each console by itself: what one that slept saw late was done long before.
    return Dictionary(grouping: ledger.answers, by: { [$0.call, $0.seat] }).values.flatMap {
      answers in
      let call = answers[0].call
      var ways = Ways(through: [journals[call] ?? [], beside[call] ?? []])
      return answers.filter { answer in
        !ways.find { $0.kind == answer.kind && Self.holds($0, answer.words) }
      }.map { answer in
        "\(answer.seat) showed “\(answer.kind) \(answer.words)” as done; it is not in the journal"
          + " of \(call)"
      }
    }
  }

  /// Every way to find what was shown in the journal or beside it, each in its own order: the same kind
  /// of answer may stand in both.
  private struct Ways {
    private let lists: [[Event]]
    /// How far each list has been gone through.
    private var places: Set<[Int]> = [[0, 0]]

    init(through lists: [[Event]]) { self.lists = lists }

    /// `false`: on no way; the ways stay as they were.
    mutating func find(_ isIt: (Event) -> Bool) -> Bool {
      var next: Set<[Int]> = []
      for place in places {
        for (number, list) in lists.enumerated() {
          guard let found = list[place[number]...].firstIndex(where: isIt) else { continue }
          var further = place
          further[number] = found + 1
          next.insert(further)
        }
      }
      if next.isEmpty { return false }
      places = next
      return true
    }
  }

  private static func holds(_ event: Event, _ words: String) -> Bool {
    words.isEmpty || event.payload.range(of: words) != nil
  }

  private func events(_ table: String, by order: String) throws -> [String: [Event]] {
    let rows = try shell.rows(
      "SELECT call, kind, \(shell.hex("payload")) FROM \(table) ORDER BY call, \(order)")
    return Dictionary(grouping: rows, by: { $0[0] }).mapValues { rows in
      rows.map { Event(kind: $0[1], payload: Self.text(ofHex: $0[2])) }
    }
  }

  private func lostNotes(_ ledger: Ledger) throws -> [String] {
    let kept = Set(try shell.rows("SELECT id FROM note").map { $0[0] })
    return ledger.notes.filter { !kept.contains($0) }.map {
      "note \($0) was shown and is not there"
    }
  }

  /// Words typed at a console whose call went on elsewhere are kept for review, and what keeps
  /// people safe took effect.
  private func lostWords(_ ledger: Ledger) throws -> [String] {
    let rows = try shell.rows("SELECT call, kind, \(shell.hex("payload")) FROM stale_entry")
    let kept = rows.map { (call: $0[0], kind: $0[1], payload: Self.text(ofHex: $0[2])) }
    return try ledger.late.compactMap { late in
      guard let call = late.call, case .answers(let kind, let words) = late.move.meaning else {
        return nil
      }
      let found = kept.contains {
        $0.call == call && $0.kind == kind
          && (words.isEmpty || $0.payload.range(of: words) != nil)
      }
      guard found else { return "late words of \(late.seat) were lost: \(kind) \(words)" }
      guard words == "stop_calling", try !isObeyed(call) else { return nil }
      return "a late request to stop, typed at \(late.seat), is not in force"
    }
  }

  private func isObeyed(_ call: String) throws -> Bool {
    try !shell.rows(
      """
      SELECT 1 FROM attempt a JOIN patient p ON p.id = a.patient
        LEFT JOIN silenced s ON s.number = a.number
        WHERE a.call = '\(call)' AND (p.opted_out_at IS NOT NULL OR s.number IS NOT NULL)
      """
    ).isEmpty
  }

  private static func text(ofHex hex: String) -> String {
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in hex.utf8 {
      let value =
        digit <= UInt8(ascii: "9") ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "A") + 10
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
