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
  /// May be used live: its structure, its policy and the words of the source language are approved
  /// as they are.
  package let approved: Bool
  /// `nil` in an edition that an earlier program kept: then all or none, as `approved` says.
  private let approvedIn: [String]?

  /// - Parameter approvedLanguages: `nil` = every language of an approved edition.
  package init(
    script: Script, phrasebooks: [String: Phrasebook], languages: [String],
    disclosure: Disclosure, identity: IdentityPolicy, structureHash: String,
    wordsHashes: [String: String], approved: Bool, approvedLanguages: [String]? = nil
  ) {
    self.script = script
    self.phrasebooks = phrasebooks
    self.languages = languages
    self.disclosure = disclosure
    self.identity = identity
    self.structureHash = structureHash
    self.wordsHashes = wordsHashes
    self.approved = approved
    approvedIn = approvedLanguages
  }

  /// Languages whose words are approved as they are, the source first: the only ones that a live
  /// call may be spoken in.
  package var approvedLanguages: [String] {
    guard let approvedIn else { return approved ? languages : [] }
    return languages.filter(approvedIn.contains)
  }
}
