package import Foundation

/// The store that the whole team shares: one set of acts, each one transaction that keeps the
/// invariants of DESIGN. Constraints stand in the schema first; nothing outside a driver says SQL.
///
/// Every act that takes a `ClaimTicket` begins by advancing the claim
/// (`last_seq = n where id, token, last_seq = n-1`): no row is `StoreFailure.stale`. Every write
/// carries its own key and may be repeated (invariant 11): repeating an act that has happened
/// returns what the first returned.
package protocol RecallStore:
  DutyKeeping, EmergencyOpenings, EpochKeeping, Measuring, MessageSending, NoteKeeping,
  NoteReviewing, OutageKeeping, QueueKeeping, RecordExporting, ReplyImporting, StumbleKeeping,
  TrailReading, WordsErasing
{
  var kind: StoreKind { get }
  /// The store's own clock for live work (invariant 12), told without asking the store each time;
  /// `nil`: the machine's clock is the store's.
  var serverClock: (@Sendable () -> Date?)? { get }
  /// The store is on a server that may come back by itself; a file does not.
  var isServed: Bool { get }
  /// What `doctor` prints: engine, version, path, pragmas. No patient data.
  func describe() throws(StoreFailure) -> [StoreFact]
  /// Every invariant that can be checked by query; one sentence per violation.
  func check() throws(StoreFailure) -> [String]
  /// The same, with where it is broken and what to do about it.
  func findings() throws(StoreFailure) -> [StoreFinding]
  /// The latest instant the store has recorded; the clock never goes behind it.
  func latestInstant() throws(StoreFailure) -> Date?

  // MARK: The list
  func importBatch(_ batch: ImportBatch, at now: Date) throws(StoreFailure) -> [ImportVerdict]
  /// The same for a list from a source: each entry is judged as it comes in, so that nothing needs to
  /// be read again to know where it stands, and records that look like one person are named.
  ///
  /// - Parameter hours: by when teams answer what is asked before a visit; `nil`: those times stay.
  func importList(
    _ batch: ImportBatch, at now: Date, hours: QueueHours?, judge: ((Candidate) -> Callability)?
  ) throws(StoreFailure) -> ImportedList
  /// What an import would reject of these rows because of what stands in the store; `nil` for a row that
  /// would land. Nothing is written.
  func strangers(among rows: [ImportRow]) throws(StoreFailure) -> [ImportVerdict?]
  /// Acts that follow each other become durable together when `acts` returns; when one of them has
  /// failed, none has happened. For a store that is a file, and pays for every commit: nobody else
  /// writes meanwhile, so it is short. On a server each act stands by itself.
  func inOneSitting(_ acts: () -> Void) throws(StoreFailure)
  /// Somebody holds a patient, or did a moment ago: short transactions keep them from waiting.
  func somebodyIsCalling() throws(StoreFailure) -> Bool
  func addSlots(_ slots: [Slot]) throws(StoreFailure)
  func addAppointments(_ appointments: [BookedAppointment]) throws(StoreFailure)
  /// Appointments of a source. Whoever holds one is judged afresh in the same transaction; one of a
  /// patient whom the list does not know waits for the import that brings them. One that was never
  /// known and is not booked any more leaves no trace.
  ///
  /// - Parameter hours: as in `importList`.
  func importAppointments(
    _ rows: [AppointmentRow], at now: Date, hours: QueueHours?,
    judge: ((Candidate) -> Callability)?
  ) throws(StoreFailure) -> [AppointmentVerdict]
  /// Open times of a source. One that is open no more is not offered again, unless it was booked in
  /// a call, which stands.
  func importSlots(_ rows: [SlotRow], at now: Date) throws(StoreFailure) -> [ImportVerdict]
  /// Everything the rules need about each entry that is not closed, in the order of the line
  /// (`PlaceInLine`) but for promises, in short reads; at the end those that a fact on record has
  /// closed, which the list names too.
  func eachCandidate(
    segment: String?, at now: Date, _ body: (Candidate) throws -> Void
  ) throws
  /// Judges a batch of open entries and writes where each stands, from the entry after `after` on;
  /// answers the last one judged, `nil` at the end. For the pass after an import or a change of
  /// policy, between other work.
  func settle(
    after: RecallID?, at now: Date, judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> RecallID?
  /// Ends a batch of entries whose last day has come; answers how many were looked at, none at the
  /// end. Who is in somebody's hands, or owed something, is looked at again a day later.
  func endDue(
    at now: Date, overtaken: (Candidate) -> AfterCallDecision?,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> Int
  /// Ends a batch of entries that a fact on record keeps out (`ClosingFact`), from the entry after
  /// `after` on; answers the last one looked at, `nil` at the end. What stood is kept, and an import
  /// that corrects the record gives it back.
  func endByFacts(
    after: RecallID?, at now: Date, overtaken: (Candidate) -> AfterCallDecision?
  ) throws(StoreFailure) -> RecallID?
  /// The same for every entry of one patient, at once: for a fact that was told in a call.
  func endByFacts(
    of patient: PatientID, at now: Date, overtaken: (Candidate) -> AfterCallDecision?
  ) throws(StoreFailure)
  /// Judges a batch of those whose instant has come, so that what is due stands as it is: for
  /// programs that do not look for the next patient. Answers how many there were.
  func settleDue(
    at now: Date, judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> Int
  func candidate(_ recall: RecallID) throws(StoreFailure) -> Candidate?
  /// The caller's day, from kept counts: its cost does not grow with the list.
  func counts(
    for caller: String, at now: Date, endOfDay: Date, opens: LaneOpening
  ) throws(StoreFailure) -> DayCounts
  /// The list in counts, from kept counts, as everybody was last judged.
  func tally(
    segment: String?, at now: Date, opens: LaneOpening
  ) throws(StoreFailure) -> WorklistTally
  /// Only those that nothing but the clock or a lane keeps back: ready ones, and those whose instant
  /// has come. In the order of `eachCandidate`; what the others wait for is in `tally`.
  func eachReady(
    segment: String?, at now: Date, _ body: (Candidate) throws -> Void
  ) throws
  /// The first entries in the order of `next` that `judge` finds callable, without taking any. Looks
  /// at no more than a few hundred that it does not.
  func firstInLine(
    _ count: Int, segment: String?, at now: Date, judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> [Candidate]
  /// Open entries that owe their patient something: a promised call, or a team's answer that has
  /// come back. In pages; `body` runs outside any transaction.
  func eachOwing(_ body: (Candidate) throws -> Void) throws
  /// Patients reached under this number (E.164), or whose folded name contains the words.
  func lookup(number: String) throws(StoreFailure) -> [Candidate]
  func lookup(name: String, limit: Int) throws(StoreFailure) -> [Candidate]
  /// Patients whom the source knows under this id or medical record number.
  func lookup(patientID: String) throws(StoreFailure) -> [Candidate]

  // MARK: Claims
  /// Takes the first entry that `judge` finds callable. `judge` is pure and runs inside the
  /// transaction; an entry it excludes until an instant gets that instant written.
  /// A caller who already holds a claim gets that one (idempotent).
  func claimNext(
    by caller: String, segment: String?, at now: Date, lease: TimeInterval,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> ClaimAnswer
  /// Takes this very entry (for `open ID`), under the same rules.
  func claim(
    _ recall: RecallID, by caller: String, at now: Date, lease: TimeInterval,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> ClaimAnswer
  /// Takes this very entry because somebody who may sets a limit of the clinic aside: `why` goes into
  /// the trail in the same transaction. `judge` knows what is never set aside.
  func claimOverriding(
    _ recall: RecallID, because why: String, by caller: String, at now: Date, lease: TimeInterval,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> ClaimAnswer
  /// Gives the patient back before anything was dialled. With a reason, the same caller's `next`
  /// passes them by for a while; an empty one is no more than having looked.
  func giveBack(_ ticket: ClaimTicket, reason: String, at now: Date) throws(StoreFailure)

  // MARK: A call
  /// The attempt begins: writes the attempt, its number and its first journal entry.
  func beginCall(
    _ beginning: CallBeginning, under ticket: ClaimTicket, at now: Date
  ) throws(StoreFailure) -> ClaimTicket
  /// The same for a number about to be dialled: `judge` looks once more, in the same transaction, at
  /// all that may have changed since the patient was taken (a booking, an opt-out, a death, the
  /// hour). Whoever may not be called any more is given back, and is in nobody's way.
  func beginCall(
    _ beginning: CallBeginning, under ticket: ClaimTicket, at now: Date,
    judge: (Candidate) -> Callability
  ) throws(StoreFailure) -> BegunCall
  /// Journals one answer with its effects, in one transaction.
  func append(
    _ entry: JournalEntry, effects: [CallWrite], under ticket: ClaimTicket, at now: Date
  ) throws(StoreFailure) -> ClaimTicket
  /// `/back` at the first prompt: never dialled. The attempt is withdrawn; the claim stands.
  func withdrawCall(
    _ entry: JournalEntry, under ticket: ClaimTicket, at now: Date
  ) throws(StoreFailure) -> ClaimTicket
  /// Leaves the call to be resumed: the claim ends, the call *needs an outcome*.
  func park(_ entry: JournalEntry, under ticket: ClaimTicket, at now: Date) throws(StoreFailure)
  /// Takes up a call that was parked or died: a new token; the journal so far.
  func takeUp(
    _ call: CallID, by caller: String, at now: Date, lease: TimeInterval, takeOver: Bool
  ) throws(StoreFailure) -> TakenUp
  /// The one closing transaction: note, outcome, next action, booking; the claim ends.
  func close(
    _ closing: CallClosing, under ticket: ClaimTicket, at now: Date
  ) throws(StoreFailure)
  /// Calls that need an outcome: the caller's own first, then everybody's.
  func callsNeedingOutcome(
    for caller: String, at now: Date
  ) throws(StoreFailure) -> [UnfinishedCall]
  /// The claim this caller holds at `dial`, after a crash before dialling.
  func heldAtDial(by caller: String) throws(StoreFailure) -> HeldClaim?
  /// The claim's patient as the card needs it, re-read.
  func card(for ticket: ClaimTicket) throws(StoreFailure) -> Candidate

  // MARK: Messages
  /// Looks at up to `limit` entries whose message step has come, each in a transaction of its own:
  /// `decide` is pure and sees the entry as it stands inside it. A message is written once,
  /// whoever comes to it first.
  func writeDueMessages(
    at now: Date, limit: Int, decide: (Candidate) -> MessageAct
  ) throws(StoreFailure) -> MessagesWritten
  /// Messages in the outbox in the order in which they were written.
  func outbox(_ states: Set<OutboxItem.State>) throws(StoreFailure) -> [OutboxItem]

  // MARK: Identity, slots
  /// Mismatches recorded for this patient on this local day, over all calls.
  func identityTries(_ patient: PatientID, on day: CivilDate) throws(StoreFailure) -> Int
  /// Slots free at `now` (not booked, not held by another open call), soonest first.
  func openSlots(
    _ wish: SlotWish, for call: CallID, at now: Date
  ) throws(StoreFailure) -> [Slot]

  // MARK: Notes, queues, scripts, staff
  func notes(_ query: NoteQuery) throws(StoreFailure) -> [CallNote]
  /// Notes of this caller committed but never acknowledged on a screen.
  func unseenSaves(by caller: String) throws(StoreFailure) -> [NoteID]
  /// It was seen on a screen that these are saved.
  func savesSeen(_ notes: [NoteID], by caller: String) throws(StoreFailure)
  /// The journal of every call that was not withdrawn, oldest first, with its edition's hash; read a
  /// few at a time, `body` outside any transaction.
  func eachJournal(_ body: (_ edition: String, _ journal: [JournalEntry]) throws -> Void) throws
  func queueItems(_ queue: QueueName?) throws(StoreFailure) -> [QueueItem]
  func saveEdition(hash: String, compiled: Data) throws(StoreFailure)
  func edition(hash: String) throws(StoreFailure) -> Data?
  /// Writes an approval, with its line in the trail. Its edition is saved before.
  func recordApproval(_ approval: RecordedApproval) throws(StoreFailure)
  /// Every approval of a script, in the order in which they were given.
  func approvals(of script: String) throws(StoreFailure) -> [RecordedApproval]
  /// The edition of a script that a caller knows: the one of their last call with it.
  func knownEdition(of script: String, to caller: String) throws(StoreFailure) -> String?
  /// From now on the caller knows this edition; it is saved before.
  func becomeKnown(
    _ edition: String, of script: String, to caller: String, at now: Date
  ) throws(StoreFailure)
  func staff() throws(StoreFailure) -> [StaffMember]

  // MARK: Practice (in a store of its own)
  /// Keeps what stays of a practice call; the same result again changes nothing.
  func keepPractice(_ result: PracticeResult) throws(StoreFailure)
  /// Practice calls that began at this instant or later, the oldest first; `nil`: all.
  func practice(since: Date?) throws(StoreFailure) -> [PracticeResult]
  /// What this person has passed, ever.
  func practicePasses(of staff: String) throws(StoreFailure) -> Set<PracticePass>
}

extension RecallStore {
  package var serverClock: (@Sendable () -> Date?)? { nil }
  package var isServed: Bool { false }

  package func inOneSitting(_ acts: () -> Void) throws(StoreFailure) { acts() }

  /// The day of somebody who may call everybody at any hour.
  package func counts(
    for caller: String, at now: Date, endOfDay: Date
  ) throws(StoreFailure) -> DayCounts {
    try counts(for: caller, at: now, endOfDay: endOfDay) { lane in
      lane.shut ? .keptBack(.noScript) : .from(now)
    }
  }

  /// Those whom the appointments touch are judged when somebody looks for the next patient.
  package func importAppointments(
    _ rows: [AppointmentRow], at now: Date
  ) throws(StoreFailure) -> [AppointmentVerdict] {
    try importAppointments(rows, at: now, hours: nil, judge: nil)
  }
}
