import RecallDomain

@testable import RecallExchange

extension FuzzEntry {
  /// A cell of telephone numbers.
  static let phone = FuzzEntry(name: "phone") { bytes in
    let reading = PhoneNumber.read(bytes[...], decoded: FieldText.decode)
    try promise(
      reading == PhoneNumber.read(FieldText.decode(bytes[...])),
      "a number is the same, read fast or slowly")
    for number in reading.numbers {
      let digits = number.number.utf8.dropFirst()
      try promise(
        number.number.hasPrefix("+") && (7...15).contains(digits.count)
          && digits.allSatisfy { (0x30...0x39).contains($0) } && digits.first != 0x30,
        "every number is E.164")
      try promise(
        !number.number.hasPrefix("+1") || digits.count == 11, "a number at home has ten digits")
      let more = number.extensionDigits ?? "1"
      try promise(
        !more.isEmpty && more.utf8.allSatisfy { (0x30...0x39).contains($0) },
        "an extension is digits")
      try promise(
        PhoneNumber.parse(PhoneNumber.display(number.number)).map(\.number) == [number.number],
        "a number reads as it is shown")
    }
    try promise(
      Set(reading.numbers.map(\.number)).count == reading.numbers.count, "each number once")
  }
}
