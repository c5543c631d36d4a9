import RecallDomain
import RecallTestSupport
import Testing

/// What teams and callers may make of items, messages and wishes by plain SQL: what the program does for
/// them, with its record, and nothing beside it.
@Suite(
  "items, messages and wishes are changed as the program changes them",
  .disabled(if: Cluster.isToBeSkipped, Comment(rawValue: Cluster.skipped)))
struct TeamRulesTrustTests {
  // MARK: Items

  private static func act(
    _ act: String, _ item: String, by person: String, _ more: String = "NULL, NULL"
  ) -> String {
    """
    INSERT INTO queue_act (key, item, at, who, act, words, verdict, nth)
      VALUES ('k', '\(item)', 1, '\(person)', '\(act)', \(more), 1)
    """
  }

  private static func take(_ item: String, by person: String) -> String {
    "UPDATE queue_item SET state = 'taken', taken_by = '\(person)', taken_at = 1 WHERE id = '\(item)'"
  }

  private static func answer(_ words: String, _ item: String, by person: String) -> String {
    """
    UPDATE queue_item SET state = 'answered', answer = '\(words)', verdict = 'call-again',
        answered_by = '\(person)', answered_at = 1 WHERE id = '\(item)'
    """
  }

  private static func changes(_ item: String, by me: String) -> [String] {
    [
      "question = 'other words'", "urgent = 1", "withdrawn_at = 1", "due = 1", "owner = 'x'",
      "state = 'withdrawn', withdrawn_at = 1", "state = 'closed', closed_at = 1", "told_in = 'c1'",
      "queue = 'supervisor'", "answer = 'x'",
    ].map { "UPDATE queue_item SET \($0) WHERE id = '\(item)'" } + [
      // Without a record of it, or with another's.
      take(item, by: me), answer("yes", item, by: me),
      "\(act("take", item, by: me)); UPDATE queue_item SET state = 'closed' WHERE id = '\(item)'",
      """
      \(act("take", item, by: me)); \(take(item, by: me));
        UPDATE queue_item SET question = 'other words' WHERE id = '\(item)'
      """,
      "\(act("answer", item, by: me, "'yes', 'call-again'")); \(answer("no", item, by: me))",
    ]
  }

  @Test("an item changes only with the act on record that says how, and its question never")
  func items() throws {
    let team = try LiveTeam()
    let (office, clinical) = (team.person(.office), team.person(.clinical))
    for person in [office, clinical, team.person(.caller), team.person(.manager)] {
      try team.refuses(Self.changes("c2-insurance", by: person), as: person)
      try team.refuses(Self.changes("c2-clinical", by: person), as: person)
    }
    for (item, person) in [("c2-insurance", office), ("c2-clinical", clinical)] {
      let taken = "\(Self.act("take", item, by: person)); \(Self.take(item, by: person))"
      let said = Self.act("answer", item, by: person, "'yes', 'call-again'")
      try team.permits(
        [taken, "\(said); \(Self.answer("yes", item, by: person))"], as: person)
    }
    try team.refuses(
      [
        "\(Self.act("take", "c2-clinical", by: office)); \(Self.take("c2-clinical", by: office))"
      ], as: office)
  }

  /// Visits come and go by import, and an item is due before them: a rule lets whoever moves the list compute
  /// that time anew. It lets nobody put an item off.
  @Test(
    "the time an item is due comes sooner and goes back, and is put off by nobody, in no two steps")
  func due() throws {
    let team = try LiveTeam()
    let put = { (change: String) in "UPDATE queue_item SET \(change) WHERE id = 'c2-clinical'" }
    let sooner = put("due = 500, due_otherwise = 1000")
    let back = put("due = 1000, due_otherwise = NULL")
    let attacks =
      [
        "due = 2000", "due = NULL", "due = NULL, due_otherwise = 1000", "due = 500",
        "due = 2000, due_otherwise = 1000", "due = 500, due_otherwise = 2000",
        "due_otherwise = 5000", "due = 900, due_otherwise = 1000, owner = 'x'",
        "due = 900, due_otherwise = 1000, urgent = 0, question = ''",
      ].map(put)
      + [
        "\(sooner); \(put("due = 1500, due_otherwise = NULL"))",
        "\(sooner); \(put("due = NULL, due_otherwise = NULL"))",
        "\(sooner); \(put("due = 500, due_otherwise = NULL")); \(put("due = 2000"))",
        "\(sooner); \(put("due = 500, due_otherwise = 9000")); \(put("due = 9000"))",
      ]
    try team.cluster.run(
      "UPDATE recall.queue_item SET due = 1000, due_otherwise = NULL", in: team.database)
    let everybody = [
      team.person(.office), team.person(.clinical), team.person(.caller), team.person(.manager),
    ]
    for person in everybody { try team.refuses(attacks, as: person) }
    try team.permits(["\(sooner); \(back)"], as: team.person(.office))
    // One that has no time is given none.
    try team.cluster.run("UPDATE recall.queue_item SET due = NULL", in: team.database)
    let given = ["due = 5000", "due = 5000, due_otherwise = 5000", "due_otherwise = 5000"].map(put)
    for person in everybody { try team.refuses(given, as: person) }
  }

