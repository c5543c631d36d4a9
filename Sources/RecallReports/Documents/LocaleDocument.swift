package import ScriptEngine

/// `recall locale check --json`: one item for each language.
package enum LocaleDocument {
  package static func json(_ reports: [LocaleReport]) -> JSONValue { .list(reports.map(json)) }

  private static func json(_ report: LocaleReport) -> JSONValue {
    [
      "locale": .string(report.locale), "source": .bool(report.isSource),
      "offered": .bool(report.isOffered), "complete": .bool(report.isComplete),
      "texts": .int(report.texts), "translated": .int(report.translated),
      "missing": .texts(report.missing.map(\.description)),
      "stale": .texts(report.stale.map(\.description)),
      "findings": .array(report.findings.map(json)), "next": next(report.next),
    ]
  }

  static func json(_ finding: Finding) -> JSONValue {
    [
      "rule": .string(finding.rule.rawValue), "severity": .string(finding.severity.rawValue),
      "file": .string(finding.place.file), "line": .int(finding.place.line),
      "column": .int(finding.place.column), "message": .string(finding.message),
    ]
  }

  /// What to do, in which file, with which text.
  private static func next(_ step: LocaleStep?) -> JSONValue {
    switch step {
    case nil: .null
    case .writeLanguageFile(let path, let text): item("language-file", path, nil, text)
    case .translate(let text): item("translate", text.path, text.address, text.block)
    case .review(let text): item("review", text.path, text.address, nil)
    case .mend(let finding): item("mend", finding.place.file, nil, finding.message)
    case .offer(let locale, _): item("offer", "clinic.yaml", nil, locale)
    case .clinicWords(_, let key): item("clinic-words", "clinic.yaml", nil, key)
    }
  }

  private static func item(
    _ what: String, _ file: String, _ address: TextAddress?, _ text: String?
  ) -> JSONValue {
    [
      "what": .string(what), "file": .string(file), "key": .text(address?.description),
      "text": .text(text),
    ]
  }
}
