/// Reads `locales/<tag>/*.yaml` strictly (SCRIPT-FORMAT, "Locales"): what a file may not hold, or
/// holds wrongly, is a finding with its place. What is missing between files is for `LocaleCheck`.
package enum LocaleReader {
  /// Files of other folders, and of languages that are not offered, are passed over.
  ///
  /// - Parameter shipped: what the console says in a language as it came with this program: it stands
  ///   for what the clinic's own `console.yaml`, perhaps of an earlier program, lacks.
  package static func read(
    _ files: [SourceFile], languages: [String],
    shipped: (_ locale: String) -> SourceFile? = { _ in nil }
  ) -> (locales: [String: LocaleFolder], findings: [Finding]) {
    var folders = [String: LocaleFolder](
      languages.map { ($0, LocaleFolder(locale: $0)) }, uniquingKeysWith: { first, _ in first })
    var findings = Findings()
    for source in files {
      guard let (locale, name) = address(of: source.path, &findings), folders[locale] != nil else {
        continue
      }
      let known = findings.all.count
      var file = read(source, locale: locale, name: name, &findings)
      file.isUnread = findings.all.count > known && file.saysNothing
      if file.kind == .console, let other = shipped(locale),
        findings.all.count > known || ConsoleKeys(other).hasMore(than: source)
      {
        var ofOthers = Findings()
        file.complete(from: read(other, locale: locale, name: name, &ofOthers))
      }
      folders[locale]?.add(file)
    }
    return (folders, findings.all)
  }

  /// `locales/es/common.yaml` → `es`, `common`.
  private static func address(
    of path: String, _ findings: inout Findings
  ) -> (locale: String, name: String)? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "locales", !parts[2].hasPrefix(".") else { return nil }
    if parts[2].hasSuffix(".yml") {
      findings.format(
        SourcePlace(file: path, line: 1, column: 1),
        "file is not read: the name of a locale file ends in \".yaml\"")
    }
    guard parts[2].hasSuffix(".yaml") else { return nil }
    return (String(parts[1]), String(parts[2].dropLast(5)))
  }

  private static func read(
    _ source: SourceFile, locale: String, name: String, _ findings: inout Findings
  ) -> LocaleFile {
    var file = LocaleFile(path: source.path, locale: locale, name: name)
    let read = file.kind == .console ? YamlInParts.read(source) : YamlReader.read(source)
    findings.append(read.findings)
    guard let root = read.root,
      let mapping = root.mapping(
        "locale file", keys: keys(of: file.kind), required: required(of: file.kind), &findings)
    else { return file }
    header(mapping, locale, &findings)
    switch file.kind {
    case .language: file.language = LanguageReader.read(mapping, &findings)
    case .console: staff(mapping, &file, &findings)
    default: words(mapping, &file, &findings)
    }
    return file
  }

  private static let header = ["recall-locale", "locale"]

  private static func keys(of kind: LocaleFile.Kind) -> [String] {
    switch kind {
    case .script: header + ["lines", "labels", "reasons", "rehearsals"]
    case .rehearsals: header + ["labels", "rehearsals"]
    case .engine, .messages, .console: header + ["lines", "labels"]
    case .language: header + LanguageReader.keys
    }
  }

  private static func required(of kind: LocaleFile.Kind) -> [String] {
    kind == .language ? header + LanguageReader.required : header
  }

  private static func header(
    _ file: YamlMapping, _ locale: String, _ findings: inout Findings
  ) {
    if let version = file["recall-locale"], let text = version.text("recall-locale", &findings),
      text != "1"
    {
      findings.format(version.place, "recall-locale must be 1, not \(quoted(text))")
    }
    if let tag = file["locale"], let text = tag.text("locale", &findings), text != locale {
      findings.format(
        tag.place, "locale \(quoted(text)) is not that of its folder, \(quoted(locale))")
    }
  }

  private static func words(
    _ mapping: YamlMapping, _ file: inout LocaleFile, _ findings: inout Findings
  ) {
    if let entry = mapping.entry("lines") {
      file.linesPlace = entry.place
      file.lines = PhraseReader.phrases(entry.value, .line, &findings)
    }
    if let reasons = mapping["reasons"] {
      file.reasons = PhraseReader.phrases(reasons, .reason, &findings)
    }
    if let rehearsals = mapping["rehearsals"] {
      file.rehearsals = PhraseReader.phrases(rehearsals, .rehearsal, &findings)
    }
    file.labels = labels(mapping, &findings)
  }

  private static func staff(
    _ mapping: YamlMapping, _ file: inout LocaleFile, _ findings: inout Findings
  ) {
    if let entry = mapping.entry("lines") {
      file.linesPlace = entry.place
      file.staff = StaffPhraseReader.phrases(entry.value, &findings)
    }
    file.labels = labels(mapping, &findings)
  }

  private static func labels(
    _ mapping: YamlMapping, _ findings: inout Findings
  ) -> [String: LocaleFile.Label] {
    guard let node = mapping["labels"], let labels = node.mapping("labels", &findings) else {
      return [:]
    }
    var read: [String: LocaleFile.Label] = [:]
    for entry in labels.entries {
      guard let text = entry.value.text("label \(quoted(entry.key))", &findings) else { continue }
      read[entry.key] = LocaleFile.Label(text: text, place: entry.place)
    }
    return read
  }
}
