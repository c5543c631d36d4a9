/// What a blind comparison of one identifier says: all that a screen shows and a journal keeps.
package enum IdentityComparison: String, CaseIterable, Codable, Hashable, Sendable {
  case match
  /// Accepted, but by a nickname, one surname of two, or the like.
  case loose
  case mismatch
  /// An empty line: not given, the next identifier.
  case notGiven
}
