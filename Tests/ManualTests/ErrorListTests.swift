import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

/// The guide errors.md is made from the sources, so that a sentence that is changed, added or lost is seen by
/// whoever reviews the change.
@Suite("The list of errors")
struct ErrorListTests {
  @Test("is the program's own, word for word")
  func asWritten() throws {
    let file = ErrorList.root.appendingPathComponent("Sources/Manual/Guides/errors.md")
    let made = try ErrorListText.document()
    if ProcessInfo.processInfo.environment["RECALL_GOLDEN"] == "write" {
      try Data(made.utf8).write(to: file)
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(
      kept == made,
      "RECALL_GOLDEN=write swift test --filter ErrorList writes it anew; read the diff")
  }

  @Test("has a hint for every sentence that a command ends with")
  func hints() throws {
    let refusals = try ErrorList.refusals()
    #expect(refusals.count > 100)
    for refusal in refusals {
      #expect(!refusal.hints.isEmpty, "\(refusal.file): \(refusal.sentence)")
    }
    for failure in ErrorList.unreadable { #expect(!failure.hint.isEmpty) }
  }

  @Test("leaves out no kind of input that cannot be read")
  func allKinds() {
    let kinds = Set(ErrorList.unreadable.map(ErrorList.kind))
    #expect(kinds == Set(0..<ErrorList.kind(.store(.busy))))
  }

  @Test("has sentences as the style wants them: a small letter first, no full stop")
  func style() throws {
    for refusal in try ErrorList.refusals() {
      let first = try #require(refusal.sentence.first)
      #expect(!first.isUppercase, "\(refusal.sentence)")
      #expect(!refusal.sentence.hasSuffix("."), "\(refusal.sentence)")
    }
  }
}
