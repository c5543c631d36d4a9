import RecallDomain
import Testing

@Suite("A number typed for one of a list") struct PickTests {
  @Test("counts from 1, and one that stands beside nothing means nothing")
  func picks() {
    #expect(["a", "b", "c"].picked("1") == "a" && ["a", "b", "c"].picked("3") == "c")
    #expect(["a"].picked("0") == nil && ["a"].picked("2") == nil && [String]().picked("1") == nil)
    #expect(["a"].picked(.min) == nil && ["a"].picked(.max) == nil)
  }

  @Test(
    "is at most four plain digits",
    arguments: [
      "-9223372036854775808", "9223372036854775807", "-1", "+1", "12345", "", " 1", "1.0", "1e2",
      "١",
      "１",
    ])
  func others(_ typed: String) { #expect(Pick.number(typed) == nil) }

  @Test("a reason to skip is a number of the list, a name, or words; never a number beside it")
  func skipping() {
    #expect(SkipReason.read("1") == SkipReason.allCases[0].rawValue)
    #expect(SkipReason.read("the shift ends early") == "the shift ends early")
    for typed in ["-9223372036854775808", "99", "99999", "…", "\u{200B}"] {
      #expect(SkipReason.read(typed) == nil, "\(typed)")
    }
  }
}
