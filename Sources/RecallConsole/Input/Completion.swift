import RecallDomain

/// What the word at the cursor could be. Tab in two pure steps: text before the cursor → kind →
/// words. Names of patients are never among them.
enum CompletionKind: Equatable {
  case mainVerb
  case argument(of: MainVerb)
  /// Behind `open ID`.
  case openHow
  /// The first word at a prompt of a call: what this prompt offers.
  case answer
  /// The word behind one of a prompt's own words, such as a reason behind `skip`.
  case answerArgument(of: String)
  /// A word that begins with `/`.
  case command
  case commandArgument(CallCommand, words: [String])
  case nothing

  static func atMainPrompt(_ line: String, _ typed: TypedWords = .none) -> CompletionKind {
    let words = Self.words(line)
    guard words.count > 1 else { return .mainVerb }
    guard case .verb(let verb, _) = MainReading.read(words[0], typed) else { return .nothing }
    if words.count == 2 { return .argument(of: verb) }
    if verb == .last, words.count >= 3, LastWish.read(words[1], typed)?.isCorrection ?? false {
      return .commandArgument(.end, words: Array(words.dropFirst(2).dropLast()))
    }
    return words.count == 3 && verb == .open ? .openHow : .nothing
  }

  static func inCall(_ line: String, _ typed: TypedWords = .none) -> CompletionKind {
    let words = Self.words(line)
    let first = words[0]
    guard words.count > 1 else { return first.hasPrefix("/") ? .command : .answer }
    guard first.hasPrefix("/") else {
      return words.count == 2 ? .answerArgument(of: Folded.text(first)) : .nothing
    }
    guard case .command(let command, _) = CommandReading.read(first, typed) else { return .nothing }
    return .commandArgument(command, words: Array(words.dropFirst().dropLast()))
  }

  /// The words so far; the last is the one at the cursor, empty after a space.
  private static func words(_ line: String) -> [String] {
    let words = line.split(separator: " ").map(String.init)
    return line.isEmpty || line.last == " " ? words + [""] : words
  }
}

/// The second step: the words for a kind.
struct CompletionWords {
  let segments: [String]
  let languages: [String]
  /// Entries of the list shown last, by ID; names of patients are never among the words.
  var recalls: [String] = []
  /// What the prompt itself offers: responses, picks, `none`.
  var answers: [String] = []
  /// What may stand behind one of the answers.
  var arguments: [String: [String]] = [:]
  var typed = TypedWords.none
  /// The console's: its words are offered beside the English names.
  var locale = "en"

  /// At the main prompt.
  func fittingMain(_ line: String) -> [String] {
    Self.fitting(words(for: .atMainPrompt(line, typed)), line)
  }

  /// At a prompt of a call.
  func fittingCall(_ line: String) -> [String] {
    Self.fitting(words(for: .inCall(line, typed)), line)
  }

  /// A name with the console's words for it.
  private func both(_ kind: String, _ name: String, before sign: String = "") -> [String] {
    let words = typed.words("\(kind).\(name)", in: locale)
    return ([name] + words.filter { $0 != name && !$0.contains(" ") }).map { sign + $0 }
  }

  func words(for kind: CompletionKind) -> [String] {
    switch kind {
    case .mainVerb: verbs
    case .argument(let verb): words(for: verb.argument)
    case .openHow: OpenHow.words.flatMap { both("word", $0) }
    case .answer: answers
    case .answerArgument(let word): behind(word)
    case .command:
      CallCommand.allCases.flatMap { both("command", $0.rawValue, before: "/") }
        + Interrupt.allCases.flatMap { both("interrupt", $0.rawValue, before: "/") }
    case .commandArgument(.end, let before): endings(before)
    case .commandArgument(.contact, let before): contacts(before)
    case .commandArgument(.locale, []), .commandArgument(.console, []): languages
    case .commandArgument, .nothing: []
    }
  }

  private var verbs: [String] { MainVerb.allCases.flatMap { both("verb", $0.rawValue) } }

  /// Those that begin as the text's last word does, whatever its case.
  static func fitting(_ words: [String], _ line: String) -> [String] {
    let last = Folded.text(line.split(separator: " ", omittingEmptySubsequences: false).last ?? "")
    return words.filter { last.isEmpty || Folded.text($0).hasPrefix(last) }
  }

  private func words(for argument: MainVerb.Argument) -> [String] {
    switch argument {
    case .segment: segments
    case .queue:
      QueueName.allCases.map(\.rawValue)
        + InboxVerb.allCases.flatMap { both("inbox", $0.rawValue) }
    case .language: languages
    case .verb: verbs
    case .recall, .recallAndInbound: recalls
    case .practice:
      PracticeVerb.allCases.flatMap { both("practice", $0.rawValue) }
        + both("verb", MainVerb.last.rawValue) + both("command", CallCommand.note.rawValue)
    case .block: both("word", "off")
    case .note: LastWish.words.flatMap { both("word", $0) }
    case .none, .number: []
    }
  }

  private func behind(_ word: String) -> [String] {
    let meant = arguments.keys.filter { !word.isEmpty && $0.hasPrefix(word) }
    return meant.count == 1 ? arguments[meant[0]] ?? [] : []
  }

  private func contacts(_ before: [String]) -> [String] {
    guard let first = before.first else {
      return ContactWordAfter.offered.flatMap { both("contact", $0) }
    }
    guard let word = ContactWordAfter.named(first, typed) else { return [] }
    switch (word, before.count) {
    case (.channels, 1), (.calls, 1): return both("word", "yes") + both("word", "no")
    case (.channels([.voicemail]), 2), (.channels([.sms]), 2): return both("word", "this")
    case (.only, 1): return both("word", "this") + both("word", "off")
    case (.need, 1): return ContactNeed.allCases.flatMap { both("need", $0.rawValue) }
    case (.need, 2): return both("word", "off")
    case (.prefer, 1): return ContactMethod.allCases.flatMap { both("contact", $0.rawValue) }
    default: return []
    }
  }

  private func endings(_ before: [String]) -> [String] {
    guard let first = before.first else { return Outcome.allCases.map(\.rawValue) }
    guard before.count == 1, let outcome = Outcome(rawValue: first) else { return [] }
    return outcome.details.map(\.rawValue)
  }
}
