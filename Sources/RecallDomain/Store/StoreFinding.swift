/// An invariant that does not hold.
package struct StoreFinding: Hashable, Sendable {
  /// Its text in each language is `check.ID` of `console.yaml`.
  package let id: String
  /// What is wrong, and how often: in English, for errors and for what other programs read.
  package let sentence: String
  /// How often; `nil`: it cannot be counted.
  package let count: Int?
  /// What the text has for `{detail}`: a table, or what the database says of the file.
  package let detail: String?
  /// The first ids of what it concerns; nothing of a patient beyond them.
  package let places: [String]
  /// Its text in each language is `check.advice.ID`.
  package let adviceID: String
  package let advice: String

  /// Stands in the place of a telephone number.
  package static let aNumber = "a number"

  package init(
    id: String, sentence: String, count: Int?, detail: String?, places: [String],
    adviceID: String, advice: String
  ) {
    (self.id, self.sentence, self.count, self.detail) = (id, sentence, count, detail)
    (self.places, self.adviceID, self.advice) = (places, adviceID, advice)
  }
}
