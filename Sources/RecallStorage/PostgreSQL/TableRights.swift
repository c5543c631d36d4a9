import RecallDomain

/// What plain SQL may do to one table, by duty: everything else is impossible, whatever program asks.
/// From this come the grants of a shared store (`Grants`) and the tests that try the rest.
struct TableRights: Sendable {
  enum Verb: String, CaseIterable, Sendable {
    case see = "SELECT"
    case add = "INSERT"
    case change = "UPDATE"
    case remove = "DELETE"
  }

  /// How far a verb reaches in a row.
  enum Reach: Equatable, Sendable {
    case nothing
    case columns(Set<String>)
    case everything
  }

  private struct Right: Sendable {
    let verb: Verb
    /// `nil`: all of them.
    let columns: Set<String>?
    let roles: Set<StaffRole>
  }

  let table: String
  private var rights: [Right] = []

  init(_ table: String) { self.table = table }

  func reach(of role: StaffRole, _ verb: Verb) -> Reach {
    let own = rights.filter { $0.verb == verb && $0.roles.contains(role) }
    if own.contains(where: { $0.columns == nil }) { return .everything }
    let columns = own.reduce(into: Set<String>()) { $0.formUnion($1.columns ?? []) }
    return columns.isEmpty ? .nothing : .columns(columns)
  }

  // MARK: How the table is written

  func see(_ duties: StaffDuty...) -> TableRights { with(.see, nil, duties.reach) }
  func see(_ duties: [StaffDuty]) -> TableRights { with(.see, nil, duties.reach) }
  func see(only columns: Set<String>, _ duties: StaffDuty...) -> TableRights {
    with(.see, columns, duties.reach)
  }
  func seenByAll() -> TableRights { with(.see, nil, Set(StaffRole.allCases)) }
  func add(_ duties: StaffDuty...) -> TableRights { with(.add, nil, duties.reach) }
  func add(only columns: Set<String>, _ duties: StaffDuty...) -> TableRights {
    with(.add, columns, duties.reach)
  }
  func addedByAll() -> TableRights { with(.add, nil, Set(StaffRole.allCases)) }
  func addedByAll(only columns: Set<String>) -> TableRights {
    with(.add, columns, Set(StaffRole.allCases))
  }
  func change(_ duties: StaffDuty...) -> TableRights { with(.change, nil, duties.reach) }
  func change(only columns: Set<String>, _ duties: StaffDuty...) -> TableRights {
    with(.change, columns, duties.reach)
  }
  func remove(_ duties: StaffDuty...) -> TableRights { with(.remove, nil, duties.reach) }

  private func with(_ verb: Verb, _ columns: Set<String>?, _ roles: Set<StaffRole>) -> TableRights {
    var more = self
    more.rights.append(Right(verb: verb, columns: columns, roles: roles))
    return more
  }
}

extension [StaffDuty] {
  fileprivate var reach: Set<StaffRole> { reduce(into: []) { $0.formUnion($1.roles) } }
}

extension TableRights {
  /// Whose work shows patients.
  private static let patients: [StaffDuty] = [
    .seeTheList, .readQueues, .readNotes, .readMessages, .exportRecord,
  ]

  /// Of a table that a later step has made and nobody has decided on yet: the trail's own are
  /// everybody's to add to, all others nobody's to change.
  static func undecided(_ table: String, isAppendOnly: Bool) -> TableRights {
    let rights = TableRights(table)
    guard table.hasPrefix("audit") || table.hasPrefix("trail") else {
      return rights.see(patients).add(.workQueues).change(.workQueues)
    }
    let open = rights.seenByAll().addedByAll()
    return isAppendOnly ? open : open.with(.change, nil, Set(StaffRole.allCases))
  }

  static func of(_ table: String) -> TableRights? { all.first { $0.table == table } }

  static let all: [TableRights] = ofPeople + ofCalls + ofTeams + ofTheHouse

