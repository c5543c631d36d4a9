import Foundation
import RecallDomain
import Testing

/// Synthetic people and acts for the store's tests: a fixed clock, short names for the acts.
enum Clinic {
  /// Tuesday, 24 November 2026, 14:05 in Boston.
  static let now = Date(timeIntervalSince1970: 1_795_547_100)
  static let today = CivilDate(year: 2026, month: 11, day: 24)!
  static let lease: TimeInterval = 900

  static func minutes(_ count: Double) -> Date { now.addingTimeInterval(count * 60) }

  static func patient(_ id: String, numbers: [String] = []) -> Patient {
    var patient = Patient(
      id: PatientID(id), firstName: "Rosa", lastName: "Núñez \(id)",
      dateOfBirth: CivilDate(year: 1961, month: 3, day: 4))
    patient.language = "es"
    patient.permissions.voicemail = true
    let given = numbers.isEmpty ? ["+1617555\(number(id))"] : numbers
    patient.phones = given.enumerated().map { rank, number in
      PatientPhone(number: number, kind: .mobile, rank: rank + 1)
    }
    return patient
  }

  /// Four digits that belong to this id.
  private static func number(_ id: String) -> String {
    let hash = id.utf8.reduce(7) { ($0 * 31 + Int($1)) % 9000 }
    return String(1000 + hash)
  }

  static func entry(
    _ id: String, of patient: String, segment: String = "overdue-follow-up",
    reason: String? = "post-procedure", due: String = "2026-11-12", priority: Int = 3
  ) -> RecallEntry {
    RecallEntry(
      id: RecallID(id), patient: PatientID(patient), segment: segment, reason: reason,
      due: CivilDate(iso: due)!, priority: priority)
  }

  static func row(
    _ recall: String, of patient: Patient, segment: String = "overdue-follow-up",
    due: String = "2026-11-12", priority: Int = 3
  ) -> ImportRow {
    ImportRow(
      patient: patient,
      entry: entry(
        recall, of: patient.id.rawValue, segment: segment, due: due, priority: priority),
      entryHasOwnID: true)
  }

  /// Whoever has a good number may be called on the first of them.
  static func anyone(_ candidate: Candidate) -> Callability {
    if candidate.patient.deceased { return .excluded(.deceased, until: nil) }
    if candidate.patient.permissions.doNotContact { return .excluded(.doNotContact, until: nil) }
    guard let phone = candidate.patient.phones.first(where: { $0.status == .good }) else {
      return .excluded(.noNumber, until: nil)
    }
    return .callable(number: phone.number)
  }

  static func entry(_ seq: Int, _ kind: String = "heard", payload: String? = nil, at: Date = now)
    -> JournalEntry
  {
    JournalEntry(seq: seq, kind: kind, payload: Data((payload ?? "{\"\(seq)\"}").utf8), at: at)
  }

  static func beginning(_ call: String, number: String, seq: Int = 1, at: Date = now)
    -> CallBeginning
  {
    CallBeginning(
      call: CallID(call), number: number, direction: .outbound, attempt: 1, edition: "sha256:a",
      localDate: today, entry: entry(seq, "began", payload: "{\"\(call)\"}", at: at))
  }

  static func item(
    _ id: String, of call: CallID? = nil, under ticket: ClaimTicket, _ queue: QueueName = .clinical
  ) -> QueueItem {
    QueueItem(
      id: QueueItemID(id), queue: queue, recall: ticket.recall, patient: ticket.patient,
      call: call ?? ticket.call!, opened: now, due: minutes(240), question: "¿Puedo comer antes?",
      verified: true)
  }

