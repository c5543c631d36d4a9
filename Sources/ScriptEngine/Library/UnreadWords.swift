import RecallDomain

/// Files of words of which nothing could be read. That is said once, at its place: that each of their
/// lines and labels is missing then, and each line of other languages without a source, follows from
/// it, and would bury it.
struct UnreadWords {
  private let names: Set<String>
  /// By script or fragment: the files whose words it speaks.
  private let spoken: [String: Set<String>]

  init(_ folders: some Sequence<LocaleFolder>, _ sources: [ScriptSource]) {
    names = Set(folders.flatMap(\.files.values).filter(\.isUnread).map(\.name))
    spoken = sources.reduce(into: [:]) { spoken, source in
      let files = Set([source.id] + source.uses)
      for name in files { spoken[name, default: []].formUnion(files) }
    }
  }

  /// What is left when all is gone that follows from a file that was not read.
  func without(_ findings: [Finding]) -> [Finding] {
    names.isEmpty ? findings : findings.filter { !follows($0) }
  }

  private func follows(_ finding: Finding) -> Bool {
    guard Self.ofCompleteness.contains(finding.rule) else { return false }
    let parts = finding.place.file.split(separator: "/")
    guard let name = parts.last.map({ String($0.prefix { $0 != "." }) }) else { return false }
    if parts.first == "locales" { return names.contains(name) }
    return spoken[name].map { !$0.isDisjoint(with: names) } ?? false
  }

  private static let ofCompleteness: Set<RuleID> = [
    .reference, .localeMissing, .localeOrphan, .localeLabel, .localePlaceholders, .localePlural,
  ]
}
