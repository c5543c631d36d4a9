import Foundation
import Testing

@testable import RecallDomain

@Suite("Phone numbers")
struct PhoneNumberTests {
  @Test(
    "the forms people write are one number",
    arguments: [
      "617-253-1000", "(617) 253-1000", "617.253.1000", "6172531000", "1 617 253 1000",
      "+1 617 253 1000", "+16172531000", "Cell: 617-253-1000", "617-253-1000 (h)",
      "tel. 617 253 1000",
    ])
  func forms(_ text: String) {
    #expect(PhoneNumber.parse(text).map(\.number) == ["+16172531000"])
  }

  @Test("what cannot be dialled is refused, and said to be unreadable")
  func refuses() {
    for text in [
      "911", "617-555-01", "253-1000", "117-253-1000", "017-253-1000", "617-153-1000",
      "617-911-1000", "911-253-1000", "691-253-1000 9", "697-253-1000", "1-800-FLOWERS",
      "do not call 617-253-1000", "00 44 20 7946 0958", "+1 617 253", "+0123456789", "６１７２５３１０００x",
    ] {
      let reading = PhoneNumber.read(text)
      #expect(reading.numbers.isEmpty, "\(text)")
      #expect(reading.hasUnreadable, "\(text)")
    }
  }

  @Test("a word for no number is no number and no problem")
  func absences() {
    for text in ["", " ", "none", "N/A", "ninguno", "--", "000-000-0000", "unknown", "no phone"] {
      #expect(PhoneNumber.read(text) == PhoneReading(numbers: [], hasUnreadable: false), "\(text)")
    }
  }

  @Test("extensions and two numbers in a cell are told apart")
  func extensions() {
    let office = PhoneNumber.parse("617.253.1000 x 45")
    #expect(office.map(\.number) == ["+16172531000"])
    #expect(office.first?.extensionDigits == "45")
    #expect(PhoneNumber.parse("617-253-1000, ext. 45").first?.extensionDigits == "45")
    #expect(PhoneNumber.parse("617-253-1000 #7").first?.extensionDigits == "7")
    for text in [
      "617-253-1000/617-253-2000", "617-253-1000 or 617-253-2000", "6172531000 6172532000",
      "617-253-1000; 617-253-2000", "617-253-1000\n617-253-2000", "617-253-1000 o 617-253-2000",
    ] {
      #expect(PhoneNumber.parse(text).map(\.number) == ["+16172531000", "+16172532000"], "\(text)")
    }
    #expect(PhoneNumber.parse("617-253-1000/617-253-1000").count == 1)
    #expect(
      PhoneNumber.parse("cell 617-253-1000 / casa 617-253-2000").map(\.kind) == [.mobile, .home])
    let half = PhoneNumber.read("617-253-1000/2000")
    #expect(half.numbers.count == 1 && half.hasUnreadable)
  }

  @Test("a number of another country needs its plus")
  func international() {
    #expect(PhoneNumber.parse("+44 (0)20 7946 0958").map(\.number) == ["+442079460958"])
    #expect(PhoneNumber.parse("+33 (237) 998327").map(\.number) == ["+33237998327"])
    #expect(PhoneNumber.parse("011 44 20 7946 0958").map(\.number) == ["+442079460958"])
    #expect(PhoneNumber.parse("001 617 253 1000").map(\.number) == ["+16172531000"])
    #expect(PhoneNumber.parse("011 1 617 253 1000").map(\.number) == ["+16172531000"])
    #expect(PhoneNumber.parse("00 617 253 1000").isEmpty)
    #expect(PhoneNumber.parse("(03) 5555 6473").isEmpty)
  }

  @Test("an area code that nobody has is kept and marked")
  func unlikely() {
    #expect(PhoneNumber.parse("555-981-8755").first?.isUnlikely == true)
    #expect(PhoneNumber.parse("555-121-6206").first?.number == "+15551216206")
    #expect(PhoneNumber.parse("(212) 555-0123").first?.isUnlikely == false)
    #expect(PhoneNumber.parse("787-253-1000").first?.isUnlikely == false)
  }

  @Test("a number is displayed in groups")
  func displays() {
    #expect(PhoneNumber.display("+16175550175") == "+1 617 555 0175")
    #expect(PhoneNumber.display("+442079460958") == "+44 207 946 0958")
    #expect(PhoneNumber.display("\u{1B}[2Jx") == "x")
  }

  @Test("every area code that the reference maps to a zone is known")
  func knowsAreaCodes() throws {
    let path = "shared/reference/nanp_map_data.txt"
    let text = ["../", "../../"].lazy
      .compactMap { try? String(contentsOfFile: $0 + path, encoding: .utf8) }.first
    guard let text else {
      print("skipped: ../shared/reference is not there")
      return
    }
    let services: Set<Int> = [456, 500, 880, 881, 882]
    for line in text.split(separator: "\n") {
      let prefix = line.prefix(while: { $0 != "|" })
      guard prefix.count == 4, let code = Int(prefix.dropFirst()), !services.contains(code) else {
        continue
      }
      #expect(AreaCodes.assigned.contains(code), "\(code)")
    }
  }

  @Test("python's phonenumbers, where it is installed, finds possible whatever is read here")
  func oracle() throws {
    let numbers = [
      "617-253-1000", "(212) 555-0123", "555-981-8755", "+44 20 7946 0958", "617-555-01",
    ]
    guard let verdicts = PhoneOracle.possible(numbers) else {
      print("skipped: python3-phonenumbers is not there")
      return
    }
    for (number, isPossible) in zip(numbers, verdicts) {
      #expect(PhoneNumber.parse(number).isEmpty == !isPossible, "\(number)")
    }
  }
}

/// Debian's `python3-phonenumbers`, asked over a pipe.
enum PhoneOracle {
  static func possible(_ numbers: [String]) -> [Bool]? {
    let program = """
      import sys, phonenumbers as p
      for n in sys.argv[1:]:
          try: print(int(p.is_possible_number(p.parse(n, 'US'))))
          except p.NumberParseException: print(0)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + numbers
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map { $0 == "1" }
  }
}