  static func closing(
    _ ticket: ClaimTicket, number: String, ending: Ending = Ending(.noAnswer)!,
    state: RecallEntry.State = .open, next: NextAction? = nil, note id: String? = nil,
    callback: CallbackWindow? = nil, appointment: GivenAppointment? = nil,
    numberStatus: PatientPhone.Status? = nil, heldForDeath: Bool = false,
    writes: [CallWrite] = []
  ) -> CallClosing {
    let note = CallNote(
      id: NoteID(id ?? "note-\(ticket.call!)"), call: ticket.call!, recall: ticket.recall,
      patient: ticket.patient, segment: "overdue-follow-up", attempt: 1, direction: .outbound,
      mode: .demo, caller: ticket.caller, number: number, started: now, ended: minutes(4),
      identity: .init(result: .verified, methods: [.fullName, .dateOfBirth], tries: 1),
      preferredLanguage: "es", spokenLanguages: ["es"], interpreter: nil,
      script: .init(
        id: "overdue-follow-up", structure: "sha256:a", words: ["es": "b"], approved: true),
      path: [.init(node: "opening", answer: "patient", at: now, locale: "es")],
      barriers: [.busy],
      fields: [.question: FieldValue.text("¿Puedo comer?"), .complaint: FieldValue?.none],
      ending: ending, also: nil, next: next ?? NextAction(kind: .call, at: minutes(2880)),
      routed: [], remarks: ["llamar a la hija"], summary: "No answer.")
    return CallClosing(
      entry: entry(ticket.lastSeq + 1, "saved"), note: note, state: state, next: note.next,
      callback: callback, appointment: appointment, numberStatus: numberStatus,
      heldForDeath: heldForDeath, writes: writes)
  }
}

/// A store under test: one file or database, and as many connections to it as a test wants.
final class StoreBench {
  let store: any RecallStore
  let another: () throws -> any RecallStore

  init(_ store: any RecallStore, another: @escaping () throws -> any RecallStore) throws {
    self.store = store
    self.another = another
    try store.saveEdition(hash: "sha256:a", compiled: Data([1, 2, 3]))
  }

  /// On a store that another has begun.
  init(nextTo store: any RecallStore) throws {
    self.store = store
    another = { throw Unexpected() }
  }

  @discardableResult
  func bring(_ rows: ImportRow..., at now: Date = Clinic.now) throws -> [ImportVerdict] {
    try store.importBatch(ImportBatch(source: "test", rows: rows), at: now)
  }

  /// As many patients with one recall each.
  func bring(_ count: Int) throws {
    let rows = (1...count).map { number in
      Clinic.row("r\(number)", of: Clinic.patient("p\(number)"), priority: 1 + number / 3)
    }
    _ = try store.importBatch(ImportBatch(source: "test", rows: rows), at: Clinic.now)
  }

  func next(
    _ caller: String = "ana", at now: Date = Clinic.now, segment: String? = nil,
    in store: (any RecallStore)? = nil, judge: (Candidate) -> Callability = Clinic.anyone
  ) throws -> ClaimAnswer {
    try (store ?? self.store).claimNext(
      by: caller, segment: segment, at: now, lease: Clinic.lease, judge: judge)
  }

  func claimed(_ caller: String = "ana", at now: Date = Clinic.now) throws -> (ClaimTicket, String)
  {
    guard case .claimed(let ticket, _, let number) = try next(caller, at: now) else {
      throw Unexpected()
    }
    return (ticket, number)
  }

  /// A call that has begun.
  func call(_ id: String = "c1", by caller: String = "ana", at now: Date = Clinic.now) throws
    -> (ClaimTicket, String)
  {
    let (ticket, number) = try claimed(caller, at: now)
    let begun = try store.beginCall(
      Clinic.beginning(id, number: number, at: now), under: ticket, at: now)
    return (begun, number)
  }
}

struct Unexpected: Error {}

func isNobody(_ answer: ClaimAnswer) -> Bool {
  if case .nobody = answer { true } else { false }
}

/// The recall that was claimed.
func recall(_ answer: ClaimAnswer) -> String? {
  if case .claimed(let ticket, _, _) = answer { ticket.recall.rawValue } else { nil }
}
