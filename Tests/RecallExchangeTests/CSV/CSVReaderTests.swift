import RecallDomain
import Testing

@testable import RecallExchange

@Suite("Reading CSV")
struct CSVReaderTests {
  struct Record: Equatable {
    var line: Int
    var fields: [String]
    var isBroken = false
  }

  func records(_ bytes: [UInt8]) throws -> [Record] {
    let input = try InputBytes(ByteSource(bytes: bytes), name: "list.csv")
    var reader = try CSVReader(input, name: "list.csv")
    var records: [Record] = []
    while let row = try reader.next() {
      records.append(
        Record(
          line: row.line, fields: row.fault == nil ? (0..<row.count).map(row.text) : [],
          isBroken: row.fault != nil))
    }
    return records
  }

  func records(_ text: String) throws -> [Record] { try records(Array(text.utf8)) }

  @Test("quotes, doubled quotes, and newlines inside quotes are data")
  func quoting() throws {
    #expect(
      try records("a,b,c\r\n\"x, \"\"y\"\"\",\"two\nlines\",5\" tall\r\nz,,\r\n") == [
        Record(line: 1, fields: ["a", "b", "c"]),
        Record(line: 2, fields: ["x, \"y\"", "two\nlines", "5\" tall"]),
        Record(line: 4, fields: ["z", "", ""]),
      ])
    #expect(try records("a\n\"\"\nb").map(\.fields) == [["a"], ["b"]])
    #expect(try records("a,b\r1,2\r3,4").map(\.line) == [1, 2, 3])
  }

  @Test("a quote that is never closed costs its own row only")
  func unterminated() throws {
    #expect(
      try records("a,b\n1,2\n\"3,4\n5,6\n7,8\n") == [
        Record(line: 1, fields: ["a", "b"]), Record(line: 2, fields: ["1", "2"]),
        Record(line: 3, fields: [], isBroken: true), Record(line: 4, fields: ["5", "6"]),
        Record(line: 5, fields: ["7", "8"]),
      ])
    #expect(try records("a,b\n\"1\"x,2\n3,4").map(\.isBroken) == [false, true, false])
    #expect(try records("a,b\n1,\"2").map(\.isBroken) == [false, true])
  }

  @Test("the delimiter is the one the header holds most of")
  func delimiters() throws {
    for text in ["a,b\n1,2", "a;b\n1;2", "a\tb\n1\t2", "a|b\n1|2", "sep=;\na;b\n1;2"] {
      #expect(try records(text).map(\.fields) == [["a", "b"], ["1", "2"]], "\(text)")
    }
    #expect(try records("\"a,x\";b;c\n1;2;3").first?.fields == ["a,x", "b", "c"])
  }

  @Test("UTF-8 with a mark, UTF-16 of both orders, and Windows-1252 all read")
  func encodings() throws {
    let text = "name,city\nJosé Ñandú,Ávila 😀\n"
    let expected = [["name", "city"], ["José Ñandú", "Ávila 😀"]]
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(try records([0xEF, 0xBB, 0xBF] + Array(text.utf8)).map(\.fields) == expected)
    #expect(try records([0xFF, 0xFE] + little).map(\.fields) == expected)
    #expect(try records([0xFE, 0xFF] + big).map(\.fields) == expected)
    #expect(try records(little).map(\.fields) == expected)
    let latin = Array("name\nJos".utf8) + [0xE9, 0x20, 0x93] + Array("Pepe".utf8) + [0x94]
    #expect(try records(latin).map(\.fields) == [["name"], ["José “Pepe”"]])
  }

  @Test("a binary file or a workbook is refused with one sentence")
  func binary() throws {
    #expect(throws: ImportFailure.binary("list.csv")) { try records([0x61, 0x00, 0x62, 0x0A]) }
    #expect(throws: ImportFailure.workbook("list.csv")) {
      try records([0x50, 0x4B, 0x03, 0x04, 9])
    }
  }

  @Test("random bytes never end the program")
  func fuzz() throws {
    var seed: UInt64 = 11
    let alphabet = Array("\",;\n\r\t ab1\"\"".utf8) + [0xC3, 0xA9, 0xFF]
    for round in 0..<3_000 {
      var bytes: [UInt8] = []
      for _ in 0..<(round % 40) {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let dice = Int(seed >> 33)
        bytes.append(round % 5 == 0 ? UInt8(dice & 0xFF) : alphabet[dice % alphabet.count])
      }
      _ = try? records(bytes)
    }
  }

  @Test("a long file is read in constant memory, across the edges of chunks")
  func long() throws {
    let row = "\"Delgado, Rosa\",1961-03-04,\"two\nlines\"\n"
    let text = "a,b,c\n" + String(repeating: row, count: 20_000)
    let read = try records(text)
    #expect(read.count == 20_001)
    #expect(
      read.dropFirst().allSatisfy { $0.fields == ["Delgado, Rosa", "1961-03-04", "two\nlines"] })
    #expect(read.last?.line == 2 + 2 * 19_999)
  }
}
