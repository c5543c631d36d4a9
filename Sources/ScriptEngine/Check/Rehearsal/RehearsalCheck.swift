package import RecallDomain

/// Proves that rehearsals can be played: each is led through its script in every offered language as
/// a good caller would lead it, and what it says has words.
///
/// Its findings fail the check of the script, but never keep a script from live calls: a practice
/// file that has grown old must not leave a patient without a call.
struct RehearsalCheck {
  let rehearsals: [Rehearsal]
  /// Sound scripts by id; a rehearsal of a broken one waits until that is mended.
  let editions: [String: Edition]
  /// Every script of the folder, sound or not.
  let scripts: [String]
  let folders: [String: LocaleFolder]
  let policy: ClinicPolicy
  /// Every file of a rehearsal could be read, so that words that none says are known to be orphans.
  let whole: Bool

  private static var rules: [any RehearsalRule.Type] {
    [CannotFollow.self, EndsOtherwise.self, MissingWords.self]
  }

  func findings() -> [Finding] {
    let found = rehearsals.flatMap { rehearsal -> [Finding] in
      guard scripts.contains(rehearsal.script) else { return [unknownScript(rehearsal)] }
      guard let edition = editions[rehearsal.script] else { return [] }
      let subject = subject(rehearsal, edition)
      return Self.rules.flatMap { $0.findings(in: subject) } + labels(subject)
    }
    return (found + unsaid()).sortedByPlace()
  }

  private func subject(_ rehearsal: Rehearsal, _ edition: Edition) -> RehearsalSubject {
    RehearsalSubject(
      rehearsal: rehearsal, words: RehearsalWords(folders, script: edition.script),
      languages: policy.languages,
      followed: rehearsal.languages(of: policy).map {
        FollowedRehearsal(rehearsal, edition: edition, policy: policy, locale: $0)
      })
  }

  private func unknownScript(_ rehearsal: Rehearsal) -> Finding {
    Finding(
      rule: .reference, place: rehearsal.place,
      message: "script \(quoted(rehearsal.script)) of rehearsal \(quoted(rehearsal.id)) "
        + "is not known" + DidYouMean.hint(for: rehearsal.script, among: scripts.sorted()))
  }

  /// A title or brief that one language has is wanted in all.
  private func labels(_ subject: RehearsalSubject) -> [Finding] {
    let keys = [subject.rehearsal.titleKey, subject.rehearsal.briefKey]
    return keys.flatMap { key -> [Finding] in
      guard policy.languages.contains(where: { subject.words.label(key, in: $0) != nil }) else {
        return []
      }
      return policy.languages.filter { subject.words.label(key, in: $0) == nil }.map { locale in
        Finding(
          rule: .localeLabel,
          place: folders[locale]?.place(subject.rehearsal.script + LocaleFile.rehearsalsEnding)
            ?? subject.rehearsal.place,
          message: "label \(quoted(key)) is missing in \(quoted(locale))")
      }
    }
  }

  /// Words of simulated patients that no rehearsal says, labels of none. A folder without rehearsals
  /// has simply none: its words are left alone.
  private func unsaid() -> [Finding] {
    guard whole, !rehearsals.isEmpty else { return [] }
    let lines = Set(rehearsals.flatMap(\.turns).flatMap(\.says).map(\.line))
      .union(PatientManners.allLines)
    let labels = Set(rehearsals.flatMap { [$0.titleKey, $0.briefKey] })
    return folders.values.flatMap { folder in
      folder.files.values.flatMap { file -> [Finding] in
        let words = file.rehearsals.filter {
          !lines.contains($0.key) && !$0.key.hasPrefix(DrillWords.prefix)
        }.map { orphan($0.value.place, "rehearsal", $0.key, folder.locale, lines) }
        guard file.kind == .rehearsals else { return words }
        return words
          + file.labels.filter { !labels.contains($0.key) }
          .map { orphan($0.value.place, "label", $0.key, folder.locale, labels) }
      }
    }
  }

  private func orphan(
    _ place: SourcePlace, _ kind: String, _ name: String, _ locale: String, _ known: Set<String>
  ) -> Finding {
    Finding(
      rule: .localeOrphan, severity: .warning, place: place,
      message: "\(kind) \(quoted(name)) in \(quoted(locale)) is not used by any rehearsal"
        + DidYouMean.hint(for: name, among: known.sorted()))
  }
}

/// One rule about rehearsals.
protocol RehearsalRule: ExplainedRule {
  static func findings(in subject: RehearsalSubject) -> [Finding]
}

/// What the rules about rehearsals look at.
struct RehearsalSubject {
  let rehearsal: Rehearsal
  let words: RehearsalWords
  /// The source first.
  let languages: [String]
  /// In each language in which it can be played.
  let followed: [FollowedRehearsal]
}

extension Rehearsal {
  /// Labels of what trainees read: its name, and a few words before it begins.
  package var titleKey: String { "rehearsal.\(id)" }
  package var briefKey: String { "rehearsal.\(id).brief" }

  /// Languages in which a clinic can play it; none where it needs two and the clinic offers one.
  package func languages(of policy: ClinicPolicy) -> [String] {
    needsTwoLanguages && policy.languages.count < 2 ? [] : policy.languages
  }
}

extension Finding {
  /// It stands in a file of rehearsals or of their words.
  package var isOfRehearsal: Bool {
    isOfRehearsalFile
      || place.file.hasSuffix(LocaleFile.rehearsalsEnding + ".yaml")
  }

  /// It stands in a file of rehearsals itself.
  package var isOfRehearsalFile: Bool { place.file.hasPrefix(RehearsalReader.folder) }
}
