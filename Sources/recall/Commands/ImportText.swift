import RecallDomain
import RecallExchange
import ScriptEngine

/// An import's report for a person's eyes, in the console's language.
struct ImportText {
  /// So many problems are shown one by one, or so many kinds of them; more are in the rejects file
  /// and with `--json`.
  private static let shown = 20
  /// So many columns that are not read are named.
  private static let named = 12

  private let phrases: StaffPhrases
  private let words: ImportProblemWords

  init(_ phrases: StaffPhrases) {
    self.phrases = phrases
    words = ImportProblemWords(phrases: phrases)
  }

  func text(_ report: ImportReport) -> String {
    ([head(report)] + problems(report) + dayFirst(report) + ignored(report) + unread(report)
      + rejects(report))
      .map { TerminalText.clean($0) }.joined(separator: "\n")
  }

  private func say(_ key: String, _ values: [String: String] = [:]) -> String {
    phrases.text("import.\(key)", values)
  }

  private func count(_ key: String, _ number: Int) -> String {
    phrases.text("import.\(key)", count: number)
  }

  private func head(_ report: ImportReport) -> String {
    let always = [
      ("read", report.read), ("added", report.added), ("updated", report.updated),
      ("unchanged", report.unchanged), ("rejected", report.rejected), ("flagged", report.flagged),
    ]
    let sometimes = [
      ("appointments", report.appointments), ("waiting", report.appointmentsWaiting),
      ("slots", report.slots), ("opt-outs", report.optOuts), ("replies", report.replies),
      ("delivered", report.delivered), ("bounced", report.bounced),
    ].filter { $0.1 > 0 }
    let dryRun = report.isDryRun ? [("dry-run", report.accepted)] : []
    return (always + sometimes + dryRun).map { count($0, $1) }.joined(separator: " · ")
  }

  private func problems(_ report: ImportReport) -> [String] {
    if report.read == 0, report.ignored.isEmpty { return ["  " + say("no-rows")] }
    guard report.problems.count <= Self.shown else { return kinds(report) }
    return report.problems.map { problem in
      let place = [
        problem.file,
        problem.line > 0 ? say("place-line", ["line": String(problem.line)]) : nil,
        problem.column.map { say("place-column", ["column": String($0)]) },
        Self.unnamed(problem.field, in: problem.problem),
      ].compactMap { $0 }.joined(separator: ", ")
      let text = words.text(problem.problem, field: problem.field)
      return "  " + (place.isEmpty ? text : "\(place): \(text)")
    }
  }

  /// The column, where the sentence does not begin with it.
  private static func unnamed(_ field: String?, in sentence: String) -> String? {
    field.flatMap { sentence.hasPrefix($0 + " ") ? nil : $0 }
  }

  /// Many problems: each kind with its number and its first lines, the most frequent first.
  private func kinds(_ report: ImportReport) -> [String] {
    let kinds = report.kinds.sorted {
      ($1.value.count, $0.key.field ?? "", $0.key.problem)
        < ($0.value.count, $1.key.field ?? "", $1.key.problem)
    }
    let lines = kinds.prefix(Self.shown).map { kind, tally in
      let what = [
        Self.unnamed(kind.field, in: kind.problem), words.text(kind.problem, field: kind.field),
      ]
      .compactMap { $0 }.joined(separator: ": ")
      let places = tally.places.map { [$0.file, String($0.line)].compactMap { $0 } }
        .map { $0.joined(separator: " ") }.joined(separator: ", ")
      let more = tally.count > tally.places.count ? ", …" : ""
      return "  \(tally.count) × \(what) · "
        + phrases.text("import.lines", ["lines": places + more], count: tally.count)
    }
    let left = kinds.dropFirst(Self.shown).reduce(0) { $0 + $1.value.count }
    return left > 0 ? lines + ["  " + count("more", left)] : lines
  }

  /// One date of a list that has the day first makes all its others doubtful.
  private func dayFirst(_ report: ImportReport) -> [String] {
    report.dayFirst == 0 ? [] : ["  " + count("day-first", report.dayFirst)]
  }

  private func ignored(_ report: ImportReport) -> [String] {
    report.ignored.sorted { $0.key < $1.key }.map {
      "  " + say("not-used", ["what": words.text($0.key), "number": String($0.value)])
    }
  }

  private func unread(_ report: ImportReport) -> [String] {
    let names = report.unread.prefix(Self.named).map { column in
      let header = "\"\(column.column)\"" + (column.nearest.map { " (\($0)?)" } ?? "")
      return [column.file, header].compactMap { $0 }.joined(separator: " ")
    }
    guard !names.isEmpty else { return [] }
    var columns = names.joined(separator: ", ")
    if report.unread.count > Self.named {
      let more = String(report.unread.count - Self.named)
      columns = say("unread-more", ["columns": columns, "number": more])
    }
    return ["  " + say("unread", ["columns": columns]), "  " + say("unread-hint")]
  }

  private func rejects(_ report: ImportReport) -> [String] {
    report.rejectsFiles.map { say("rejects", ["file": $0]) }
  }
}
