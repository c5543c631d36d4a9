package import ScriptEngine

/// `recall locale import`: what has come home from a catalogue, and what was refused and why.
package enum CatalogueText {
  package static func text(
    _ result: CatalogueImport.Result, locale: String, written: Bool
  ) -> String {
    var lines = result.changes.map(line)
    lines += result.refused.map { "  refused \($0.place): \($0.message)" }
    lines.append(summary(result, locale, written))
    return lines.joined(separator: "\n")
  }

  private static func line(_ change: CatalogueImport.Change) -> String {
    let stale = change.isStale ? " (stale: to be read again)" : ""
    let head = "  \(change.kind.rawValue) \(change.address)\(stale)"
    guard change.kind != .reviewed else { return head }
    let before = change.kind == .changed ? (change.before?.texts ?? []) : []
    return ([head] + before.map { "    - \($0)" } + change.after.texts.map { "    + \($0)" })
      .joined(separator: "\n")
  }

  private static func summary(
    _ result: CatalogueImport.Result, _ locale: String, _ written: Bool
  ) -> String {
    let count = { (kind: CatalogueImport.Change.Kind) in
      result.changes.count { $0.kind == kind }
    }
    let what =
      "\(count(.added)) added, \(count(.changed)) changed, \(count(.reviewed)) reviewed, "
      + "\(result.refused.count) refused, \(result.untranslated) without a translation"
    let files = result.files.map(\.path).joined(separator: ", ")
    let end =
      result.files.isEmpty
      ? "nothing to write" : written ? "written: \(files)" : "not written (--dry-run): \(files)"
    return "\(locale): \(what)\n\(end)"
  }

  package static func json(
    _ result: CatalogueImport.Result, locale: String, written: Bool
  ) -> JSONValue {
    [
      "locale": .string(locale), "written": .bool(written && !result.files.isEmpty),
      "changes": .list(result.changes.map(json)),
      "refused": .list(result.refused.map(LocaleDocument.json)),
      "untranslated": .int(result.untranslated),
      "files": .texts(result.files.map(\.path)),
    ]
  }

  private static func json(_ change: CatalogueImport.Change) -> JSONValue {
    [
      "key": .string(change.address.description), "change": .string(change.kind.rawValue),
      "stale": .bool(change.isStale), "before": .texts(change.before?.texts ?? []),
      "after": .texts(change.after.texts),
    ]
  }
}
