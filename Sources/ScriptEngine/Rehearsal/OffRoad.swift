import RecallDomain

/// What whoever is on the line says where the caller has left the road of a rehearsal. They stay who
/// they are, answer what is theirs to answer, and lead back to the road where they can, else on to
/// an end that suits them: who wanted to be called another day takes no time that is offered.
struct OffRoad: Hashable, Sendable {
  /// Who was heard last.
  let voice: Turn.Speaker
  /// How the call should have ended.
  let end: Outcome

  struct Answer: Hashable, Sendable {
    /// The words; `nil`: nothing is said, and nothing needs to be.
    let words: String?
    /// The answer of the caller that they stand for; `nil` where they only show that something
    /// was misheard.
    let meant: String?

    static let silence = Answer(words: nil, meant: nil)

    init(words: String?, meant: String?) { (self.words, self.meant) = (words, meant) }

    init(_ speaker: String, _ name: String, meant: String? = nil) {
      self.init(words: "\(speaker).\(name)", meant: meant)
    }
  }

  func answer(at run: CallRun) -> Answer {
    switch voice {
    case .patient, .interpreter: return own(run)
    case .other:
      let speaksForThem = run.gate.level > .closed || run.emergency
      return speaksForThem ? own(run) : strangers(run)
    case .child: return nobodys("child.any", run)
    case .machine: return nobodys("machine.waits", run)
    case .screener: return nobodys("screener.waits", run)
    case .line: return nobodys("line.silence", run)
    }
  }

  // MARK: the patient, or whoever speaks for them

  private func own(_ run: CallRun) -> Answer {
    switch run.prompt {
    case .hear(_, let responses):
      return wish(among: responses.map(\.name)) ?? Answer("patient", "puzzled")
    case .identifier: return Answer("patient", "puzzled")
    case .person: return Answer("patient", "myself")
    case .ask(_, let field): return own(field)
    case .book where end == .scheduled: return Answer("patient", "booking", meant: "booked")
    case .book: return Answer("patient", "none_suit", meant: "none_suit")
    case .leave: return Answer("patient", "here", meant: "not_left")
    case .save, .over: return .silence
    }
  }

  private func own(_ field: CallField) -> Answer {
    // Whom the caller tells is nothing that is heard from the line.
    if field == .handedTo { return Answer(words: nil, meant: "given") }
    let isGiven = PatientManners.given.contains(field)
    return Answer("patient", field.rawValue, meant: isGiven ? "given" : "none")
  }

  private func wish(among possible: [String]) -> Answer? {
    PatientManners.wishes(for: end).first(where: possible.contains).map { name in
      // They can only say that it is not so.
      Answer("patient", name, meant: name == "with_us" ? nil : name)
    }
  }

  // MARK: somebody else

  private func strangers(_ run: CallRun) -> Answer {
    switch run.prompt {
    case .hear(_, let responses):
      let name = PatientManners.ofStrangers.first { wish in responses.contains { $0.name == wish } }
      return name.map { Answer("other", $0, meant: $0) } ?? Answer("other", "unsure")
    case .identifier, .person: return Answer("other", "not_me")
    case .ask(_, .callbackWindow): return Answer("other", "callback_window", meant: "given")
    case .ask(_, let field) where CallField.ofAnEmergency.contains(field) || field == .language:
      return own(field)
    case .ask: return Answer("other", "none", meant: "none")
    case .book: return Answer("other", "unsure", meant: "none_suit")
    case .leave(_, .withPerson): return Answer("other", "takes_word", meant: "left")
    case .leave: return Answer("other", "unsure", meant: "not_left")
    case .save, .over: return .silence
    }
  }

  // MARK: nobody who could answer

  private func nobodys(_ words: String, _ run: CallRun) -> Answer {
    switch run.prompt {
    case .hear(_, let responses):
      let isChild = voice == .child && responses.contains { $0.name == "child" }
      return Answer(words: words, meant: isChild ? "child" : nil)
    case .identifier, .person: return Answer(words: words, meant: nil)
    case .ask(_, .handedTo): return Answer(words: nil, meant: "given")
    case .ask: return Answer(words: words, meant: "none")
    case .book: return Answer(words: words, meant: "none_suit")
    // After the tone a machine is silent.
    case .leave(_, .voicemail) where voice != .child: return Answer(words: nil, meant: "left")
    case .leave: return Answer(words: words, meant: "not_left")
    case .save, .over: return .silence
    }
  }
}
