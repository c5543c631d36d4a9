internal import Foundation
internal import RecallDomain

/// Hands accepted rows to the store in batches, and keeps the report.
struct ImportWriter {
  /// DOMAIN 8: never merged, because two people may share a birthday and a name.
  static let duplicate =
    "looks like another record of the same person; held back until somebody has looked"

  /// One id for two people: which of them is meant is not for the program to guess.
  static let otherPerson =
    "patient_id is another person's on record: the name and the birth date differ"
  /// One id for the recalls of two people.
  static let otherRecall = "recall_id is another patient's on record"
  /// Its words are in the file still: somebody reads them there.
  static let unknownSender = "nobody in the list is reached there, and no message went there"
  /// What others may have to wait for the store, at most.
  static let stretch = Duration.milliseconds(400)

  let store: (any ImportSink)?
  private let now: Date
  private let isManyFiles: Bool
  /// Acts share one commit now.
  var isSitting = false
  private(set) var report = ImportReport()
  private(set) var source = ""
  private var recalls: ImportQueue<ImportRow>
  private var appointments: ImportQueue<AppointmentRow>
  private var slots: ImportQueue<SlotRow>
  private var replies: ImportQueue<ReplyRow>
  private(set) var rejects: [String: RejectsFile] = [:]

  /// `store` nil: a dry run.
  init(store: (any ImportSink)?, now: Date, isManyFiles: Bool) {
    self.store = store
    self.now = now
    self.isManyFiles = isManyFiles
    let size = BatchSize(hasCommitOfItsOwn: !(store?.sits ?? true))
    (recalls, appointments, slots) = (ImportQueue(size), ImportQueue(size), ImportQueue(size))
    replies = ImportQueue(size)
    report.isDryRun = store == nil
  }

  /// What follows comes from this file.
  mutating func begin(_ input: String) {
    guard input != source else { return }
    source = input
    guard store != nil, rejects[input] == nil else { return }
    let file = RejectsFile(for: input)
    file.removeOld()
    rejects[input] = file
  }

  mutating func accept(_ row: ImportRow, line: Int, flags: [ImportProblem]) throws(ImportFailure) {
    report.read += 1
    flag(flags)
    if recalls.add(row, line: line, file: source) { try writeRecalls() }
  }

  /// - Parameter isRow: counted among the rows read; FHIR counts recalls and patients alone.
  mutating func accept(
    _ row: AppointmentRow, line: Int, flags: [ImportProblem] = [], isRow: Bool = true
  ) throws(ImportFailure) {
    if isRow { report.read += 1 }
    report.appointments += 1
    flag(flags)
    if appointments.add(row, line: line, file: source) { try writeAppointments(isRow: isRow) }
  }

  mutating func accept(
    _ row: SlotRow, line: Int, flags: [ImportProblem] = [], isRow: Bool = true
  ) throws(ImportFailure) {
    if isRow { report.read += 1 }
    report.slots += 1
    flag(flags)
    if slots.add(row, line: line, file: source) { try writeSlots(isRow: isRow) }
  }

  mutating func accept(_ row: ReplyRow, line: Int) throws(ImportFailure) {
    report.read += 1
    if replies.add(row, line: line, file: source) { try writeReplies() }
  }

  mutating func reject(_ problem: ImportProblem) {
    report.read += 1
    rejectKnown(problem, in: source)
  }

  /// A row nothing is made of, for a reason that is no problem.
  mutating func skip(_ why: String) {
    report.read += 1
    report.ignored[why, default: 0] += 1
  }

  /// Columns of the present file of which nothing is made.
  mutating func leaveUnread(_ columns: [UnreadColumn]) {
    for var column in columns {
      column.file = isManyFiles ? source : nil
      report.unread.append(column)
    }
  }

  mutating func ignore(_ ignored: [String: Int]) {
    report.ignored.merge(ignored, uniquingKeysWith: +)
  }

  /// Writes what is waiting.
  mutating func flush(areRows: Bool = true) throws(ImportFailure) {
    try writeRecalls()
    try writeAppointments(isRow: areRows)
    try writeSlots(isRow: areRows)
    try writeReplies()
  }

  /// Closes the rejects files, also when the run ends early.
  mutating func finish() {
    for (file, rejects) in rejects.sorted(by: { $0.key < $1.key }) {
      rejects.close()
      if rejects.isBroken {
        note(
          ImportProblem(line: 0, problem: "the rejects file could not be written"), in: file)
      } else if rejects.isWritten {
        report.rejectsFiles.append(rejects.path)
      }
    }
    rejects = [:]
  }

  private mutating func flag(_ flags: [ImportProblem]) {
    if flags.isEmpty { return }
    report.flagged += 1
    for flag in flags { note(flag, in: source) }
  }

  private mutating func count(_ verdict: ImportVerdict) {
    switch verdict {
    case .added: report.added += 1
    case .updated: report.updated += 1
    case .unchanged: report.unchanged += 1
    // Counted among the rejected.
    case .otherPerson, .otherRecall: break
    }
  }

  private mutating func rejectKnown(_ problem: ImportProblem, in file: String) {
    report.rejected += 1
    rejects[file]?.write(problem)
    note(problem, in: file)
  }

  private mutating func note(_ problem: ImportProblem, in file: String) {
    var problem = problem
    if isManyFiles { problem.file = file }
    report.add(problem)
  }
}

/// To the store, kind by kind.
extension ImportWriter {
  private mutating func writeRecalls() throws(ImportFailure) {
    guard let store else {
      report.accepted += recalls.drop()
      return
    }
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

  private mutating func writeAppointments(isRow: Bool) throws(ImportFailure) {
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

  private mutating func writeSlots(isRow: Bool) throws(ImportFailure) {
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

  private mutating func writeReplies() throws(ImportFailure) {
    guard let store else {
      report.accepted += replies.drop()
      return
    }
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
    for place in strangers {
      rejectKnown(
        ImportProblem(line: place.line, problem: Self.unknownSender), in: place.file)
    }
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
