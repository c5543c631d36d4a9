package import ScriptEngine

/// `recall locale check` as a translator reads it: how far a language is, what is wrong, and the one
/// thing to do next.
package enum LocaleReportText {
  package static func text(_ reports: [LocaleReport]) -> String {
    reports.map(text).joined(separator: "\n\n")
  }

  private static func text(_ report: LocaleReport) -> String {
    var lines = [head(report)]
    lines += stale(report)
    lines += report.otherFindings.map {
      "  \($0.place): \($0.severity == .warning ? "warning: " : "")\($0.message) "
        + "[\($0.rule.rawValue)]"
    }
    if let next = report.next { lines += [""] + step(next, report.locale) }
    return lines.joined(separator: "\n")
  }

  private static func head(_ report: LocaleReport) -> String {
    if report.isSource { return "\(report.locale): the source, \(report.texts) texts" }
    var parts = ["\(report.translated) of \(report.texts) texts translated"]
    if !report.missing.isEmpty { parts.append("\(report.missing.count) missing") }
    if !report.stale.isEmpty { parts.append("\(report.stale.count) stale") }
    if report.isComplete { parts.append("complete") }
    if !report.isOffered { parts.append("not offered yet") }
    return "\(report.locale): " + parts.joined(separator: " · ")
  }

  private static func stale(_ report: LocaleReport) -> [String] {
    guard !report.stale.isEmpty else { return [] }
    let shown = report.stale.prefix(20).map { "  stale: \($0)" }
    let more = report.stale.count - shown.count
    return shown + (more > 0 ? ["  and \(more) more"] : [])
  }

  private static func step(_ step: LocaleStep, _ locale: String) -> [String] {
    switch step {
    case .writeLanguageFile(let path, let text):
      ["next: create \(path), with the facts of the language:", ""] + indented(text)
    case .translate(let text): translate(text, locale)
    case .review(let text):
      [
        "next: read \(text.address) again in \(text.path): its source now says", "",
      ] + said(text) + [
        "",
        "  If the translation still fits: recall locale accept \(locale) \(text.address)",
        "  Otherwise change it there, then accept it.",
      ]
    case .mend(let finding): ["next: mend \(finding.place): \(finding.message)"]
    case .offer(let locale, let languages):
      [
        "next: offer \(locale): in clinic.yaml, languages: [\(languages.joined(separator: ", "))]",
        "  then recall script check, and recall script approve ID --locale \(locale)",
      ]
    case .clinicWords(let locale, let key):
      ["next: give clinic.yaml the words of \(key): in \(locale): { \(locale): \"…\" }"]
    }
  }

  private static func translate(_ text: LocaleStep.TextStep, _ locale: String) -> [String] {
    let act = text.fileExists ? "add to \(text.path)" : "create \(text.path)"
    let header =
      text.fileExists ? [] : ["recall-locale: 1", "locale: \(locale)", ""]
    return ["next: \(act), under \(text.address.section.rawValue):", ""]
      + indented(
        (header + ["\(text.address.section.rawValue):", text.block]).joined(separator: "\n"))
      + ["", "  The source says:"] + said(text)
      + (text.left > 1
        ? [
          "",
          "  \(text.left) texts are left. All at once, with Poedit or the like:",
          "  recall locale export \(locale) --output \(locale).po, then recall locale import "
            + "\(locale).po",
        ] : [])
  }

  private static func said(_ text: LocaleStep.TextStep) -> [String] {
    text.source.texts.map { "    \($0)" } + (text.note.map { ["    (\($0))"] } ?? [])
  }

  private static func indented(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.isEmpty ? "" : "    \($0)"
    }
  }
}