  /// Names, numbers and birth dates come with a list; a call learns about numbers and wishes.
  private static let ofPeople: [TableRights] = [
    TableRights("patient").see(patients).add(.importLists).change(.importLists)
      .see(
        only: ["id", "language", "opted_out_at", "deceased", "inactive", "do_not_contact"],
        .seeAllFigures
      )
      .change(
        only: ["opted_out_at", "held_for_death_at"], .placeCalls, .workQueues, .correctAnyNote
      )
      // A team that was asked has found that the patient has died.
      .change(only: ["deceased"], .workQueues),
    TableRights("phone").see(patients).add(.importLists, .placeCalls).change(.importLists)
      .change(only: ["status", "listed"], .placeCalls, .correctAnyNote),
    TableRights("consent").see(patients).add(.importLists).change(.importLists),
    TableRights("representative").see(patients).add(.importLists).remove(.importLists),
    TableRights("contact_change").see(patients).add(.importLists, .placeCalls, .correctAnyNote)
      .change(only: ["ended_at"], .importLists, .placeCalls, .correctAnyNote),
    TableRights("silenced").see(patients).add(.importLists, .placeCalls, .correctAnyNote),
    TableRights("undeliverable").see(patients).add(.sendMessages, .importLists, .moveTheList)
      .change(.sendMessages, .importLists, .moveTheList),
    TableRights("lane").seenByAll().add(.workQueues, .moveTheList)
      .change(only: ["shut"], .workQueues, .moveTheList),
    TableRights("tally").see(patients).add(.workQueues, .moveTheList)
      .remove(.workQueues, .moveTheList),
    TableRights("recall").see(patients).add(.importLists).change(.importLists)
      .see(
        only: [
          "id", "patient", "segment", "provider", "due", "state", "ended_as", "ended_at", "owner",
          "callback", "next_at", "phase", "kept_back",
        ], .seeAllFigures, .seeReviews
      )
      .change(
        only: [
          "state", "next_at", "next_action", "owner", "callback", "lane", "phase", "turn",
          "not_before", "kept_back", "ended_as", "ended_at", "stood_as", "message_at",
        ], .workQueues, .moveTheList),
    TableRights("appointment").see(patients).add(.importLists, .placeCalls).change(.importLists)
      .see(only: ["id", "start", "status", "call", "slot"], .seeAllFigures)
      .change(only: ["status"], .placeCalls, .correctAnyNote),
    TableRights("waiting_appointment").see(patients).add(.importLists).change(.importLists)
      .remove(.importLists),
    TableRights("slot").see(patients).add(.importLists).change(.importLists).remove(.importLists)
      .change(only: ["booked", "held_by", "held_until"], .placeCalls, .correctAnyNote),
    TableRights("contact_day").see(patients).add(.moveTheList)
      .change(.moveTheList, .workQueues).remove(.moveTheList, .workQueues),
    TableRights("identity_try").see(patients).add(.placeCalls),
  ]

  /// A call is its caller's; who looks after messages and notes changes what follows from it.
  private static let ofCalls: [TableRights] = [
    TableRights("claim").see(patients).see(
      only: ["call", "ended_at", "lease_ends"], .seeAllFigures
    )
    .add(.placeCalls, .moveTheList)
    .change(
      only: [
        "number", "caller", "token", "last_seq", "call", "lease", "lease_ends", "ended_at", "how",
        "reason",
      ], .placeCalls),
    TableRights("attempt").see(patients).add(.placeCalls, .moveTheList)
      .see(
        only: [
          "call", "recall", "direction", "attempt", "caller", "local_date", "started", "emergency",
          "parked_at", "withdrawn_at", "ended_at", "outcome", "detail", "also_outcome",
          "also_detail", "contact", "gave_time", "part", "identity", "barriers", "corrections",
        ], .seeAllFigures, .seeReviews
      )
      .change(
        only: [
          "emergency", "parked_at", "withdrawn_at", "ended_at", "outcome", "detail",
          "also_outcome", "also_detail", "contact", "gave_time", "part", "identity", "barriers",
          "corrections",
        ], .placeCalls, .moveTheList, .correctAnyNote
      )
      // A message is a contact of the day on which it leaves.
      .change(only: ["local_date", "started"], .sendMessages)
      // A message that a team's answer has stopped was no contact.
      .change(only: ["contact"], .workQueues),
    TableRights("call_event").see(patients).add(.placeCalls),
    // A row rule of its own shows each key to whoever made the claim.
    TableRights("claim_key").see(.placeCalls).add(.placeCalls),
    TableRights("replay").see(patients).add(.placeCalls),
    TableRights("note_set_aside").see(patients).add(.placeCalls),
    TableRights("stale_entry").see(patients).add(.placeCalls),
    TableRights("note").see(patients).add(.placeCalls, .moveTheList)
      .see(only: ["id", "call", "caller", "ended"], .seeReviews),
    TableRights("unseen_save").see(patients).add(.placeCalls).remove(.placeCalls),
    TableRights("note_addition").see(patients).add(.placeCalls, .correctAnyNote),
    TableRights("note_grade").see(patients).see(.seeReviews).add(.reviewNotes),
    // What callers say of lines; the row names the call and no patient.
    TableRights("stumble").see(.seeReviews).see(.readTrail).add(.placeCalls),
    TableRights("recall_turn").see(patients).add(.placeCalls, .correctAnyNote),
  ]

