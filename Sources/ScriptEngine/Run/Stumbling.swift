import RecallDomain

/// A line that the caller has before them, as the script has it: *never* with a value filled in.
package struct LineOnScreen: Hashable, Sendable {
  /// Where the call stands; the line may be of a step passed on the way there.
  package let node: NodeID
  package let line: LineID
  /// In which language it is said, BCP 47.
  package let locale: String
  /// With its facts in braces; plural forms one behind the other.
  package let text: String
}

extension CallRun {
  /// The lines whose words stand on the screen, in their order; those that may not be spoken here are
  /// not among them.
  package var linesOnScreen: [LineOnScreen] {
    (utterances.isEmpty ? wordsOfThisPrompt : utterances).compactMap(onScreen)
  }

  /// The same while the language is not settled: the bridge phrase.
  package var bridgeOnScreen: [LineOnScreen] { [bridgeUtterance].compactMap(onScreen) }

  private func onScreen(_ utterance: Utterance) -> LineOnScreen? {
    guard !said(in: nil, [utterance]).texts.isEmpty else { return nil }
    return line(utterance.line, in: utterance.locale ?? locale)
  }

  private func line(_ id: LineID, in locale: String) -> LineOnScreen? {
    guard let phrase = edition.phrasebooks[locale]?.phrase(id), let node = nodeNow else {
      return nil
    }
    return LineOnScreen(node: node, line: id, locale: locale, text: phrase.asWritten)
  }

  /// Marks a line: others read of it, and the call stays where it is, with its words on the screen.
  mutating func mark(
    _ id: LineID, in locale: String, _ words: String
  ) throws(CallRefusal) {
    guard isAtPrompt, let line = line(id, in: locale) else { throw .notHere }
    effects.append(.stumble(line, words: words))
  }
}

extension Phrase {
  /// As the file of its language has it, every plural form.
  package var asWritten: String { templates.map(\.source).joined(separator: " / ") }
}
