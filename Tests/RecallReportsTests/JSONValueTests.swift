import RecallReports
import Testing

@Suite("a JSON document")
struct JSONValueTests {
  @Test("keeps the order of keys and prints null where a value is missing")
  func order() {
    let value: JSONValue = ["zebra": .int(1), "apple": .text(nil), "list": [.bool(true), 1.5]]
    #expect(
      value.document == """
        {
          "zebra": 1,
          "apple": null,
          "list": [
            true,
            1.5
          ]
        }
        """)
  }

  @Test("escapes what would disturb a terminal or a reader")
  func escapes() {
    let value = JSONValue.string("a\"b\\c\n\u{1B}[2J\u{9B}\u{202E}é")
    #expect(value.document == #""a\"b\\c\n\u001b[2J\u009b\u202eé""#)
  }

  @Test("prints an empty list as one")
  func empty() {
    #expect(JSONValue.list([]).document == "{\n  \"items\": [],\n  \"count\": 0\n}")
  }
}

extension JSONValue: ExpressibleByFloatLiteral {
  package init(floatLiteral value: Double) { self = .double(value) }
}
