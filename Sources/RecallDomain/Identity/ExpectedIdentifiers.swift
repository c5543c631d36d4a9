/// What the record holds to compare a stated identity with. Lives as long as the comparison, is
/// never stored, and prints as nothing.
package struct ExpectedIdentifiers: Sendable {
  let name: RecordedName?
  let dateOfBirth: CivilDate?
  let postalCode: String?
  /// Numbers on file whose last four digits say something: not the dialled one, not one that
  /// turned out to be somebody else's.
  let phones: [String]
  let mrn: String?
  private let answers: [IdentifierKind: String]

  /// `dialled`: E.164; whoever answers a number knows its digits, so they prove nothing.
  package init(patient: Patient, dialled: String) {
    let phones = patient.phones.filter { $0.status != .wrong }.map(\.number)
      .filter { $0.count >= 5 && $0.suffix(4) != dialled.suffix(4) }
    let name = RecordedName(given: patient.firstName, surname: patient.lastName)
    let postalCode = patient.postalCode.flatMap { PostalCode($0) }
    let mrn = patient.mrn.flatMap { RecordNumber.folded($0) }
    self.name = name
    dateOfBirth = patient.dateOfBirth
    self.postalCode = postalCode?.compared
    self.phones = phones
    self.mrn = mrn
    var answers: [IdentifierKind: String] = [:]
    if name != nil { answers[.fullName] = patient.fullName }
    answers[.dateOfBirth] = patient.dateOfBirth?.description
    answers[.postalCode] = postalCode?.compared
    answers[.phoneLast4] = phones.first.map { String($0.suffix(4)) }
    answers[.mrn] = mrn == nil ? nil : patient.mrn
    self.answers = answers
  }

  /// Identifiers that can be asked for at all.
  package var held: Set<IdentifierKind> { Set(answers.keys) }

  /// What a synthetic patient answers, for demo and practice clinics only: *never* shown beside a
  /// live patient's prompt.
  package func demoAnswer(_ kind: IdentifierKind) -> String? { answers[kind] }
}

extension ExpectedIdentifiers: CustomStringConvertible, CustomReflectable {
  package var description: String { "ExpectedIdentifiers" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// A postal code as it is compared: the five digits of a ZIP, or another country's code folded.
struct PostalCode {
  let compared: String
  let isZIP: Bool

  /// `02139`, `02139-4307`, `021394307`; or three to ten letters and digits with a digit among them.
  init?(_ text: String) {
    let kept = Folded.text(text).filter { $0.isLetter || $0.isNumber }
    let isNumeric = kept.allSatisfy(\.isASCIIDigit)
    if isNumeric, kept.count == 5 || kept.count == 9 {
      compared = String(kept.prefix(5))
      isZIP = true
    } else if (3...10).contains(kept.count), kept.contains(where: \.isASCIIDigit) {
      compared = kept
      isZIP = false
    } else {
      return nil
    }
  }
}

/// A medical record number as it is compared: no case, no dashes or spaces, no leading zeros.
enum RecordNumber {
  static func folded(_ text: String) -> String? {
    let kept = Folded.text(text).filter { $0.isLetter || $0.isNumber }
    guard !kept.isEmpty else { return nil }
    let significant = kept.drop(while: { $0 == "0" })
    return significant.isEmpty ? "0" : String(significant)
  }
}
