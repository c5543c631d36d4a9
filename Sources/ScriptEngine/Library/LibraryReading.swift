import RecallDomain

/// Reads a clinic folder once: scripts, languages, check, approvals.
struct LibraryReading {
  private let policy: ClinicPolicy
  private let files: [SourceFile]
  private let folder: ScriptFolder
  private let locales: (locales: [String: LocaleFolder], findings: [Finding])
  private let scripts: [Script]
  private let rehearsals: (rehearsals: [Rehearsal], findings: [Finding])
  /// Consoles' texts, of which there are some, whatever was refused.
  private let readInParts: Set<String>

  init(
    files: [SourceFile], policy: ClinicPolicy, shipped: (_ locale: String) -> SourceFile?
  ) {
    self.policy = policy
    self.files = files
    folder = ScriptReader.readFolder(files)
    locales = LocaleReader.read(files, languages: policy.languages, shipped: shipped)
    readInParts = Set(
      locales.locales.values.compactMap { $0.files["console"] }.filter { !$0.staff.isEmpty }
        .map(\.path))
    scripts = folder.sources.compactMap(\.script)
    rehearsals = RehearsalReader.read(files)
  }

  func library() -> ScriptLibrary {
    let books = phrasebooks()
    let checked = Checker.check(
      scripts, phrasebooks: books, disclosure: Disclosure(policy.disclosure),
      source: policy.sourceLanguage, clinic: ClinicWords(policy))
    let ofLocales = localeFindings()
    let scripted = reports(checked, ofLocales)
    let editions = editions(scripted, books)
    let ofRehearsals = rehearsalFindings(editions)
    let reports = adding(ofRehearsals, to: scripted)
    let approvals = readApprovals()
    let verdicts = editions.mapValues { verdict(of: $0, approvals.read) }
    return ScriptLibrary(
      scripts: scripts, folders: locales.locales,
      findings: (folder.findings + ofLocales + approvals.findings + nothingToCheck
        + rehearsals.findings + ofRehearsals + reports.values.flatMap(\.findings)).sortedByPlace(),
      reports: reports,
      editions: editions.reduce(into: [:]) {
        $0[$1.key] = $1.value.marked(
          approvedIn: approvedLanguages($1.value, verdicts[$1.key], approvals.read))
      },
      verdicts: verdicts,
      staffPhrases: locales.locales.staffPhrases(source: policy.sourceLanguage),
      approvals: approvals.read.compactMapValues(\.self), policy: policy,
      rehearsals: rehearsals.rehearsals)
  }

  private func rehearsalFindings(_ editions: [String: Edition]) -> [Finding] {
    RehearsalCheck(
      rehearsals: rehearsals.rehearsals, editions: editions, scripts: folder.sources.map(\.id),
      folders: locales.locales, policy: policy, whole: rehearsals.findings.isEmpty
    ).findings()
  }

  /// A finding belongs to the script that is rehearsed.
  private func adding(
    _ findings: [Finding], to reports: [String: CheckReport]
  ) -> [String: CheckReport] {
    let scripts = rehearsals.rehearsals.reduce(into: [:]) { $0[$1.place.file] = $1.script }
    return reports.reduce(into: [:]) { all, report in
      let own = findings.filter { finding in
        scripts[finding.place.file].map { $0 == report.key } ?? concerns(finding, [report.key])
      }
      all[report.key] = CheckReport(
        findings: (report.value.findings + own).sortedByPlace(), states: report.value.states,
        edges: report.value.edges)
    }
  }

  private func phrasebooks() -> [String: [String: Phrasebook]] {
    scripts.reduce(into: [:]) { books, script in
      books[script.id] = locales.locales.mapValues { $0.phrasebook(for: script) }
    }
  }

  private func localeFindings() -> [Finding] {
    locales.findings
      + unread.without(
        LocaleCheck.findings(
          scripts: scripts, folders: locales.locales, languages: policy.languages,
          whole: scripts.count == folder.sources.count, emergency: policy.emergency))
  }

  private var unread: UnreadWords { UnreadWords(locales.locales.values, folder.sources) }

  /// Nothing to check is an error, not a success.
  private var nothingToCheck: [Finding] {
    guard folder.sources.isEmpty else { return [] }
    return [
      Finding(
        rule: .format, place: SourcePlace(file: "scripts", line: 1, column: 1),
        message: "folder \"scripts\" holds no script")
    ]
  }

  private func reports(
    _ checked: [String: CheckReport], _ ofLocales: [Finding]
  ) -> [String: CheckReport] {
    folder.sources.reduce(into: [:]) { reports, source in
      let names = Set([source.id] + source.uses + ["engine", "messages", "console", "language"])
      let report = checked[source.id]
      let concerned = ofLocales.filter { concerns($0, names) }
      reports[source.id] = CheckReport(
        findings: (source.findings + concerned + unread.without(report?.findings ?? []))
          .sortedByPlace(),
        states: report?.states ?? 0, edges: report?.edges ?? 0)
    }
  }

  /// A finding belongs to the scripts that use the file it stands in. What is left out of a console's
  /// texts keeps nobody from calling: another text stands for it, and nothing of it is spoken.
  private func concerns(_ finding: Finding, _ names: Set<String>) -> Bool {
    if finding.rule == .format, readInParts.contains(finding.place.file) { return false }
    guard let slash = finding.place.file.lastIndex(of: "/") else { return true }
    let file = finding.place.file[finding.place.file.index(after: slash)...]
    return names.contains(String(file.prefix { $0 != "." }))
  }

  private func editions(
    _ reports: [String: CheckReport], _ books: [String: [String: Phrasebook]]
  ) -> [String: Edition] {
    let maker = EditionMaker(policy: policy)
    return scripts.reduce(into: [:]) { editions, script in
      guard reports[script.id]?.isSafe == true else { return }
      editions[script.id] = maker.edition(of: script, books[script.id] ?? [:])
    }
  }

  /// A file that cannot be read is there as `nil`.
  private func readApprovals() -> (read: [String: Approval?], findings: [Finding]) {
    var approvals: [String: Approval?] = [:]
    var findings: [Finding] = []
    for source in folder.sources {
      let path = Approval.path(of: source.id)
      guard let file = files.first(where: { $0.path == path }) else { continue }
      let read = ApprovalFile.read(file, script: source.id)
      approvals[source.id] = .some(read.approval)
      findings += read.findings
    }
    return (approvals, findings)
  }

  private func verdict(
    of edition: Edition, _ approvals: [String: Approval?]
  ) -> ApprovalVerdict {
    let id = edition.script.id
    guard let read = approvals[id] else { return .never }
    guard let approval = read else { return .unreadable }
    return edition.verdict(
      of: approval, policyHash: PolicyHash.of(policy, script: id))
  }

  private func approvedLanguages(
    _ edition: Edition, _ verdict: ApprovalVerdict?, _ approvals: [String: Approval?]
  ) -> [String] {
    switch verdict {
    case .approved, .wordsNotApproved:
      edition.languages(approvedBy: approvals[edition.script.id] ?? nil)
    default: []
    }
  }
}

extension [String: LocaleFolder] {
  /// What the console says in each language; what one lacks is that of the source.
  func staffPhrases(source: String) -> [String: StaffPhrases] {
    let source = self[source]?.staffPhrases()
    return mapValues { $0.staffPhrases(source: source) }
  }
}
