package import Foundation

/// A line of a script that a caller found hard to say, or a listener hard to follow: marked in the
/// call with `/stumble`, for whoever owns the script. It is about the line. *Never* holds a value that
/// was spoken: the line stands here as the script has it, with its facts in braces.
package struct Stumble: Hashable, Sendable, Codable {
  /// The call, and the number of the answer in its journal: the key of the write.
  package var id: String
  package var call: CallID
  package var script: String
  /// The compiled script of the call (`RecallStore.edition`); `nil` until the store, which knows it, has
  /// kept the rest.
  package var edition: String?
  /// Where the call stood.
  package var node: String
  package var line: String
  /// In which language it was on the screen, BCP 47.
  package var locale: String
  /// The line as that edition has it.
  package var said: String
  /// The caller's own; empty once they were erased.
  package var words: String
  package var who: String
  package var at: Date

  package init(
    id: String, call: CallID, script: String, edition: String? = nil, node: String, line: String,
    locale: String, said: String, words: String, who: String, at: Date
  ) {
    (self.id, self.call, self.script, self.edition) = (id, call, script, edition)
    (self.node, self.line, self.locale, self.said) = (node, line, locale, said)
    (self.words, self.who, self.at) = (words, who, at)
  }
}
