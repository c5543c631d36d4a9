/// The value of a field of the call, typed as SCRIPT-FORMAT's closed list says.
package enum FieldValue: Hashable, Sendable, Codable {
  /// Verbatim words, an interpreter's id, or a number in E.164.
  case text(String)
  case window(CallbackWindow)
  case yes
  case no
  case insurance(InsuranceConcernKind, String)
  case decline(DeclineReasonKind, String)
  /// BCP 47.
  case language(String)
  case appointment(GivenAppointment)
}
