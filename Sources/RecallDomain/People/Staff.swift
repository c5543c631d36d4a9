/// Somebody who works with `recall`.
package struct StaffMember: Hashable, Sendable, Codable {
  /// As typed after `--as`; also how notes name the caller.
  package let id: String
  package var name: String
  package var roles: Set<StaffRole>
  /// Languages, BCP 47 primary subtags, in which this person is qualified to conduct a call.
  package var languages: [String]
  /// The console's language for this person, when chosen.
  package var consoleLocale: String?

  package init(
    id: String, name: String, roles: Set<StaffRole>, languages: [String],
    consoleLocale: String? = nil
  ) {
    self.id = id
    self.name = name
    self.roles = roles
    self.languages = languages
    self.consoleLocale = consoleLocale
  }
}

package enum StaffRole: String, CaseIterable, Codable, Hashable, Sendable {
  case caller, trainer, clinical, office, manager, lead, auditor
}
