import RecallDomain

/// `locale/label`: what staff read has a name in each language.
enum LocaleLabel: LocaleRule {
  static let page = RulePage(
    .localeLabel,
    title: "what staff read has a name in each language",
    demands: """
      Every response of a script (its own label "node.response", or one for all nodes,
      "response"), every interrupt, queue, barrier and outcome. A detail of an outcome may go
      without: then the outcome's is shown.
      """,
    why: """
      A caller chooses by what they read, in seconds. A bare id in another language is pressed by
      guess.
      """,
    source: """
      SCRIPT-FORMAT, "Locales"
      """,
    example: RuleExample(
      in: "locales/en/visit.yaml",
      broken: """
          patient: "the person asked for is on the line"
          someone_else: "somebody else answered"
        """,
      repaired: """
          patient: "the person asked for is on the line"
          someone_else: "somebody else answered"
          voicemail: "an answering machine"
        """),
    repair: """
      Add the label to the script's file under "labels", or to console.yaml.
      """)

  static func findings(in subject: LocaleSubject) -> [Finding] {
    subject.folders.flatMap { folder in
      shared(folder) + subject.scripts.flatMap { responses($0, folder) }
    }
  }

  /// What every script needs: interrupts, queues, barriers, outcomes.
  static let requiredKeys: [String] =
    Interrupt.allCases.map { "interrupt.\($0.rawValue)" }
    + QueueName.allCases.map { "queue.\($0.rawValue)" }
    + Barrier.allCases.map { "barrier.\($0.rawValue)" }
    + Outcome.allCases.map { "outcome.\($0.rawValue)" }

  static let sharedKeys = Set(
    requiredKeys
      + Outcome.allCases.flatMap { outcome in
        outcome.details.map { "outcome.\(outcome.rawValue).\($0.rawValue)" }
      })

  private static func finding(_ place: SourcePlace, _ message: String) -> Finding {
    Finding(rule: .localeLabel, place: place, message: message)
  }

  /// Labels of the console's own file; a script's may be in the script's file as well.
  private static func shared(_ folder: LocaleFolder) -> [Finding] {
    let labelled = folder.files.values.reduce(into: Set<String>()) {
      $0.formUnion($1.labels.keys)
    }
    guard folder.files["console"] != nil else {
      return [
        finding(
          folder.place("console"),
          "file \(quoted(folder.path("console"))) is missing: interrupts, queues, barriers and "
            + "outcomes have no labels in \(quoted(folder.locale))")
      ]
    }
    return requiredKeys.filter { !labelled.contains($0) }.map {
      finding(folder.place("console"), "label \(quoted($0)) is missing in \(quoted(folder.locale))")
    }
  }

  private static func responses(_ script: Script, _ folder: LocaleFolder) -> [Finding] {
    let labels = folder.phrasebook(for: script).labels
    return script.order.flatMap { id -> [Finding] in
      guard case .hear(let responses) = script[id].act else { return [] }
      return responses.filter {
        labels["\(id).\($0.name)"] == nil && labels[$0.name] == nil
      }.map {
        finding(
          $0.place,
          "response \(quoted($0.name)) of node \(quoted(id)) has no label in "
            + quoted(folder.locale))
      }
    }
  }
}
