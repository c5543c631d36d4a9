package import RecallDomain

/// What a call runs on: a checked script, its words in every offered language, and what its proof
/// depended on, all pinned by hashes. A call keeps the edition it started with, whatever happens
/// to the files (SCRIPT-FORMAT, "Approval").
package struct Edition: Codable, Hashable, Sendable {
  package let script: Script
  /// By locale tag.
  package let phrasebooks: [String: Phrasebook]
  /// Offered languages, the source first.
  package let languages: [String]
  package let disclosure: Disclosure
  package let identity: IdentityPolicy
  /// `sha256:…` of the merged structure.
  package let structureHash: String
  /// `sha256:…` of the words, by locale.
  package let wordsHashes: [String: String]
  package let approved: Bool

  package init(
    script: Script, phrasebooks: [String: Phrasebook], languages: [String],
    disclosure: Disclosure, identity: IdentityPolicy, structureHash: String,
    wordsHashes: [String: String], approved: Bool
  ) {
    self.script = script
    self.phrasebooks = phrasebooks
    self.languages = languages
    self.disclosure = disclosure
    self.identity = identity
    self.structureHash = structureHash
    self.wordsHashes = wordsHashes
    self.approved = approved
  }
}
