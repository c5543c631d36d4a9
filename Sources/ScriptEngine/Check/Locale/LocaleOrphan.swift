import RecallDomain

/// `locale/orphan`: no text is there that nothing uses.
enum LocaleOrphan: LocaleRule {
  static let page = RulePage(
    .localeOrphan, severity: .warning,
    title: "no text is there that nothing uses",
    demands: """
      A line that no script speaks, a translation without a source, a label of no response, a file
      of no script. A name that is nearly that of something used is suggested.
      """,
    why: """
      Harmless in a call, but often a slip in a name: the text that was meant is then missing
      elsewhere, or an old one is translated for nothing.
      """,
    source: """
      SCRIPT-FORMAT, "Locales"
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
          hesitant.options:
            text: "Shall we go on now, or another day?"
          hesitant.option:
            text: "Shall we go on?"
        """,
      repaired: """
          hesitant.options:
            text: "Shall we go on now, or another day?"
        """),
    repair: """
      Correct the name, or take the text out of every language.
      """)

  static func findings(in subject: LocaleSubject) -> [Finding] {
    subject.folders.flatMap { folder in
      let sourceless = subject.texts(of: folder).filter { isSourceless($0, folder, subject) }.map {
        orphan($0.phrase.place, "\($0.name) in \(quoted(folder.locale)) has no text in the source")
      }
      return sourceless + (subject.whole ? unused(folder, subject) : [])
    }
  }

  private static func orphan(_ place: SourcePlace, _ message: String) -> Finding {
    Finding(rule: .localeOrphan, severity: .warning, place: place, message: message)
  }

  private static func isSourceless(
    _ text: LocaleText, _ folder: LocaleFolder, _ subject: LocaleSubject
  ) -> Bool {
    guard let source = subject.source, source.locale != folder.locale else { return false }
    return source.files[text.file]?.phrases(text.kind)[text.id] == nil
  }

  private static func unused(
    _ folder: LocaleFolder, _ subject: LocaleSubject
  ) -> [Finding] {
    folder.files.values.flatMap { file -> [Finding] in
      switch file.kind {
      // Rehearsals know which of their words are said (`RehearsalCheck`).
      case .language, .console, .rehearsals: []
      case .engine: lines(file, besides: Set(EngineSentence.all), "the engine does not speak it")
      case .messages: lines(file, besides: Set(MessageSurface.all), "it is sent on no channel")
      case .script: script(file, subject)
      }
    }
  }

  private static func script(_ file: LocaleFile, _ subject: LocaleSubject) -> [Finding] {
    let users = subject.scripts.filter { $0.id == file.name || $0.uses.contains(file.name) }
    guard !users.isEmpty else {
      return [
        orphan(file.start, "file \(quoted(file.path)) belongs to no script or fragment in use")
      ]
    }
    let spoken = Set(users.flatMap(\.spokenLines))
    let known = Set(users.flatMap(\.labelKeys)).union(LocaleLabel.sharedKeys)
    return lines(file, besides: spoken, "no script speaks it")
      + file.labels.filter { !known.contains($0.key) }.map {
        orphan(
          $0.value.place,
          "label \(quoted($0.key)) in \(quoted(file.locale)) is of no response"
            + DidYouMean.hint(for: $0.key, among: known.sorted()))
      }
  }

  private static func lines(
    _ file: LocaleFile, besides used: Set<LineID>, _ why: String
  ) -> [Finding] {
    file.lines.filter { !used.contains($0.key) }.map {
      orphan(
        $0.value.place,
        "line \(quoted($0.key)) in \(quoted(file.locale)) is not used: \(why)"
          + DidYouMean.hint(for: $0.key, among: used.sorted()))
    }
  }
}

extension Script {
  /// Keys that a label of one of this script's responses may have.
  var labelKeys: Set<String> {
    nodes.values.reduce(into: []) { keys, node in
      guard case .hear(let responses) = node.act else { return }
      for response in responses {
        keys.insert(response.name)
        keys.insert("\(node.id).\(response.name)")
      }
    }
  }
}
