/// Who may do what: the one table that the console, every command, and the rights and row rules of a
/// shared store are made from. Who works which queue is the clinic's own choice beside it
/// (`QueueDuty`). What is written to nobody's patient (practice, one's own screen) needs no duty.
package enum StaffDuty: String, CaseIterable, Sendable {
  /// `next`, `open`, `resume`: a patient in one's own hands, from the dial to the note.
  case placeCalls = "place-calls"
  /// `worklist`, `why`, `lookup`, `promises`: patients by name.
  case seeTheList = "see-the-list"
  /// What the program does on the way: recalls end, entries are judged afresh, messages written.
  case moveTheList = "move-the-list"
  /// `recall import`.
  case importLists = "import-lists"
  /// `inbox`, and the items of one's own queues or calls.
  case readQueues = "read-queues"
  /// `inbox take`, `answer`, `hand`, `done`, `close`, in the queues of `QueueDuty`.
  case workQueues = "work-queues"
  /// An item of the clinical queue, taken, answered or closed: no clinical advice from anybody else.
  case answerClinical = "answer-clinical"
  /// An item of a queue, freed from a colleague who left it.
  case freeItems = "free-items"
  /// `recall notes`, `last ID`, which leave a trace.
  case readNotes = "read-notes"
  /// Another outcome in a colleague's note.
  case correctAnyNote = "correct-any-note"
  /// `recall review --sample`: notes read and graded.
  case reviewNotes = "review-notes"
  /// `recall review results` of everybody: grades by caller; `recall script stumbles`: what callers say of
  /// lines. No patient.
  case seeReviews = "see-reviews"
  /// `recall review weekly`: every patient of the clinic by name.
  case reviewTheWeek = "review-the-week"
  /// `recall report` of one's own calls.
  case seeFigures = "see-figures"
  /// `recall report` of everybody's, and `--by caller`: counts, and no patient.
  case seeAllFigures = "see-all-figures"
  /// `recall outbox`: addresses and words of everybody who is written to.
  case readMessages = "read-messages"
  /// `recall outbox --send`, `retry`, `drop`.
  case sendMessages = "send-messages"
  /// `recall export`: the whole record.
  case exportRecord = "export-record"
  /// A limit of the clinic, set aside for one call.
  case overrideLimits = "override-limits"
  /// `open ID emergency WHY`: a patient whom the role does not show, with a reason, on the record.
  case breakGlass = "break-glass"
  /// `recall review openings look`: whoever answers for what was opened in an emergency.
  case lookAtOpenings = "look-at-openings"
  /// `recall script approve`.
  case approveScripts = "approve-scripts"
  /// `recall staff add`, `remove`.
  case keepStaff = "keep-staff"
  /// The role of a lead, given or taken: a manager does not make themselves one.
  case appointLeads = "appoint-leads"
  /// `recall audit show`: who did what, all of it.
  case readTrail = "read-the-trail"
  /// `recall store retain --apply`: words that were kept long enough, gone for good.
  case eraseWords = "erase-words"

  package var roles: Set<StaffRole> {
    switch self {
    case .placeCalls: [.caller]
    case .approveScripts, .appointLeads, .eraseWords: [.lead]
    case .lookAtOpenings, .keepStaff, .reviewTheWeek, .correctAnyNote, .overrideLimits, .freeItems,
      .reviewNotes:
      [.manager, .lead]
    case .importLists, .sendMessages: [.manager, .lead, .office]
    case .answerClinical: [.manager, .lead, .clinical]
    case .seeReviews: [.manager, .lead, .trainer]
    case .readTrail: [.lead, .auditor]
    case .moveTheList: [.manager, .lead, .office, .caller]
    case .readMessages, .exportRecord: [.manager, .lead, .office, .auditor]
    case .seeAllFigures: [.manager, .lead, .trainer, .auditor]
    case .seeFigures: [.manager, .lead, .trainer, .auditor, .caller]
    case .seeTheList: [.manager, .lead, .office, .auditor, .caller]
    case .workQueues, .breakGlass: [.manager, .lead, .office, .caller, .clinical]
    case .readQueues, .readNotes: [.manager, .lead, .office, .auditor, .caller, .clinical]
    }
  }

  /// Changes nothing that anybody else would miss: what an auditor may have.
  package var onlyReads: Bool {
    switch self {
    case .seeTheList, .readQueues, .readNotes, .seeReviews, .seeFigures, .seeAllFigures,
      .readMessages, .exportRecord, .readTrail, .reviewTheWeek:
      true
    case .placeCalls, .moveTheList, .importLists, .workQueues, .answerClinical, .freeItems,
      .correctAnyNote, .reviewNotes, .sendMessages, .overrideLimits, .approveScripts, .keepStaff,
      .appointLeads, .breakGlass, .lookAtOpenings, .eraseWords:
      false
    }
  }

  /// Shows patients by name, number or word: what who only trains never needs.
  package var showsPatients: Bool {
    switch self {
    case .seeReviews, .seeFigures, .seeAllFigures, .approveScripts, .keepStaff, .appointLeads,
      .readTrail, .lookAtOpenings:
      false
    case .placeCalls, .seeTheList, .moveTheList, .importLists, .readQueues, .workQueues,
      .answerClinical, .freeItems, .readNotes, .correctAnyNote, .reviewNotes, .reviewTheWeek,
      .readMessages, .sendMessages, .exportRecord, .overrideLimits, .breakGlass, .eraseWords:
      true
    }
  }
}

extension StaffMember {
  package func may(_ duty: StaffDuty) -> Bool { !roles.isDisjoint(with: duty.roles) }

  /// One of them is enough.
  package func mayDo(anyOf duties: [StaffDuty]) -> Bool { duties.contains(where: may) }
}

extension StaffMember {
  /// Names under which the program itself writes, and those that PostgreSQL keeps for itself: nobody is
  /// called so.
  package static func isTaken(_ id: String) -> Bool {
    id == MessageStep.author || id == "public" || id.hasPrefix("pg_")
  }
}

/// What a change of the staff list may not be, whoever has the duty of keeping it.
package enum StaffListRefusal: Equatable, Sendable {
  /// A lead is made, changed and removed by a lead.
  case ofLeads
  /// Who keeps the list gives themselves nothing.
  case ofOneself

  /// - Parameters:
  ///   - before: how the list has the person; `nil` = not yet.
  ///   - after: how it shall have them; `nil` = not any more.
  package static func judge(
    _ keeper: StaffMember, before: StaffMember?, after: StaffMember?
  ) -> StaffListRefusal? {
    if keeper.may(.appointLeads) { return nil }
    if [before, after].contains(where: { $0?.roles.contains(.lead) ?? false }) { return .ofLeads }
    return [before?.id, after?.id].contains(keeper.id) ? .ofOneself : nil
  }
}
