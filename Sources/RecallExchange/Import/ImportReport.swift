internal import Foundation

/// What an import did, as `recall import --json` prints it.
package struct ImportReport: Sendable, Equatable {
  /// So many problems are listed; the rest is counted.
  package static let mostProblems = 1_000

  /// Rows read: records of a CSV file; recalls and patients without one of FHIR.
  package var read = 0
  package var added = 0
  package var updated = 0
  package var unchanged = 0
  package var rejected = 0
  /// Rows kept that somebody should look at.
  package var flagged = 0
  package var slots = 0
  package var appointments = 0
  /// Of those the ones whose patient is not in the list yet: kept until an import brings them.
  package var appointmentsWaiting = 0
  /// Answers that withdrew a consent.
  package var optOuts = 0
  /// Answers that wait for the front desk.
  package var replies = 0
  /// Messages that arrived, and that reached nobody.
  package var delivered = 0
  package var bounced = 0
  /// Rows and resources nothing is made of, by the reason; no problem, each of them.
  package var ignored: [String: Int] = [:]
  /// Columns of CSV files of which nothing is made.
  package var unread: [UnreadColumn] = []
  /// Dates that make sense with the day before the month alone: those of other rows may have been
  /// read the wrong way round.
  package var dayFirst = 0
  package var isDryRun = false
  /// Rows a dry run would have handed to the store.
  package var accepted = 0
  package var rejectsFiles: [String] = []
  package var problems: [ImportProblem] = []
  package var problemsLeftOut = 0
  /// Every problem, counted by what it is.
  package private(set) var kinds: [ImportProblemKind: ImportProblemKind.Tally] = [:]

  package init() {}

  /// Something of the list was taken, or stood in the store already.
  var hasLanded: Bool {
    added + updated + unchanged + slots + appointments + optOuts + replies + delivered + bounced > 0
  }

  mutating func add(_ problem: ImportProblem) {
    count(problem)
    if problem.isDayFirst { dayFirst += 1 }
    if problems.count < Self.mostProblems {
      problems.append(problem)
    } else {
      problemsLeftOut += 1
    }
  }

  private mutating func count(_ problem: ImportProblem) {
    let kind = ImportProblemKind(field: problem.field, problem: problem.problem)
    // Sentences with numbers in them could be many.
    guard kinds[kind] != nil || kinds.count < ImportProblemKind.most else { return }
    kinds[kind, default: ImportProblemKind.Tally()].add(problem)
  }
}

/// One kind of problem: of a thousand of them a person wants to see how many, and a few.
package struct ImportProblemKind: Hashable, Sendable {
  static let most = 500

  package let field: String?
  package let problem: String

  package struct Tally: Hashable, Sendable {
    /// Lines kept of it, the first ones.
    package static let shown = 5

    package private(set) var count = 0
    package private(set) var places: [ImportProblem] = []

    mutating func add(_ problem: ImportProblem) {
      count += 1
      if places.count < Self.shown { places.append(problem) }
    }
  }
}

extension ImportReport: Encodable {
  enum Key: String, CodingKey, CaseIterable {
    case read, added, updated, unchanged, rejected, flagged, problems, slots, appointments, ignored
    case accepted, replies, delivered, bounced
    case optOuts = "opt_outs"
    case unread = "unread_columns"
    case dayFirst = "day_first_dates"
    case appointmentsWaiting = "appointments_waiting"
    case rejectsFile = "rejects_file"
    case rejectsFiles = "rejects_files"
    case dryRun = "dry_run"
    case problemsLeftOut = "problems_left_out"
  }

  package func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(read, forKey: .read)
    try object.encode(added, forKey: .added)
    try object.encode(updated, forKey: .updated)
    try object.encode(unchanged, forKey: .unchanged)
    try object.encode(rejected, forKey: .rejected)
    try object.encode(flagged, forKey: .flagged)
    try object.encode(rejectsFiles.first, forKey: .rejectsFile)
    try object.encode(problems, forKey: .problems)
    if rejectsFiles.count > 1 { try object.encode(rejectsFiles, forKey: .rejectsFiles) }
    if problemsLeftOut > 0 { try object.encode(problemsLeftOut, forKey: .problemsLeftOut) }
    if slots > 0 { try object.encode(slots, forKey: .slots) }
    if appointments > 0 { try object.encode(appointments, forKey: .appointments) }
    if appointmentsWaiting > 0 {
      try object.encode(appointmentsWaiting, forKey: .appointmentsWaiting)
    }
    for (count, key) in [
      (optOuts, Key.optOuts), (replies, .replies), (delivered, .delivered), (bounced, .bounced),
    ] where count > 0 { try object.encode(count, forKey: key) }
    if !ignored.isEmpty { try object.encode(ignored, forKey: .ignored) }
    if dayFirst > 0 { try object.encode(dayFirst, forKey: .dayFirst) }
    if !unread.isEmpty { try object.encode(unread, forKey: .unread) }
    if isDryRun {
      try object.encode(true, forKey: .dryRun)
      try object.encode(accepted, forKey: .accepted)
    }
  }

  /// One document, keys in order.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension ImportProblem: Encodable {
  private enum Key: String, CodingKey { case file, line, column, field, problem }

  package func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encodeIfPresent(file, forKey: .file)
    try object.encode(line, forKey: .line)
    try object.encode(column, forKey: .column)
    try object.encode(field, forKey: .field)
    try object.encode(problem, forKey: .problem)
  }
}