  private static let ofTeams: [TableRights] = [
    TableRights("queue_item").see(patients).add(.workQueues)
      .see(
        only: [
          "id", "queue", "recall", "call", "opened", "due", "urgent", "state", "language",
          "withdrawn_at", "taken_at", "verdict", "answered_at", "closed_at", "told_in",
        ], .seeAllFigures
      )
      .change(
        only: [
          "queue", "due", "urgent", "state", "owner", "question", "withdrawn_at", "taken_by",
          "taken_at", "answer", "verdict", "answered_by", "answered_at", "closed_at", "told_in",
          "unapplied", "concern", "due_otherwise",
        ], .workQueues),
    TableRights("queue_act").see(patients).add(.workQueues)
      .see(only: ["key", "item", "at", "who", "act", "verdict", "nth"], .seeAllFigures),
    TableRights("queue_seen").see(patients).add(.workQueues),
    TableRights("outbox").see(patients)
      .add(
        only: [
          "key", "patient", "call", "channel", "address", "text", "language", "queued_at", "state",
          "reason",
        ], .placeCalls, .moveTheList, .correctAnyNote
      )
      .change(
        only: [
          "state", "reason", "not_before", "tries", "sender", "lease_ends", "settled_at", "code",
          "token",
        ], .workQueues
      )
      .change(only: ["queued_at"], .sendMessages),
    TableRights("reply").see(patients).add(.importLists),
  ]

  private static let ofTheHouse: [TableRights] = [
    TableRights("opening").see(.lookAtOpenings, .readTrail).add(.breakGlass)
      .change(only: ["looked_at_by", "looked_at"], .lookAtOpenings),
    // Written by the store's owner alone (`SharedActs.erasing`).
    TableRights("erasure").see(.readTrail),
    TableRights("erased_words").see(patients),
    TableRights("forgotten_number").see(.importLists),
    TableRights("erasure_key").see(.importLists),
    TableRights("shape").seenByAll(),
    TableRights("guard").seenByAll(),
    TableRights("meta").seenByAll(),
    TableRights("staff").seenByAll().add(.keepStaff).remove(.keepStaff)
      .change(only: ["name", "roles", "languages", "console_locale"], .keepStaff),
    TableRights("script_version").seenByAll().add(.placeCalls, .moveTheList, .approveScripts),
    TableRights("approval").seenByAll().add(.approveScripts),
    TableRights("known_edition").seenByAll().add(.placeCalls).change(.placeCalls),
    TableRights("import").see(patients).add(.importLists),
    TableRights("practice_result").seenByAll().addedByAll(),
    // Whoever does or reads anything leaves a trace of it; its number is the server's to give.
    TableRights("audit").seenByAll().addedByAll(only: [
      "at", "who", "act", "recall", "call", "subject", "session", "seq", "mac", "patients",
    ]),
    TableRights("audit_seal").seenByAll().addedByAll(),
    TableRights("store_epoch").seenByAll().add(.approveScripts),
  ]
}
