import RecallConsole
import RecallDomain
import RecallReports

/// `report` at the console, in the language of its screen: the usual period, or as it is asked:
/// `report by segment`, `report from 2026-11-01 to 2026-11-24`; the options of `recall report` too.
struct ReportAtTheConsole {
  let desk: Desk

  func lines(_ typed: String) throws(StoreFailure) -> [String] {
    let asked: ReportWords
    do { asked = try ReportWords(typed) } catch {
      return refused("report.at-console", ["words": TerminalText.clean(typed)])
    }
    let access = ReportAccess(desk.caller)
    if asked.by == .caller, access.caller != nil {
      desk.noteRefusal(of: .seeAllFigures)
      return refused("report.at-console.caller")
    }
    let usual = ReportPeriod.usual(today: desk.today, zone: desk.clinicZone)
    let last = asked.to ?? max(desk.today, asked.from ?? desk.today)
    let first = asked.from ?? min(usual.from, last)
    guard let period = ReportPeriod(from: first, to: last, zone: desk.clinicZone) else {
      return refused("report.at-console.period")
    }
    guard !period.isTooLong else {
      return refused(
        "report.at-console.too-long",
        [
          "from": desk.dates.dateInFull(first), "to": desk.dates.dateInFull(last),
          "years": String(ReportPeriod.mostYears),
        ])
    }
    let report = try desk.store.measure(
      MetricQuestion(
        period, by: Set([asked.by].compactMap { $0 }), of: access.caller, at: desk.now),
      for: desk.caller)
    let words = MetricWords(
      phrases: desk.phrases, policy: desk.policy, staff: (try? desk.store.staff()) ?? [],
      now: desk.now)
    let width = desk.screen.width
    let text = MetricReportText(
      words, isPlain: !TerminalLetters.hasBlocks,
      isLinear: desk.screen.isLinear || width < NarrowLines.leastForTables,
      width: desk.screen.isLinear ? width : min(79, width - 1))
    return text.lines(report, by: asked.by).flatMap { NarrowLines.lines($0, width: width - 1) }
  }

  private func refused(_ key: String, _ values: [String: String] = [:]) -> [String] {
    TerminalText.wrap(desk.say(key, values), width: desk.screen.width - 1, indent: "")
  }
}

/// What follows `report`, read.
struct ReportWords: Equatable {
  private(set) var by: MetricGrouping?
  private(set) var from: CivilDate?
  private(set) var to: CivilDate?

  struct NotUnderstood: Error {}

  init(_ typed: String) throws {
    var words = typed.lowercased().split { $0.isWhitespace || $0 == "=" }.map(String.init)[...]
    while let word = words.popFirst() {
      guard let value = words.popFirst() else { throw NotUnderstood() }
      switch word {
      case "by", "--by", "por":
        guard by == nil, let grouping = Self.grouping(value) else { throw NotUnderstood() }
        by = grouping
      case "from", "--from", "desde":
        guard from == nil, let day = CivilDate(iso: value) else { throw NotUnderstood() }
        from = day
      case "to", "--to", "hasta":
        guard to == nil, let day = CivilDate(iso: value) else { throw NotUnderstood() }
        to = day
      default: throw NotUnderstood()
      }
    }
  }

  private static func grouping(_ word: String) -> MetricGrouping? {
    let spanish: [String: MetricGrouping] = [
      "segmento": .segment, "profesional": .provider, "idioma": .language, "persona": .caller,
      "intento": .attempt, "horario": .partOfDay,
    ]
    return MetricGrouping(rawValue: word) ?? spanish[word]
  }
}
