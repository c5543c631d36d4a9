package import RecallDomain

/// What a script does and says at one time, as far as an approval covers it.
package struct ScriptContent: Sendable {
  package let script: Script
  /// By locale tag: the languages there are words in.
  package let books: [String: Phrasebook]
  package let disclosure: Disclosure
  package let identity: IdentityPolicy
  /// `sha256:…`; `nil` when it was not kept.
  package let policyHash: String?

  package init(
    script: Script, books: [String: Phrasebook], disclosure: Disclosure, identity: IdentityPolicy,
    policyHash: String?
  ) {
    self.script = script
    self.books = books
    self.disclosure = disclosure
    self.identity = identity
    self.policyHash = policyHash
  }

  package init(_ edition: Edition, policyHash: String? = nil) {
    self.init(
      script: edition.script, books: edition.phrasebooks, disclosure: edition.disclosure,
      identity: edition.identity, policyHash: policyHash)
  }

  /// What the files say now; `nil` when the script cannot be read.
  package init?(of id: String, in library: ScriptLibrary) {
    guard let script = library.scripts.first(where: { $0.id == id }) else { return nil }
    self.init(
      script: script, books: library.folders.mapValues { $0.phrasebook(for: script) },
      disclosure: Disclosure(library.policy.disclosure), identity: library.policy.identity,
      policyHash: library.policyHash(of: id))
  }
}
