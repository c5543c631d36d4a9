import RecallDomain

/// `locale/missing`: each language has every text a call may need.
enum LocaleMissing: LocaleRule {
  static let page = RulePage(
    .localeMissing,
    title: "each language has every text a call may need",
    demands: """
      Needed are: every line a script's nodes speak, the engine's sentences, the messages, the
      reason "default" and every reason, rehearsal, engine sentence and message of the source, a
      greeting, words for the parts of the day where a line says {callback_window}, and "without"
      for each fact that may be missing and that a line uses. A line that is in no language is not
      missing but unknown (reference). Who calls 911, where clinic.yaml says it in several languages,
      is said in each that is offered (a warning: the source language is shown instead).
      """,
    why: """
      A patient who is called in Spanish is called in Spanish to the end. Language assistance must
      be accurate and timely, so a gap is an error before a call, never a blank on the screen.
      """,
    source: """
      45 CFR 92.101 and 92.201 (Section 1557)
      """,
    example: RuleExample(
      in: "locales/es/visit.yaml",
      broken: """
          callback.when:
            of: "753eda92158f"
            text: "¿Qué día y a qué hora le podemos llamar?"
        """,
      repaired: """
          callback.when:
            of: "753eda92158f"
            text: "¿Qué día y a qué hora le podemos llamar?"
          callback.confirm:
            of: "c9d35be8e137"
            text: "Gracias. Le llamamos {callback_window}."
        """),
    repair: """
      Add the text to the file that the finding names, translated by somebody qualified.
      """)

  static func findings(in subject: LocaleSubject) -> [Finding] {
    subject.folders.flatMap { folder in
      subject.scripts.flatMap { lines($0, folder, subject) + reasons($0, folder) }
        + fixedSentences(folder) + ofTheSource(folder, subject) + language(folder, subject)
    } + whoCalls911(subject)
  }

  private static func whoCalls911(_ subject: LocaleSubject) -> [Finding] {
    subject.emergency.lacksWhoCalls911(in: subject.folders.map(\.locale)).map {
      Finding(
        rule: .localeMissing, severity: .warning,
        place: SourcePlace(file: "clinic.yaml", line: 1, column: 1),
        message: "key \"who_calls_911\" of \"emergency\" is missing in \(quoted($0))")
    }
  }

  private static func finding(_ place: SourcePlace, _ message: String) -> Finding {
    Finding(rule: .localeMissing, place: place, message: message)
  }

  /// Every line that a node speaks, once a script.
  private static func lines(
    _ script: Script, _ folder: LocaleFolder, _ subject: LocaleSubject
  ) -> [Finding] {
    let here = folder.lineIDs(script)
    var seen: Set<LineID> = []
    return script.order.flatMap { script[$0].say }.compactMap { spoken in
      guard !here.contains(spoken.line), seen.insert(spoken.line).inserted else { return nil }
      let homes = subject.folders.compactMap { $0.home(of: spoken.line, script) }
      guard let file = homes.first else { return nil }
      return finding(
        folder.place(file),
        "line \(quoted(spoken.line)), spoken at \(spoken.place), is missing in "
          + quoted(folder.locale))
    }
  }

  private static func reasons(_ script: Script, _ folder: LocaleFolder) -> [Finding] {
    guard !folder.files(for: script).contains(where: { $0.reasons["default"] != nil }) else {
      return []
    }
    return [
      finding(
        folder.place(script.id),
        "reason \"default\" of script \(quoted(script.id)) is missing in \(quoted(folder.locale))")
    ]
  }

  private static func fixedSentences(_ folder: LocaleFolder) -> [Finding] {
    [("engine", EngineSentence.all), ("messages", MessageSurface.all)].flatMap { file, ids in
      ids.filter { folder.files[file]?.lines[$0] == nil }.map {
        finding(
          folder.place(file), "line \(quoted($0)) is missing in \(quoted(folder.locale))")
      }
    }
  }

  /// What the source says beyond that: reasons, rehearsals, further sentences and messages.
  private static func ofTheSource(
    _ folder: LocaleFolder, _ subject: LocaleSubject
  ) -> [Finding] {
    guard let source = subject.source, source.locale != folder.locale else { return [] }
    return subject.texts(of: source).compactMap { text in
      guard text.kind != .line || ["engine", "messages"].contains(text.file),
        !(EngineSentence.all + MessageSurface.all).contains(text.id),
        text.kind != .reason || text.id != "default",
        folder.files[text.file]?.phrases(text.kind)[text.id] == nil
      else { return nil }
      return finding(
        folder.place(text.file), "\(text.name) is missing in \(quoted(folder.locale))")
    }
  }

  private static func language(
    _ folder: LocaleFolder, _ subject: LocaleSubject
  ) -> [Finding] {
    guard let language = folder.files["language"]?.language else {
      return [
        finding(
          folder.place("language"), "file of the language \(quoted(folder.locale)) is missing")
      ]
    }
    let used = usedFacts(folder, subject)
    let parts = used[.callbackWindow].map { line in
      PartOfDay.allCases.filter { language.parts[$0.rawValue] == nil }.map {
        finding(
          folder.place("language"),
          "part of the day \(quoted($0.rawValue)) has no words in \(quoted(folder.locale)), and "
            + "line \(quoted(line)) says {callback_window}")
      }
    }
    return (parts ?? []) + neutralPhrases(language, used, folder)
  }

  private static func neutralPhrases(
    _ language: Language, _ used: [Fact: LineID], _ folder: LocaleFolder
  ) -> [Finding] {
    Fact.allCases.compactMap { fact in
      guard fact.mayBeMissing, language.without[fact] == nil, let line = used[fact] else {
        return nil
      }
      return finding(
        folder.place("language"),
        "fact \(quoted(fact.rawValue)) may be missing from a record and has no phrase under "
          + "\"without\" in \(quoted(folder.locale)), and line \(quoted(line)) uses it")
    }
  }

  /// Each fact that is used, with the first line that uses it.
  private static func usedFacts(
    _ folder: LocaleFolder, _ subject: LocaleSubject
  ) -> [Fact: LineID] {
    var used: [Fact: LineID] = [:]
    let spoken = Set(subject.scripts.flatMap(\.spokenLines))
    for text in subject.texts(of: folder) where text.kind == .line {
      guard spoken.contains(text.id) || ["engine", "messages"].contains(text.file) else { continue }
      for fact in text.phrase.facts where used[fact] == nil { used[fact] = text.id }
    }
    return used
  }
}

extension EngineSentence {
  static let all: [LineID] = [EngineSentence.resume, .bridge, .again].map(\.rawValue)
}

extension Script {
  /// Every line that a node speaks.
  var spokenLines: Set<LineID> { Set(nodes.values.flatMap { $0.say.map(\.line) }) }
}

extension LocaleFolder {
  /// The file of a script's words that has a line.
  func home(of line: LineID, _ script: Script) -> String? {
    files(for: script).first { $0.lines[line] != nil }?.name
  }

  func lineIDs(_ script: Script) -> Set<LineID> {
    files(for: script).reduce(into: []) { $0.formUnion($1.lines.keys) }
  }
}