  @Test("who asked asks more and takes back, while the call is in hand; nobody else does")
  func asked() throws {
    let team = try LiveTeam()
    let asking = [
      "UPDATE queue_item SET question = 'more' WHERE id = 'c2-clinical'",
      "UPDATE queue_item SET urgent = 1 WHERE id = 'c2-clinical'",
      "UPDATE queue_item SET state = 'withdrawn', withdrawn_at = 1 WHERE id = 'c2-clinical'",
      Self.item("call, question", "'c2', 'words'"),
      "UPDATE attempt SET emergency = 1 WHERE call = 'c2'",
    ]
    try team.permits(asking, as: team.other)
    try team.refuses(Array(asking.dropLast()), as: team.person(.caller))
    try team.refuses(
      [
        Self.item("call, question", "'c1', 'words'"), Self.item("answer", "'yes'"),
        Self.item("question", "'words'"),
        Self.item("taken_by", "'\(team.person(.caller))'"),
      ], as: team.person(.caller))
    // What a rule asks comes with no words; what a patient has written comes with a list.
    try team.permits([Self.item("call", "'c1'")], as: team.person(.caller))
    try team.permits([Self.item("question", "'words'")], as: team.person(.office))
    try team.cluster.run("UPDATE recall.attempt SET emergency = 1", in: team.database)
    let calm = ["UPDATE attempt SET emergency = 0 WHERE call = 'c2'"]
    try team.refuses(calm, as: team.person(.caller))
    try team.permits(calm, as: team.other)
  }

  private static func item(_ columns: String, _ values: String) -> String {
    """
    INSERT INTO queue_item (id, queue, recall, patient, opened, urgent, state, verified, \(columns))
      VALUES ('x', 'clinical', 'r2', 'p2', 1, 0, 'open', 0, \(values))
    """
  }

  // MARK: Messages

  private static func message(
    to patient: String, at address: String, of call: String = "c2", as state: String = "waiting",
    by channel: String = "sms"
  ) -> String {
    """
    INSERT INTO outbox (key, patient, call, channel, address, text, language, queued_at, state)
      VALUES ('x', '\(patient)', '\(call)', '\(channel)', '\(address)', 'words', 'en', 1, '\(state)')
    """
  }

  @Test("words go into the outbox from a call in hand, to an address of its patient")
  func written() throws {
    let team = try LiveTeam()
    let (patient, own) = try team.whom("c2")
    let other = team.another(than: patient)
    try team.permits(
      [
        Self.message(to: patient, at: own), Self.message(to: patient, at: own, as: "failed"),
        Self.message(to: patient, at: patient, by: "portal"),
      ], as: team.other)
    try team.refuses(
      [
        Self.message(to: patient, at: other.number), Self.message(to: other.patient, at: own),
        Self.message(to: other.patient, at: other.number),
        Self.message(to: other.patient, at: other.number, of: "c1"),
        Self.message(to: patient, at: "a@b.example", by: "email"),
        Self.message(to: patient, at: own, as: "sent"),
        Self.message(to: patient, at: own, as: "sending"),
        Self.message(to: patient, at: own, of: "x"),
        "INSERT INTO outbox (key, tries) VALUES ('x', 0)",
        "INSERT INTO outbox (key, token) VALUES ('x', 'x')",
      ], as: team.other)
    for person in [.caller, .office, .manager].map(team.person) {
      try team.refuses([Self.message(to: patient, at: own)], as: person)
    }
  }

