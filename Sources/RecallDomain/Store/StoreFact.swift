/// One thing that a store says of itself: engine, place, a setting, a count. Nothing of a patient.
package struct StoreFact: Hashable, Sendable {
  /// `open recalls`, or a setting as the engine calls it. Its text in each language is `status.fact.NAME`
  /// of `console.yaml`, with hyphens; a setting has none, and keeps its name.
  package let name: String
  /// In English where it is words.
  package let value: String
  /// Their text in each language is `status.value.WORDS`; `nil`: the value is data.
  package let words: String?
  /// What that text has in braces.
  package let filling: [String: String]

  package init(
    _ name: String, _ value: String, words: String? = nil, _ filling: [String: String] = [:]
  ) {
    (self.name, self.value, self.words, self.filling) = (name, value, words, filling)
  }
}
