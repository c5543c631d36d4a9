internal import Foundation
internal import RecallDomain

/// One CSV file on its way into the store, stretch by stretch. A value: a copy of it is a place to go
/// back to.
struct CSVPass {
  private static let rowsPerReport = 1_000

  private let source: ByteSource
  private var reader: CSVReader
  private var taking: any CSVTaking
  private var row = CSVRow(line: 0)
  /// Records below the header so far.
  private(set) var rows = 0
  /// Told of the rows so far, now and then.
  private let report: (Int) -> Void

  init(
    _ reader: CSVReader, from source: ByteSource, taking: any CSVTaking,
    report: @escaping (Int) -> Void
  ) {
    (self.reader, self.source, self.taking, self.report) = (reader, source, taking, report)
  }

  /// The next rows; `false` at the end of the file.
  mutating func goOn(_ writer: inout ImportWriter) throws(ImportFailure) -> Bool {
    // A pipe may keep one waiting, and cannot be read twice.
    guard let place = source.place else { return try read(&writer) }
    let source = source
    return try writer.together(
      &self, goingBack: { source.goBack(to: place) },
      reading: { pass, writer throws(ImportFailure) in try pass.read(&writer) })
  }

  /// Until others may have the store.
  private mutating func read(_ writer: inout ImportWriter) throws(ImportFailure) -> Bool {
    let end = ContinuousClock.now + ImportWriter.stretch
    while try reader.next(into: &row) {
      try taking.take(row, &writer)
      rows += 1
      guard rows % Self.rowsPerReport == 0 else { continue }
      report(rows)
      if ContinuousClock.now < end { continue }
      try writer.flush()
      return true
    }
    try writer.flush()
    return false
  }
}