  @Test("a message is sent by who sends, once, and stopped by anybody")
  func sent() throws {
    let team = try LiveTeam()
    try team.cluster.run(
      """
      INSERT INTO recall.outbox (key, patient, call, channel, address, text, language, queued_at,
          state, reason, tries, token, sender, settled_at)
        VALUES ('w', 'p2', 'c2', 'sms', '+1', 'x', 'en', 1, 'waiting', NULL, 0, NULL, NULL, NULL),
          ('s', 'p2', 'c2', 'sms', '+1', 'x', 'en', 1, 'sent', NULL, 1, 's', 'x', 1),
          ('f', 'p2', 'c2', 'sms', '+1', 'x', 'en', 1, 'failed', 'gave-up', 3, 'f', 'x', 1)
      """, in: team.database)
    let change = { (what: String, key: String) in
      "UPDATE outbox SET \(what) WHERE key = '\(key)'"
    }
    let taken = "state = 'sending', tries = tries + 1, sender = 'x', lease_ends = 2, token = 'w'"
    let sending = [
      change(taken, "w"), change("state = 'waiting', reason = NULL", "f"),
      change("state = 'failed', reason = 'dropped'", "w"), change("not_before = 9", "w"),
      change("state = 'failed', reason = 'bad-address'", "s"),
    ]
    for person in [team.person(.caller), team.other, team.person(.clinical)] {
      try team.refuses(sending, as: person)
      try team.permits(
        [change("state = 'failed', reason = 'opted-out', settled_at = 2", "w")], as: person)
    }
    for person in [.office, .manager, .lead].map(team.person) {
      try team.permits(sending, as: person)
      try team.refuses(
        [
          change("state = 'waiting'", "s"), change("state = 'sending'", "f"),
          change("tries = 0", "f"), change("tries = 9", "w"), change("token = 'x'", "s"),
        ], as: person, by: LiveTeam.notPossible)
      try team.refuses(
        [change("text = 'other words'", "w"), change("address = '+1'", "w")], as: person)
    }
  }

  // MARK: Wishes and counts

  @Test("an opt-out, a wish, a death and a contact are taken back by nobody but whose act it is")
  func wishes() throws {
    let team = try LiveTeam()
    let patient = try team.whom("c2").patient
    try team.cluster.run(
      """
      SET search_path = recall;
      UPDATE patient SET opted_out_at = 5, held_for_death_at = 5 WHERE id = 'p1';
      INSERT INTO contact_change (id, patient, call, number, what, name, place, value, said, at)
        VALUES ('n', '\(patient)', 'c2', 1, 'consent', 'sms', '', 'no', '2026-11-24', 1),
          ('y', '\(patient)', 'c2', 2, 'need', 'x', '', 'yes', '2026-11-24', 1);
      INSERT INTO undeliverable (place, channel, said, at) VALUES ('+1', 'sms', '2026-11-24', 1)
      """, in: team.database)
    let back = { (id: String) in "UPDATE contact_change SET ended_at = 9 WHERE id = '\(id)'" }
    let lives = "UPDATE patient SET held_for_death_at = NULL WHERE id = 'p1'"
    let lifted = "UPDATE undeliverable SET ended_at = 9"
    for person in [.caller, .office, .clinical, .manager, .lead].map(team.person) {
      try team.refuses(
        ["NULL", "9"].map { "UPDATE patient SET opted_out_at = \($0) WHERE id = 'p1'" },
        as: person, by: LiveTeam.notPossible)
    }
    try team.refuses(
      [
        lives, back("n"), back("y"), lifted, "UPDATE patient SET deceased = 1 WHERE id = 'p1'",
        Self.wish("yes", of: patient), "DELETE FROM silenced",
      ], as: team.person(.caller))
    try team.permits(
      [Self.wish("no", of: patient), "UPDATE patient SET opted_out_at = 9 WHERE id = 'p2'"],
      as: team.person(.caller))
    try team.permits([back("n"), back("y"), Self.wish("yes", of: patient)], as: team.other)
    try team.refuses([back("n"), Self.wish("yes", of: patient)], as: team.person(.office))
    try team.permits([back("y"), lives, lifted], as: team.person(.office))
  }

  private static func wish(_ value: String, of patient: String) -> String {
    """
    INSERT INTO contact_change (id, patient, call, number, what, name, place, value, said, at)
      VALUES ('x', '\(patient)', 'c2', 3, 'consent', 'email', '', '\(value)', '2026-11-24', 1)
    """
  }

