import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("A complete clinic")
struct LocaleCompleteTests {
  private let clinic = LocaleFixture()

  @Test("a complete clinic has no findings")
  func complete() { #expect(clinic.told() == []) }
}
