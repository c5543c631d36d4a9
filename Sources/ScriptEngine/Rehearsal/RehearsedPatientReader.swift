internal import RecallDomain

/// Reads `patient:` of a rehearsal.
enum RehearsedPatientReader {
  static let keys = [
    "name", "date_of_birth", "language", "postal_code", "phone", "other_phone", "mrn", "sensitive",
    "representative", "voicemail", "with_person", "message",
  ]

  static func read(_ node: YamlNode, _ findings: inout Findings) -> RehearsedPatient? {
    let before = findings.all.count
    guard
      let mapping = node.mapping(
        "patient", keys: keys, required: ["name", "date_of_birth"], &findings)
    else { return nil }
    let text = { (key: String, findings: inout Findings) in
      mapping[key]?.text("key \(quoted(key))", &findings)
    }
    let name = text("name", &findings)
    let born = mapping["date_of_birth"].flatMap { date($0, &findings) }
    let language = mapping["language"].flatMap { tag($0, &findings) }
    let postalCode = text("postal_code", &findings)
    let mrn = text("mrn", &findings)
    let phone = mapping["phone"].flatMap { number($0, "phone", &findings) }
    let other = mapping["other_phone"].flatMap { number($0, "other_phone", &findings) }
    let representative = mapping["representative"].flatMap { person($0, &findings) }
    let flag = { (key: String, usual: Bool, findings: inout Findings) in
      mapping[key]?.flag("key \(quoted(key))", &findings) ?? usual
    }
    let sensitive = flag("sensitive", false, &findings)
    let voicemail = flag("voicemail", true, &findings)
    let withPerson = flag("with_person", true, &findings)
    let message = mapping["message"].map { channel($0, &findings) } ?? .sms
    guard findings.all.count == before, let name, let born else { return nil }
    return RehearsedPatient(
      name: name, dateOfBirth: born, language: language, postalCode: postalCode,
      phone: phone ?? RehearsedPatient.usualPhone, otherPhone: other, mrn: mrn,
      sensitive: sensitive, representative: representative, voicemail: voicemail,
      withPerson: withPerson, message: message)
  }

  private static func date(_ node: YamlNode, _ findings: inout Findings) -> CivilDate? {
    guard let text = node.text("key \"date_of_birth\"", &findings) else { return nil }
    if let date = CivilDate(iso: text) { return date }
    findings.format(
      node.place, "date of birth \(quoted(text)) must be a day such as 1961-03-04")
    return nil
  }

  private static func tag(_ node: YamlNode, _ findings: inout Findings) -> String? {
    guard let text = node.text("key \"language\"", &findings) else { return nil }
    if LanguageTag.isTag(text) { return text }
    findings.format(node.place, "language \(quoted(text)) must be a tag such as \"es\"")
    return nil
  }

  /// Only numbers that belong to nobody: a rehearsal is read by many.
  private static func number(
    _ node: YamlNode, _ key: String, _ findings: inout Findings
  ) -> String? {
    guard let text = node.text("key \(quoted(key))", &findings) else { return nil }
    let digits = text.filter(\.isNumber)
    let national = digits.count == 11 && digits.hasPrefix("1") ? String(digits.dropFirst()) : digits
    let end = national.dropFirst(3)
    guard national.count == 10, end.hasPrefix("55501") else {
      findings.format(
        node.place,
        "\(key) \(quoted(text)) must be an invented number such as \"617-555-0142\", "
          + "from 555-0100 to 555-0199")
      return nil
    }
    return "+1" + national
  }

  private static func person(_ node: YamlNode, _ findings: inout Findings) -> Representative? {
    guard
      let mapping = node.mapping(
        "key \"representative\"", keys: ["name", "relationship"],
        required: ["name", "relationship"], &findings),
      let name = mapping["name"]?.text("key \"name\"", &findings),
      let relationship = mapping["relationship"]?.text("key \"relationship\"", &findings)
    else { return nil }
    return Representative(name: name, relationship: relationship, isGuardian: false)
  }

  /// `nil` for `none`.
  private static func channel(_ node: YamlNode, _ findings: inout Findings) -> ContactMethod? {
    let channels: [ContactMethod] = [.sms, .email, .portal]
    guard let text = node.text("key \"message\"", &findings), text != "none" else { return nil }
    if let channel = channels.first(where: { $0.rawValue == text }) { return channel }
    findings.format(
      node.place,
      "message \(quoted(text)) is not known"
        + DidYouMean.hint(for: text, among: channels.map(\.rawValue) + ["none"]))
    return nil
  }
}
