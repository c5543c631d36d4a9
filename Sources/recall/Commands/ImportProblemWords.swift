import ScriptEngine

/// What is wrong with a row, in the console's language. Reports for programs and the rejects file
/// keep the English sentence, which is the key here; one that is not listed stays as it is.
struct ImportProblemWords {
  let phrases: StaffPhrases

  /// - Parameter field: the column, whose name may stand before the sentence, in every language.
  func text(_ sentence: String, field: String? = nil) -> String {
    if let text = translated(sentence) { return text }
    guard let field, sentence.hasPrefix(field + " ") else { return sentence }
    let rest = String(sentence.dropFirst(field.count + 1))
    if let text = translated(rest) { return "\(field) \(text)" }
    guard rest.hasSuffix(Self.leftOut),
      let text = translated(String(rest.dropLast(Self.leftOut.count)))
    else { return sentence }
    return phrases.text("import.left-out", ["problem": "\(field) \(text)"])
  }

  private static let leftOut = " and is left out"

  private func translated(_ sentence: String) -> String? {
    if let key = Self.keys[sentence] { return phrases.text("import.problem.\(key)") }
    let (pattern, numbers) = Self.pattern(of: sentence)
    guard !numbers.isEmpty, let key = Self.keys[pattern] else { return nil }
    return phrases.text("import.problem.\(key)", numbers)
  }

  /// `the row has 4 columns, the header 15` as `the row has {a} columns, the header {b}`.
  private static func pattern(of sentence: String) -> (String, [String: String]) {
    var names = ["b", "a"]
    var (pattern, numbers): (String, [String: String]) = ("", [:])
    var rest = sentence[...]
    while let start = rest.firstIndex(where: \.isASCIIDigit), let name = names.popLast() {
      let number = rest[start...].prefix(while: \.isASCIIDigit)
      pattern += rest[..<start] + "{\(name)}"
      numbers[name] = String(number)
      rest = rest[number.endIndex...]
    }
    return (pattern + rest, numbers)
  }

  private static let duplicate =
    "looks like another record of the same person; held back until somebody has looked"

  /// English sentence, without the column's name, to the key of `console.yaml`.
  static let keys: [String: String] = [
    "is missing": "missing",
    "is not a date (month first)": "not-a-date",
    "is not a date and a time (month first)": "not-a-moment",
    "has a two-digit year that could mean two centuries": "two-centuries",
    "has an unlikely year": "unlikely-year",
    "is in the future": "in-the-future",
    "is too long ago": "too-long-ago",
    "is too long": "too-long",
    "is not one of clinic.yaml": "not-of-clinic",
    "is not mapped to a segment in clinic.yaml": "not-mapped",
    "is not a number that can be dialled": "not-dialled",
    "has an area code that is not in service": "area-code",
    "is not an address": "not-an-address",
    "is not a postal code": "not-a-postal-code",
    "is not a state of the United States": "not-a-state",
    "is not a known zone": "not-a-zone",
    "is not a known language": "not-a-language",
    "is not known": "not-known",
    "is not a kind of telephone": "not-a-telephone",
    "is neither yes nor no; taken as yes": "taken-as-yes",
    "is neither yes nor no; taken as no": "taken-as-no",
    "is neither yes nor no; taken as unsaid": "taken-as-unsaid",
    "is not a known word; taken as booked": "taken-as-booked",
    "is not a known word; taken as not open": "taken-as-not-open",
    "is not 1 to 9": "not-a-priority",
    "is before due_date": "before-due",
    "names something that is not known; it is left out": "needs-unknown",
    "has no relationship beside it": "no-relationship",
    "is not a number of minutes": "not-minutes",
    "is not a time after the start": "not-after-start",
    "is another person's on record: the name and the birth date differ": "other-person",
    "is another patient's on record": "other-recall",
    "whether the patient has died is not said as FHIR says it; taken as yes": "fhir-deceased",
    "the id is another person's in the same import": "fhir-shared-id",
    "two people or two servers share the id it refers to; whose it is is not known": "fhir-doubt",
    "the same recall stands in the list before, otherwise; the row before counts": "twin",
    "the file ends here without a line end, and the last cell may be cut off": "torn-end",
    "the name holds line breaks and digits, as rows in one cell do": "name-rows",
    "Bundle without a resource": "fhir-empty",
    "reason and segment are missing": "reason-missing",
    "the name is missing": "name-missing",
    "the name is too long": "name-too-long",
    "the start is missing": "start-missing",
    "the time is missing": "time-missing",
    "the time is missing; the day counts to its end": "whole-day",
    "the row is too long": "row-too-long",
    "the row holds zero bytes, as a torn file does": "zeros",
    "the row has {a} columns, the header {b}": "columns",
    "a quote is not closed, or text follows it": "quoting",
    "a quote is not closed, or the row is longer than {a} KiB": "endless",
    // Longer than a line.
    duplicate: "duplicate",
    "the rejects file could not be written": "rejects-file",
    "no-number": "no-number",
    "the patient has no name": "fhir-name",
    "the patient has no id": "fhir-id",
    "the birth date is missing: identity cannot be verified": "fhir-no-birth",
    "the birth date is not a whole date in the past": "fhir-birth",
    "a number cannot be dialled": "fhir-number",
    "a number has an area code that is not in service": "fhir-area-code",
    "the language is not a known language": "fhir-language",
    "the record is replaced by another and is inactive": "fhir-replaced",
    "the line is not readable": "fhir-line",
    "no reason or code is mapped to a segment in clinic.yaml": "fhir-reason",
    "the request has no date or period": "fhir-when",
    "the appointment names no patient": "fhir-no-patient",
    "the patient it refers to is not in the input; import both together": "fhir-patient",
    "the value is no FHIR resource": "fhir-resource",
    "time that is past": "past",
    "is not a known word": "not-a-word",
    "is neither a number nor an e-mail address": "neither-number",
    "nobody in the list is reached there, and no message went there": "unknown-sender",
    "the text is missing": "text-missing",
    "message that is on its way": "on-its-way",
    "Appointment without an id, a start or a known status": "fhir-appointment",
    "Slot that is past, or has no id, start or end": "fhir-slot",
    "ServiceRequest that is not active": "fhir-inactive",
  ]
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
