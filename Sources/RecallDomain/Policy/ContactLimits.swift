/// Contacts, not dials: a dial and its voicemail are one; dead, engaged and failed dials are none.
package struct ContactLimits: Hashable, Sendable, Codable {
  package var contactsPerDay: Int
  package var contactsPerWeek: Int
  /// Of a number that gets a text, whatever the clinic's own caps: calls and texts together, as the
  /// law counts them for health messages (47 CFR 64.1200(a)(9)(iv)).
  package static let textable = ContactLimits(contactsPerDay: 1, contactsPerWeek: 3)

  package init(contactsPerDay: Int = 1, contactsPerWeek: Int = 3) {
    self.contactsPerDay = contactsPerDay
    self.contactsPerWeek = contactsPerWeek
  }
}
