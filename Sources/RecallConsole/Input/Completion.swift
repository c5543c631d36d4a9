import RecallDomain

/// What the word at the cursor could be. Tab in two pure steps: text before the cursor → kind →
/// words. Names of patients are never among them.
enum CompletionKind: Equatable {
  case mainVerb
  case argument(of: MainVerb)
  /// The first word at a prompt of a call: what this prompt offers.
  case answer
  /// A word that begins with `/`.
  case command
  case commandArgument(CallCommand, words: [String])
  case nothing

  static func atMainPrompt(_ line: String) -> CompletionKind {
    let words = Self.words(line)
    guard words.count > 1 else { return .mainVerb }
    guard words.count == 2, case .verb(let verb, _) = MainReading.read(words[0]) else {
      return .nothing
    }
    return .argument(of: verb)
  }

  static func inCall(_ line: String) -> CompletionKind {
    let words = Self.words(line)
    let first = words[0]
    guard words.count > 1 else { return first.hasPrefix("/") ? .command : .answer }
    guard first.hasPrefix("/"), case .command(let command, _) = CommandReading.read(first) else {
      return .nothing
    }
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
  /// What the prompt itself offers: responses, picks, `none`.
  var answers: [String] = []

  func words(for kind: CompletionKind) -> [String] {
    switch kind {
    case .mainVerb: MainVerb.allCases.map(\.rawValue)
    case .argument(let verb): words(for: verb.argument)
    case .answer: answers
    case .command:
      CallCommand.allCases.map { "/" + $0.rawValue } + Interrupt.allCases.map { "/" + $0.rawValue }
    case .commandArgument(.end, let before): endings(before)
    case .commandArgument(.locale, []), .commandArgument(.console, []): languages
    case .commandArgument, .nothing: []
    }
  }

  /// Those that begin as the text's last word does, whatever its case.
  static func fitting(_ words: [String], _ line: String) -> [String] {
    let last = Folded.text(line.split(separator: " ", omittingEmptySubsequences: false).last ?? "")
    return words.filter { last.isEmpty || Folded.text($0).hasPrefix(last) }
  }

  private func words(for argument: MainVerb.Argument) -> [String] {
    switch argument {
    case .segment: segments
    case .queue: QueueName.allCases.map(\.rawValue)
    case .language: languages
    case .verb: MainVerb.allCases.map(\.rawValue)
    case .none, .recall, .recallAndInbound, .number: []
    }
  }

  private func endings(_ before: [String]) -> [String] {
    guard let first = before.first else { return Outcome.allCases.map(\.rawValue) }
    guard before.count == 1, let outcome = Outcome(rawValue: first) else { return [] }
    return outcome.details.map(\.rawValue)
  }
}
