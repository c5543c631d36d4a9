/// Everything one language says in one script: lines, reasons, engine sentences, staff labels, and
/// the facts of the language itself.
package struct Phrasebook: Codable, Hashable, Sendable {
  /// BCP 47.
  package let locale: String
  package let lines: [LineID: Phrase]
  /// What staff read. Keys: response, node.response, interrupt.NAME, queue.NAME, barrier.NAME,
  /// outcome.NAME, outcome.NAME.DETAIL.
  package let labels: [String: String]
  /// Internal reason code → the phrase a patient hears; `default` is always there.
  package let reasons: [String: Phrase]
  /// The sentences the engine itself speaks: `engine.resume`, `engine.language`, `engine.again`.
  package let engine: [LineID: Phrase]
  /// SMS, e-mail and portal texts.
  package let messages: [LineID: Phrase]
  package let language: Language

  package init(
    locale: String, lines: [LineID: Phrase], labels: [String: String], reasons: [String: Phrase],
    engine: [LineID: Phrase], messages: [LineID: Phrase], language: Language
  ) {
    self.locale = locale
    self.lines = lines
    self.labels = labels
    self.reasons = reasons
    self.engine = engine
    self.messages = messages
    self.language = language
  }

  /// A script's line or an engine sentence.
  package func phrase(_ id: LineID) -> Phrase? { lines[id] ?? engine[id] }
}
