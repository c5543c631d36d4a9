package import Foundation
package import RecallDomain

/// One `recall import`: files in, rows of the store out, and a report.
///
/// CSV goes through row by row, whatever its rows are. FHIR is gathered over all files first, because
/// resources refer to each other; then patients, appointments and slots go in together. A bad row or resource is
/// rejected alone; an input that cannot be read at all ends the run with one sentence, and what
/// the store has taken by then stays (the same files again change nothing).
package struct ImportRun {
  package struct Progress: Sendable {
    package var file: String
    /// Rows or resources read of this file.
    package var rows: Int
    package var bytesRead: Int
    /// `nil` for a pipe.
    package var bytesTotal: Int?
  }

  private let policy: ClinicPolicy
  private let fill: ImportFill
  private let map: ColumnMap?
  private let kind: CSVKind?
  private let now: Date
  private let numbers: RecallNumbers
  private let today: CivilDate
  private let progress: (Progress) -> Void

  /// - Parameters:
  ///   - kind: what the rows of CSV files are; `nil` = told by each header.
  ///   - today: the clinic's own date, for birth dates and periods.
  package init(
    policy: ClinicPolicy, fill: ImportFill = ImportFill(), map: ColumnMap? = nil,
    kind: CSVKind? = nil, now: Date, today: CivilDate,
    progress: @escaping (Progress) -> Void = { _ in }
  ) {
    self.policy = policy
    self.fill = fill
    self.map = map
    self.kind = kind
    self.now = now
    numbers = RecallNumbers(at: now)
    self.today = today
    self.progress = progress
  }

  package func run(
    _ paths: [String], into store: any RecallStore, judge: ((Candidate) -> Callability)? = nil
  ) throws(ImportFailure) -> ImportReport {
    try run(paths, sink: StoreSink(store, policy: policy, judge: judge))
  }

  /// A dry run: everything is read and judged as an import into this store would, nothing written, no
  /// rejects file.
  package func tryOut(
    _ paths: [String], against store: any RecallStore
  ) throws(ImportFailure) -> ImportReport {
    try run(paths, sink: nil, against: store)
  }

  /// - Parameter store: of a dry run: what the rows are judged against; `nil`: themselves alone.
  package func run(
    _ paths: [String], sink: (any ImportSink)?, against store: (any RecallStore)? = nil
  ) throws(ImportFailure) -> ImportReport {
    try fill.check(against: policy)
    var writer = ImportWriter(store: sink, now: now, isManyFiles: paths.count > 1)
    writer.known = store.map { KnownList($0) }
    defer { writer.finish() }
    do throws(ImportFailure) { try read(paths, into: &writer) } catch {
      writer.finish()
      let report = writer.report
      throw report.hasLanded ? .broke(report, error) : error
    }
    writer.finish()
    return writer.report
  }

  private func read(
    _ paths: [String], into writer: inout ImportWriter
  ) throws(ImportFailure) {
    var fhir = FHIRCollection(today: today)
    for path in paths {
      writer.begin(path)
      do throws(ImportFailure) {
        try read(try ByteSource(path: path), path, into: &writer, &fhir)
      } catch {
        // Rows before the place that cannot be read are good.
        try writer.flush()
        throw error
      }
    }
    if fhir.resources > 0 { try write(fhir, &writer) }
    try writer.flush()
  }

  /// Spaces, line ends and zero bytes at the beginning, at most: a source without an end, such as
  /// `/dev/zero`, is found out by them.
  private static let mostBlanks = 16 << 20

  private func read(
    _ source: ByteSource, _ path: String, into writer: inout ImportWriter,
    _ fhir: inout FHIRCollection
  ) throws(ImportFailure) {
    var input = try InputBytes(source, name: path)
    var head: [UInt8] = []
    while case let more = try input.next(), !more.isEmpty {
      head += more
      if more.contains(where: { $0 > 0x20 }) { break }
      guard head.count < Self.mostBlanks else { throw .empty(path) }
    }
    switch head.first(where: { $0 > 0x20 }) {
    case nil: throw .empty(path)
    case 0x7B, 0x5B: try json(input, head, source, path, &writer, &fhir)
    case 0x3C: throw Self.isWebPage(head) ? .webPage(path) : .xml(path)
    default: try csv(input, head, source, path, &writer)
    }
  }

  private static func isWebPage(_ head: [UInt8]) -> Bool {
    let text = Folded.text(FieldText.decode(head.prefix(1_024)))
    return ["<html", "<!doctype html"].contains { text.contains($0) }
  }

  /// Rows of fewer columns are told from words with commas in them by nothing.
  private static let fewestColumns = 4

  private func csv(
    _ input: InputBytes, _ head: [UInt8], _ source: ByteSource, _ path: String,
    _ writer: inout ImportWriter
  ) throws(ImportFailure) {
    var reader = try CSVReader(input, head: head, name: path)
    guard let header = try reader.next() else { throw .empty(path) }
    guard header.fault == nil else { throw .badHeader(path, line: header.line) }
    let kind = kind ?? CSVKind(header: header, map: map, fill: fill)
    let taking = try kind.taking(
      header: header, map: map, fill: fill, policy: policy, now: now, today: today,
      numbers: numbers, name: path)
    // Words of an answer are free: what looks like rows in them may be what somebody wrote.
    if kind != .replies, header.count >= Self.fewestColumns { reader.width = header.count }
    writer.leaveUnread(taking.unread.map { UnreadColumn($0, of: kind) })
    var pass = CSVPass(reader, from: source, taking: taking) { report(path, $0, source) }
    while try pass.goOn(&writer) {}
    report(path, pass.rows, source)
  }

  private func json(
    _ input: InputBytes, _ head: [UInt8], _ source: ByteSource, _ path: String,
    _ writer: inout ImportWriter, _ fhir: inout FHIRCollection
  ) throws(ImportFailure) {
    var document = FHIRSource(input, head: head, name: path)
    let before = fhir.resources
    var bad: [ImportProblem] = []
    var bundles = 0
    var collected = fhir
    try document.each(
      { resource, fullURL, line throws(ImportFailure) in
        try collected.take(resource, fullURL: fullURL, file: path, line: line)
        if collected.resources % 1_000 == 0 { report(path, collected.resources, source) }
      }, bad: { bad.append($0) }, bundle: { bundles += 1 })
    if collected.resources == before {
      guard bundles > 0 || !bad.isEmpty else { throw .notFHIR(path) }
      // A search that has found nobody.
      if bad.isEmpty { writer.ignore(["Bundle without a resource": bundles]) }
    }
    fhir = collected
    for problem in bad { writer.reject(problem) }
    report(path, fhir.resources - before, source)
  }

  private func write(
    _ fhir: FHIRCollection, _ writer: inout ImportWriter
  ) throws(ImportFailure) {
    var rows = FHIRRows(fhir, making: RecallMaking(policy), fill: fill, today: today, now: now)
    var isMore = true
    while isMore {
      isMore = try writer.together(
        &rows, reading: { rows, writer throws(ImportFailure) in try rows.read(&writer) })
    }
    rows.handRejected(&writer)
  }

  private func report(_ path: String, _ rows: Int, _ source: ByteSource) {
    progress(
      Progress(
        file: path, rows: rows, bytesRead: source.bytesRead, bytesTotal: source.length))
  }
}
