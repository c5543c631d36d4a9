package import RecallDomain

/// Everything of one script that somebody may hear who is not known to be the patient: the page that
/// a privacy officer signs (`recall script strangers`).
///
/// Computed from the checker's own walk: a sentence stands here if and only if some conversation
/// speaks it with the gate below *open*, or it is left, or it is sent where anybody may read it. Only
/// the clinic's values are filled in, *never* a patient's.
package struct StrangerSheet: Hashable, Sendable {
  package let script: String
  /// The neutral name.
  package let clinic: String
  /// `sha256:…` of the merged structure.
  package let structure: String
  /// How many moments and ways the proof walked.
  package let states: Int
  package let edges: Int
  /// Errors that the checker found; with any, the page is not to be signed.
  package let errors: Int
  /// Whether this exact content is approved for live calls, in words.
  package let approval: String
  /// One for each language.
  package let pages: [Page]

  package var isSafe: Bool { errors == 0 }

  package struct Page: Hashable, Sendable {
    /// BCP 47.
    package let locale: String
    /// `sha256:…` of the words in this language.
    package let words: String
    package let sections: [Section]

    package var sentences: [Sentence] { sections.flatMap(\.sentences) }

    /// What of a person anybody may hear or read, in the order of the format.
    package var personalFacts: [Fact] {
      personal(sections.filter { $0.audience != .helper }.flatMap(\.sentences))
    }

    /// What a helper may hear besides.
    package var helperFacts: [Fact] {
      personal(sections.filter { $0.audience == .helper }.flatMap(\.sentences))
        .filter { !personalFacts.contains($0) }
    }

    private func personal(_ sentences: [Sentence]) -> [Fact] {
      let used = Set(sentences.flatMap(\.facts))
      return Fact.allCases.filter { used.contains($0) && $0.isPersonal }
    }
  }

  package struct Section: Hashable, Sendable {
    package let audience: Audience
    package let sentences: [Sentence]
  }

  /// Who hears a sentence.
  package enum Audience: String, CaseIterable, Hashable, Sendable {
    /// Nobody is verified, and nothing came up.
    case line
    /// The same, after something came up or somebody else took the phone.
    case interrupted
    case machine
    case person = "with_person"
    /// Whom the verified patient allowed, for the appointment alone.
    case helper
    /// What the console itself has the caller say.
    case console
    case message

    package var title: String {
      switch self {
      case .line: "On the line, before anybody is verified"
      case .interrupted: "On the line, when something comes up and nobody is verified"
      case .machine: "Left on a machine"
      case .person: "Left with somebody else"
      case .helper: "To a helper whom the patient allowed"
      case .console: "Said by every script, at any moment"
      case .message: "Sent as a text or an e-mail"
      }
    }

    package var listener: String {
      switch self {
      case .line, .interrupted:
        "Heard by whoever is on the line: the patient, a relative, a stranger"
      case .machine: "Heard by anybody who plays the message"
      case .person: "Heard by the person who takes the message, and anybody they tell"
      case .helper: "Heard by the helper, who may know the appointment and never why"
      case .console: "Heard by whoever is on the line"
      case .message: "Read by anybody who opens that telephone or mailbox"
      }
    }
  }

  package struct Sentence: Hashable, Sendable {
    package let line: LineID
    /// One text, or each plural form.
    package let forms: [String]
    package let facts: [Fact]
    /// Nodes that say it there, in the order of the script; empty when no node does.
    package let nodes: [NodeID]
    /// The shortest conversation after which it is heard there; `nil` when no node says it.
    package let conversation: [String]?
    /// Interrupts that lead to it, when it is only heard after one.
    package let interrupts: [Interrupt]

    /// Where it is heard, in words.
    package var place: String {
      guard let conversation else {
        return line.hasPrefix("message.") ? "" : Self.moment(ofEngine: line)
      }
      let others = interrupts.map { "/\($0.rawValue)" }.filter { !conversation.contains($0) }
      let also = others.isEmpty ? "" : "; also after " + others.joined(separator: ", ")
      switch conversation {
      case []: return "the first words of the call"
      case ["/inbound"]: return "the first words when the patient calls us" + also
      default: return "after " + conversation.joined(separator: " → ") + also
      }
    }

    private static func moment(ofEngine line: LineID) -> String {
      switch EngineSentence(rawValue: line) {
      case .resume: "when the call goes on after something came up"
      case .bridge: "when the caller does not speak the patient's language"
      case .again: "when an identifier is asked once more"
      case nil: "when the console needs it"
      }
    }
  }
}

extension StrangerSheet {
  /// The sheet of a script of the library; `nil` when there is none that can be read.
  ///
  /// - Parameter locales: the languages wanted; `nil` for every offered one.
  package init?(_ library: ScriptLibrary, script id: String, locales: [String]? = nil) {
    guard let script = library.scripts.first(where: { $0.id == id }) else { return nil }
    let report = library.reports[id]
    let offered = library.policy.languages.filter { locales?.contains($0) ?? true }
    let walk = StrangerWalk(script)
    self.script = id
    clinic = library.policy.neutralName
    structure = StructureHash.of(script)
    states = report?.states ?? 0
    edges = report?.edges ?? 0
    errors = report?.findings.count { $0.severity == .error && !$0.isOfRehearsal } ?? 0
    approval = library.verdicts[id].map(\.description) ?? "it has errors, so it cannot be approved"
    pages = offered.map { locale in
      let book = (library.folders[locale] ?? LocaleFolder(locale: locale)).phrasebook(for: script)
      return Page(
        locale: locale, words: WordsHash.of(book, in: script),
        sections: Self.sections(walk, book, ClinicWords(library.policy)))
    }
  }

  private static func sections(
    _ walk: StrangerWalk, _ book: Phrasebook, _ clinic: ClinicWords
  ) -> [Section] {
    let shown = ShownPhrase(book: book, clinic: clinic)
    return Audience.allCases.compactMap { audience in
      let sentences =
        switch audience {
        case .console: standing(book.engine, shown)
        case .message:
          standing(book.messages.filter { MessageSurface.level(of: $0.key) == .closed }, shown)
        default:
          walk.heard(audience).map { sentence($0, shown) }
        }
      return sentences.isEmpty ? nil : Section(audience: audience, sentences: sentences)
    }
  }

  private static func sentence(_ heard: StrangerWalk.Heard, _ shown: ShownPhrase) -> Sentence {
    Sentence(
      line: heard.line, forms: shown.forms(of: heard.line),
      facts: (shown.book.phrase(heard.line)?.facts ?? []).sorted(), nodes: heard.nodes,
      conversation: heard.conversation, interrupts: heard.interrupts)
  }

  /// Texts that stand by themselves, said or sent at any moment.
  private static func standing(_ phrases: [LineID: Phrase], _ shown: ShownPhrase) -> [Sentence] {
    phrases.sorted { $0.key < $1.key }.map { id, phrase in
      Sentence(
        line: id, forms: shown.forms(of: phrase), facts: phrase.facts.sorted(), nodes: [],
        conversation: nil, interrupts: [])
    }
  }
}
