internal import Foundation
internal import RecallDomain

/// Hands accepted rows to the store in batches, and keeps the report.
struct ImportWriter {
  /// Small enough that no live answer waits for it (DESIGN, "Store").
  static let batchSize = 250

  private let store: (any ImportSink)?
  private let now: Date
  private let isManyFiles: Bool
  private(set) var report = ImportReport()
  private var source = ""
  private var batch: [(row: ImportRow, line: Int, file: String)] = []
  private var rejects: [String: RejectsFile] = [:]

  /// `store` nil: a dry run.
  init(store: (any ImportSink)?, now: Date, isManyFiles: Bool) {
    self.store = store
    self.now = now
    self.isManyFiles = isManyFiles
    report.isDryRun = store == nil
  }

  /// What follows comes from this file.
  mutating func begin(_ input: String) {
    source = input
    guard store != nil, rejects[input] == nil else { return }
    let file = RejectsFile(for: input)
    file.removeOld()
    rejects[input] = file
  }

  mutating func accept(_ row: ImportRow, line: Int, flags: [ImportProblem]) throws(ImportFailure) {
    report.read += 1
    if !flags.isEmpty { report.flagged += 1 }
    for flag in flags { note(flag, in: source) }
    batch.append((row, line, source))
    if batch.count >= Self.batchSize { try flush() }
  }

  mutating func reject(_ problem: ImportProblem) {
    report.read += 1
    rejectKnown(problem, in: source)
  }

  mutating func ignore(_ ignored: [String: Int]) {
    report.ignored.merge(ignored, uniquingKeysWith: +)
  }

  /// Writes what is waiting.
  mutating func flush() throws(ImportFailure) {
    guard !batch.isEmpty else { return }
    let rows = batch
    batch = []
    guard let store else {
      report.accepted += rows.count
      return
    }
    do {
      let whole = ImportBatch(source: rows[0].file, rows: rows.map(\.row))
      for verdict in try store.importBatch(whole, at: now) { count(verdict) }
    } catch .refused {
      for row in rows { try single(row.row, line: row.line, file: row.file, store) }
    } catch {
      throw .store(error)
    }
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

  mutating func add(_ slots: [Slot]) throws(ImportFailure) {
    report.slots += slots.count
    for start in stride(from: 0, to: slots.count, by: Self.batchSize) {
      let part = Array(slots[start..<min(start + Self.batchSize, slots.count)])
      do { try store?.addSlots(part) } catch { throw .store(error) }
    }
  }

  mutating func add(_ appointments: [BookedAppointment]) throws(ImportFailure) {
    report.appointments += appointments.count
    for start in stride(from: 0, to: appointments.count, by: Self.batchSize) {
      let part = Array(appointments[start..<min(start + Self.batchSize, appointments.count)])
      do { try store?.addAppointments(part) } catch { throw .store(error) }
    }
  }

  /// A schema rule refused the batch: row by row, so that the bad one is rejected alone.
  private mutating func single(
    _ row: ImportRow, line: Int, file: String, _ store: any ImportSink
  ) throws(ImportFailure) {
    do {
      let alone = ImportBatch(source: file, rows: [row])
      for verdict in try store.importBatch(alone, at: now) { count(verdict) }
    } catch .refused(let constraint) {
      rejectKnown(
        ImportProblem(line: line, problem: "the store refuses the row (\(constraint))"), in: file)
    } catch {
      throw .store(error)
    }
  }

  private mutating func count(_ verdict: ImportVerdict) {
    switch verdict {
    case .added: report.added += 1
    case .updated: report.updated += 1
    case .unchanged: report.unchanged += 1
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