  @Test("contacts of a day are no fewer than the calls on record")
  func contacts() throws {
    let team = try LiveTeam()
    let patient = try team.whom("c1").patient
    try team.cluster.run(
      """
      SET search_path = recall;
      UPDATE attempt SET contact = 1, local_date = '2026-11-24' WHERE call = 'c1';
      DELETE FROM contact_day;
      INSERT INTO contact_day (kind, subject, local_date, contacts)
        VALUES ('patient', '\(patient)', '2026-11-24', 2), ('number', '+1', '2026-11-24', 1)
      """, in: team.database)
    for person in [.caller, .office, .manager].map(team.person) {
      try team.refuses(
        [
          "DELETE FROM contact_day WHERE kind = 'patient'",
          "UPDATE contact_day SET contacts = 1, local_date = '2026-11-23' WHERE kind = 'patient'",
          "UPDATE contact_day SET subject = 'x' WHERE kind = 'patient'",
          "UPDATE attempt SET contact = 0 WHERE call = 'c1'",
          "UPDATE attempt SET local_date = '2026-11-23' WHERE call = 'c1'",
        ], as: person)
      try team.permits(
        [
          "UPDATE contact_day SET contacts = 1 WHERE kind = 'patient'",
          "UPDATE contact_day SET contacts = 3 WHERE kind = 'patient'",
          "DELETE FROM contact_day WHERE kind = 'number'",
        ], as: person)
    }
  }

  @Test("a number is added, and found good again, by whoever has its patient in hand")
  func numbers() throws {
    let team = try LiveTeam()
    let own = try team.whom("c2").patient
    let other = team.another(than: own).patient
    try team.cluster.run("UPDATE recall.phone SET status = 'wrong'", in: team.database)
    let add = { (patient: String) in
      """
      INSERT INTO phone (patient, number, kind, rank, status)
        VALUES ('\(patient)', '+1999', 'other', 9, 'good')
      """
    }
    let good = { (patient: String) in
      "UPDATE phone SET status = 'good' WHERE patient = '\(patient)'"
    }
    try team.refuses(
      [add(own), add(other), good(own), good(other), "UPDATE phone SET listed = 0"],
      as: team.person(.caller))
    try team.refuses([add(other), good(other)], as: team.other)
    try team.permits(
      [add(own), good(own), "UPDATE phone SET status = 'disconnected'"], as: team.other)
    try team.permits([add(other), good(other)], as: team.person(.office))
  }

  @Test("a slot is held and let go by its call, and a visit is given up by its own recall")
  func slots() throws {
    let team = try LiveTeam()
    try team.cluster.run(
      """
      SET search_path = recall;
      INSERT INTO slot (id, start, minutes, held_by, held_until)
        VALUES ('s2', 9, 30, 'c2', 9000000000000000), ('s3', 9, 30, NULL, NULL);
      INSERT INTO slot (id, start, minutes, booked) VALUES ('s4', 9, 30, 1);
      INSERT INTO appointment (id, patient, start, status, call, slot)
        VALUES ('v', 'p2', 9, 'booked', 'c2', 's4')
      """, in: team.database)
    let hold = "UPDATE slot SET held_by = 'c2', held_until = 9 WHERE id = 's3'"
    let others = [
      hold, "UPDATE slot SET held_by = NULL, held_until = NULL WHERE id = 's2'",
      "UPDATE slot SET booked = 1, held_by = NULL, held_until = NULL WHERE id = 's2'",
      "UPDATE slot SET booked = 0 WHERE id = 's4'",
      "UPDATE appointment SET status = 'cancelled' WHERE id = 'v'",
    ]
    try team.refuses(others, as: team.person(.caller))
    try team.permits(others, as: team.other)
  }

  @Test("an appointment is booked by whoever has the call, or comes with a list")
  func appointments() throws {
    let team = try LiveTeam()
    let patient = try team.whom("c2").patient
    let book = { (call: String) in
      """
      INSERT INTO appointment (id, patient, start, status, call)
        VALUES ('x', '\(patient)', 9, 'booked', \(call))
      """
    }
    try team.refuses([book("'c2'"), book("'c1'"), book("NULL")], as: team.person(.caller))
    try team.permits([book("'c2'")], as: team.other)
    try team.permits([book("NULL")], as: team.person(.office))
  }
}
