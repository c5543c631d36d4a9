/// Compares what a caller typed with the record, and says only match or no match (DOMAIN 2,
/// "Gate as a state machine").
///
/// *Never* keeps, returns or prints what was typed or what was expected; a date comes back only as
/// it was read, so that a slip of the finger can be seen.
package enum BlindComparison {
  package enum Reading: Hashable, Sendable {
    /// `readAs`: the date as it was understood; `nil` for everything that is not a date.
    case decided(IdentityComparison, readAs: CivilDate?)
    /// Not readable, which is no try: ask the same again.
    case askAgain(AskAgain)
  }

  package static func compare(
    _ kind: IdentifierKind, typed: String, expected: ExpectedIdentifiers
  ) -> Reading {
    let folded = Folded.text(typed)
    if folded.isEmpty { return .decided(.notGiven, readAs: nil) }
    return switch kind {
    case .fullName: name(folded, expected)
    case .dateOfBirth: date(typed, expected)
    case .postalCode: postalCode(folded, expected)
    case .phoneLast4: lastFour(folded, expected)
    case .mrn: recordNumber(folded, expected)
    }
  }

  /// The representative on record whom this name and relationship mean; both have to agree.
  package static func representative(
    name: String, relationship: String, among representatives: [Representative]
  ) -> Representative? {
    representatives.first { representative in
      guard let recorded = RecordedName(whole: representative.name),
        NameMatch.compare(name, with: recorded) != .mismatch
      else { return false }
      return Kinship.agree(relationship, representative.relationship)
    }
  }

  private static let yes: Set<String> = ["y", "yes", "s", "si"]
  private static let no: Set<String> = ["n", "no"]

  private static func name(_ typed: String, _ expected: ExpectedIdentifiers) -> Reading {
    guard let name = expected.name else { return .decided(.mismatch, readAs: nil) }
    if yes.contains(typed) { return .decided(.match, readAs: nil) }
    if no.contains(typed) { return .decided(.mismatch, readAs: nil) }
    guard typed.contains(where: \.isLetter) else { return .askAgain(.unreadable) }
    return .decided(NameMatch.compare(typed, with: name), readAs: nil)
  }

  private static func date(_ typed: String, _ expected: ExpectedIdentifiers) -> Reading {
    switch StatedBirthDate.read(typed) {
    case .date(let date):
      .decided(date == expected.dateOfBirth ? .match : .mismatch, readAs: date)
    case .twoDigitYear: .askAgain(.twoDigitYear)
    case .impossible: .askAgain(.impossibleDate)
    case .unreadable: .askAgain(.unreadable)
    }
  }

  private static func postalCode(_ typed: String, _ expected: ExpectedIdentifiers) -> Reading {
    guard let stated = PostalCode(typed) else { return .askAgain(.unreadable) }
    let expectsZIP = expected.postalCode.map { $0.allSatisfy(\.isASCIIDigit) && $0.count == 5 }
    if expectsZIP == true, !stated.isZIP { return .askAgain(.unreadable) }
    let matches = stated.compared == expected.postalCode
    return .decided(matches ? .match : .mismatch, readAs: nil)
  }

  /// Four digits; a whole number is compared whole.
  private static func lastFour(_ typed: String, _ expected: ExpectedIdentifiers) -> Reading {
    let digits = typed.filter(\.isASCIIDigit)
    guard typed.allSatisfy({ $0.isASCIIDigit || " -.()+".contains($0) }),
      digits.count == 4 || (10...15).contains(digits.count)
    else { return .askAgain(.unreadable) }
    let matches = expected.phones.contains { $0.hasSuffix(digits) }
    return .decided(matches ? .match : .mismatch, readAs: nil)
  }

  private static func recordNumber(_ typed: String, _ expected: ExpectedIdentifiers) -> Reading {
    guard let stated = RecordNumber.folded(typed), stated.contains(where: \.isNumber) else {
      return .askAgain(.unreadable)
    }
    return .decided(stated == expected.mrn ? .match : .mismatch, readAs: nil)
  }
}

/// Why a value is asked again.
package enum AskAgain: String, CaseIterable, Hashable, Sendable {
  case twoDigitYear = "two-digit-year"
  case impossibleDate = "impossible-date"
  case unreadable
}
