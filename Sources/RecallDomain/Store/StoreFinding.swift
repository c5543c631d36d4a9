/// An invariant that does not hold.
package struct StoreFinding: Hashable, Sendable {
  /// What is wrong, and how often.
  package let sentence: String
  /// The first ids of what it concerns; nothing of a patient beyond them.
  package let places: [String]
  package let advice: String

  package init(sentence: String, places: [String], advice: String) {
    self.sentence = sentence
    self.places = places
    self.advice = advice
  }
}
