/// What somebody has said in a call is in force, by the words of the journal alone: whatever has become
/// of the columns that the program keeps of it.
package struct SaidInCalls {
  private let shell: any AuditRows

  package init(_ shell: any AuditRows) { self.shell = shell }

  package func broken() throws -> [String] { try stillDialled() + unseen() + forgotten() }

  /// Events of this kind whose words hold these.
  private func events(_ kind: String, with words: String) -> String {
    let digits = words.utf8.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return byte < 16 ? "0" + digits : digits
    }
    return "kind = '\(kind)' AND \(shell.hex("payload")) LIKE '%\(digits.joined())%'"
  }

  /// Whoever it was, nobody calls this patient at that number any more: no `/back` takes it back, and
  /// no import.
  private func stillDialled() throws -> [String] {
    let stop = events("interrupted", with: "\"stop_calling\"")
    let rows = try shell.rows(
      """
      WITH said AS (SELECT call, id FROM call_event WHERE \(stop))
      SELECT b.call FROM said JOIN attempt a ON a.call = said.call
        JOIN attempt b ON b.patient = a.patient AND b.number = a.number
          AND b.direction = 'outbound' AND b.call <> a.call
        JOIN call_event began ON began.call = b.call AND began.seq = 1
        WHERE began.id > said.id
      """)
    return rows.map { "call \($0[0]) was made to somebody who had asked for no more" }
  }

  /// While they still speak: nothing waits for the end of the call.
  private func unseen() throws -> [String] {
    let rows = try shell.rows(
      """
      WITH said AS (SELECT call, max(seq) AS seq FROM call_event
          WHERE \(events("interrupted", with: "\"emergency\"")) GROUP BY call)
      SELECT said.call FROM said JOIN attempt a ON a.call = said.call
        WHERE a.emergency = 0 AND a.withdrawn_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM call_event e
            WHERE e.call = said.call AND e.kind = 'back' AND e.seq > said.seq)
      """)
    return rows.map { "nobody sees the emergency of call \($0[0])" }
  }

  /// What did not match at the gate has cost a try of that day, whatever was taken back since.
  private func forgotten() throws -> [String] {
    let rows = try shell.rows(
      """
      SELECT call, seq FROM call_event WHERE \(events("compared", with: "mismatch"))
        AND NOT EXISTS (SELECT 1 FROM identity_try t
          WHERE t.key = call_event.call || '/' || call_event.seq)
      """)
    return rows.map { "answer \($0[1]) of call \($0[0]) did not match, and cost no try" }
  }
}
