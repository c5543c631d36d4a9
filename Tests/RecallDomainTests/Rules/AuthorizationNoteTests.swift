import Testing

@testable import RecallDomain

@Suite("Notes on insurance and authorization")
struct AuthorizationNoteTests {
  @Test(
    "what is settled, or nothing, is not to be looked at",
    arguments: ["none", "No", "N/A", "not required", "Approved", "aprobada", "none; approved", ""])
  func calm(_ note: String) { #expect(!AuthorizationNote.asksForALook(note)) }

  @Test(
    "what is not known to be settled is",
    arguments: [
      "prior authorization pending", "needs PA", "Aetna; needs PA", "approved; expires in May",
    ])
  func look(_ note: String) { #expect(AuthorizationNote.asksForALook(note)) }

  @Test("a settled note is still a note")
  func nothing() {
    #expect(AuthorizationNote.isNothing("N/A") && !AuthorizationNote.isNothing("approved"))
  }
}
