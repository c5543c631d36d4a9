internal import Foundation
internal import RecallDomain

/// To the store, kind by kind.
extension ImportWriter {
  mutating func writeRecalls() throws(ImportFailure) {
    guard let store else { return try judgeRecalls() }
    let (source, now) = (source, now)
    var (verdicts, refusals) = ([ImportVerdict](), [Refusal<ImportRow>]())
    var added: [(patient: PatientID, line: Int, file: String)] = []
    var strangers: [(problem: ImportProblem, file: String)] = []
    var alike: Set<PatientID> = []
    let isLive = try isLive(store)
    try recalls.write(
      isLive: isLive, oneByOne: !isSitting,
      { rows throws(StoreFailure) in
        let list = try store.importList(ImportBatch(source: source, rows: rows), at: now)
        alike.formUnion(list.alike)
        return list.verdicts
      },
      taken: { row, place, verdict in
        verdicts.append(verdict)
        if verdict == .added { added.append((row.patient.id, place.line, place.file)) }
        if let problem = Self.stranger(verdict, line: place.line) {
          strangers.append((problem, place.file))
        }
      }, refused: { refusals.append(Refusal($0, $1)) })
    for verdict in verdicts { count(verdict) }
    refuse(refusals)
    for row in strangers { rejectKnown(row.problem, in: row.file) }
    // Each record once, at the row that brought it.
    for row in added where alike.remove(row.patient) != nil {
      report.flagged += 1
      note(ImportProblem(line: row.line, problem: Self.duplicate), in: row.file)
    }
  }

  /// A dry run: what the store would reject is rejected, the rest would land.
  private mutating func judgeRecalls() throws(ImportFailure) {
    var (known, landing) = (self.known, 0)
    var strangers: [(problem: ImportProblem, file: String)] = []
    try recalls.write(
      isLive: false, oneByOne: false,
      { rows throws(StoreFailure) in
        try known?.strangers(among: rows) ?? Array(repeating: nil, count: rows.count)
      },
      taken: { _, place, verdict in
        if let verdict, let problem = Self.stranger(verdict, line: place.line) {
          strangers.append((problem, place.file))
        } else {
          landing += 1
        }
      }, refused: { _, _ in })
    self.known = known
    report.accepted += landing
    for row in strangers { rejectKnown(row.problem, in: row.file) }
  }

  private mutating func judgeReplies() throws(ImportFailure) {
    let (known, now) = (self.known, now)
    var (landing, strangers) = (0, [ImportQueue<ReplyRow>.Place]())
    try replies.write(
      isLive: false, oneByOne: false,
      { rows throws(StoreFailure) in
        try known?.store.areUnknownSenders(rows, at: now)
          ?? Array(repeating: false, count: rows.count)
      },
      taken: { if $2 { strangers.append($1) } else { landing += 1 } }, refused: { _, _ in })
    report.accepted += landing
    for place in strangers { rejectUnknownSender(place) }
  }

  private mutating func rejectUnknownSender(_ place: ImportQueue<ReplyRow>.Place) {
    rejectKnown(
      ImportProblem(line: place.line, problem: Self.unknownSender), in: place.file)
  }

  /// What rejects a row of which the store took nothing, because an id in it is somebody else's.
  private static func stranger(_ verdict: ImportVerdict, line: Int) -> ImportProblem? {
    switch verdict {
    case .otherPerson: ImportProblem(line: line, field: "patient_id", problem: otherPerson)
    case .otherRecall: ImportProblem(line: line, field: "recall_id", problem: otherRecall)
    case .added, .updated, .unchanged: nil
    }
  }

  func isLive(_ store: any ImportSink) throws(ImportFailure) -> Bool {
    // Nobody takes a patient while a sitting lasts.
    if isSitting { return false }
    do throws(StoreFailure) { return try store.somebodyIsCalling() } catch { throw .store(error) }
  }

  mutating func writeAppointments(isRow: Bool) throws(ImportFailure) {
    guard let store else {
      report.accepted += appointments.drop()
      return
    }
    let now = now
    var (verdicts, refusals) = ([AppointmentVerdict](), [Refusal<AppointmentRow>]())
    let isLive = try isLive(store)
    try appointments.write(
      isLive: isLive, oneByOne: !isSitting,
      { rows throws(StoreFailure) in try store.importAppointments(rows, at: now) },
      taken: { verdicts.append($2) }, refused: { refusals.append(Refusal($0, $1)) })
    report.appointmentsWaiting += verdicts.count { $0 == .waiting }
    if isRow {
      for verdict in verdicts { count(ImportVerdict(rawValue: verdict.rawValue) ?? .added) }
    }
    refuse(refusals)
  }

  mutating func writeSlots(isRow: Bool) throws(ImportFailure) {
    guard let store else {
      report.accepted += slots.drop()
      return
    }
    let now = now
    var (verdicts, refusals) = ([ImportVerdict](), [Refusal<SlotRow>]())
    let isLive = try isLive(store)
    try slots.write(
      isLive: isLive, oneByOne: !isSitting,
      { rows throws(StoreFailure) in try store.importSlots(rows, at: now) },
      taken: { verdicts.append($2) }, refused: { refusals.append(Refusal($0, $1)) })
    if isRow { for verdict in verdicts { count(verdict) } }
    refuse(refusals)
  }

  mutating func writeReplies() throws(ImportFailure) {
    guard let store else { return try judgeReplies() }
    let now = now
    var (verdicts, refusals) = ([ReplyVerdict](), [Refusal<ReplyRow>]())
    var strangers: [ImportQueue<ReplyRow>.Place] = []
    let isLive = try isLive(store)
    try replies.write(
      isLive: isLive, oneByOne: !isSitting,
      { rows throws(StoreFailure) in try store.importReplies(rows, at: now) },
      taken: { _, place, verdict in
        verdicts.append(verdict)
        if verdict == .unknownSender { strangers.append(place) }
      }, refused: { refusals.append(Refusal($0, $1)) })
    for verdict in verdicts { count(verdict) }
    for place in strangers { rejectUnknownSender(place) }
    refuse(refusals)
  }

  private mutating func count(_ verdict: ReplyVerdict) {
    switch verdict {
    case .optedOut: report.optOuts += 1
    case .queued: report.replies += 1
    case .delivered: report.delivered += 1
    case .bounced: report.bounced += 1
    case .unchanged: report.unchanged += 1
    // Counted among the rejected.
    case .unknownSender: return
    }
    if verdict != .unchanged { report.added += 1 }
  }

  private mutating func refuse<Row>(_ refusals: [Refusal<Row>]) {
    for refusal in refusals {
      let problem = "the store refuses the row (\(refusal.constraint))"
      rejectKnown(
        ImportProblem(line: refusal.place.line, problem: problem), in: refusal.place.file)
    }
  }

  private struct Refusal<Row> {
    let place: ImportQueue<Row>.Place
    let constraint: String

    init(_ place: ImportQueue<Row>.Place, _ constraint: String) {
      (self.place, self.constraint) = (place, constraint)
    }
  }
}
