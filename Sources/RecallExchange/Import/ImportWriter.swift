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
  /// Of a dry run: what stands in the store, and what came before in the list.
  var known: KnownList?
  let now: Date
  private let isManyFiles: Bool
  /// Acts share one commit now.
  var isSitting = false
  var report = ImportReport()
  private(set) var source = ""
  var recalls: ImportQueue<ImportRow>
  var appointments: ImportQueue<AppointmentRow>
  var slots: ImportQueue<SlotRow>
  var replies: ImportQueue<ReplyRow>
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

  mutating func count(_ verdict: ImportVerdict) {
    switch verdict {
    case .added: report.added += 1
    case .updated: report.updated += 1
    case .unchanged: report.unchanged += 1
    // Counted among the rejected.
    case .otherPerson, .otherRecall: break
    }
  }

  mutating func rejectKnown(_ problem: ImportProblem, in file: String) {
    report.rejected += 1
    rejects[file]?.write(problem)
    note(problem, in: file)
  }

  mutating func note(_ problem: ImportProblem, in file: String) {
    var problem = problem
    if isManyFiles { problem.file = file }
    report.add(problem)
  }
}
