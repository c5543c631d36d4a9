/// The caps of the shipped policy, counted again from the attempts alone: one contact a day and
/// three in seven days, with a patient and with a number; one more for a call that the patient asked
/// for, or after one that broke off that day (DOMAIN 1.4).
package struct Caps {
  private let shell: any AuditRows

  private static let perDay = 1
  private static let perWeek = 3

  package init(_ shell: any AuditRows) { self.shell = shell }

  private struct Contact {
    let call: String
    let day: Int
    let mayBeOneMore: Bool
    let wasTold: Bool
  }

  /// - Parameter told: whether somebody said at a console of this caller's that the call that began then
  ///   had been dialled before it died: that is a fact, which no cap undoes.
  package func broken(
    except told: (_ caller: String, _ started: String) -> Bool = { _, _ in false }
  ) throws -> [String] {
    try ["patient", "number"].flatMap { subject in
      try contacts(by: subject, told).flatMap { name, contacts in
        Self.excess(contacts).map { "the cap of \(subject) \(name) is exceeded by call \($0)" }
      }
    } + daysMiscounted()
  }

  /// Dead, engaged and failed dials are none, and neither is a call that came in.
  private static let isContact = """
    direction = 'outbound' AND outcome IS NOT NULL AND detail NOT IN
      ('busy-signal', 'technical', 'not-known', 'disconnected', 'not-a-person')
    """

  /// In the order in which the trail has their beginnings, since consoles' clocks differ by seconds. A
  /// message of the cadence counts where it left; none is asked for beyond the caps.
  private func contacts(
    by subject: String, _ told: (String, String) -> Bool
  ) throws -> [(String, [Contact])] {
    let rows = try shell.rows(
      """
      WITH dial AS (SELECT attempt.*, t.place FROM attempt JOIN (SELECT call, max(id) AS place
            FROM audit WHERE act IN ('began', 'message-sending') GROUP BY call) AS t
          ON t.call = attempt.call
        WHERE caller <> 'outbox' OR EXISTS (SELECT 1 FROM outbox o
          WHERE o.key = attempt.call AND (o.state = 'sent' OR o.reason = 'lost')))
      SELECT a.\(subject), a.call, a.local_date, CASE WHEN a.detail <> 'sent' AND (EXISTS (
          SELECT 1 FROM dial b WHERE b.recall = a.recall AND b.place < a.place
            AND (b.outcome = 'callback-requested'
              OR (b.detail = 'dropped' AND b.local_date = a.local_date)))
          OR EXISTS (SELECT 1 FROM queue_act q JOIN queue_item i ON i.id = q.item
            WHERE i.recall = a.recall AND q.act = 'answer' AND q.at <= a.started))
          THEN 1 ELSE 0 END, a.caller, a.started
        FROM dial a WHERE \(Self.isContact) ORDER BY a.\(subject), a.place
      """)
    let grouped = Dictionary(grouping: rows, by: { $0[0] })
    return grouped.sorted { $0.key < $1.key }.map { name, rows in
      let contacts = rows.map {
        Contact(
          call: $0[1], day: Self.day($0[2]), mayBeOneMore: $0[3] == "1",
          wasTold: told($0[4], $0[5]))
      }
      return (name, contacts)
    }
  }

  /// Calls that were more than the caps permit when they were made.
  private static func excess(_ contacts: [Contact]) -> [String] {
    contacts.enumerated().filter { index, contact in
      if contact.wasTold { return false }
      let before = contacts[..<index]
      let extra = contact.mayBeOneMore ? 1 : 0
      let onDay = before.count { $0.day == contact.day }
      let inWeek = before.count { contact.day - $0.day <= 6 }
      return onDay >= perDay + extra || inWeek >= perWeek + extra
    }.map(\.element.call)
  }

  /// Days since the year 0, of a civil date; only their distance counts.
  private static func day(_ date: String) -> Int {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return 0 }
    // March is the first month, so that a leap day ends its year.
    let (year, month) = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2]
  }

  /// The store's own rows of the caps say the same.
  private func daysMiscounted() throws -> [String] {
    let rows = try shell.rows(
      """
      SELECT kind, subject, local_date FROM (
        SELECT kind, subject, local_date, contacts FROM contact_day
        UNION ALL SELECT 'number', number, local_date, -1 FROM attempt WHERE \(Self.isContact)
        UNION ALL SELECT 'patient', patient, local_date, -1 FROM attempt WHERE \(Self.isContact)
      ) AS c GROUP BY kind, subject, local_date HAVING sum(contacts) <> 0
      """)
    return rows.map { "contacts are miscounted: \($0.joined(separator: " "))" }
  }
}
