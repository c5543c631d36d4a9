/// References of FHIR: relative (`Patient/1`), absolute, `urn:uuid:`, versioned; all to one key.
enum FHIRReference {
  /// The resource's own id: what comes after the last `/`, without a version, or the uuid.
  static func id(_ reference: String) -> String {
    var text = reference
    if let history = text.firstRange(of: "/_history/") {
      text = String(text[..<history.lowerBound])
    }
    if let slash = text.lastIndex(of: "/") { return String(text[text.index(after: slash)...]) }
    return text.hasPrefix("urn:") ? String(text.split(separator: ":").last ?? "") : text
  }

  /// The server that an absolute reference or a full URL names: what stands before type and id, without
  /// the scheme, which a proxy may change.
  static func server(_ reference: String) -> String? {
    guard let scheme = reference.firstRange(of: "://") else { return nil }
    var parts = reference[scheme.upperBound...].split(separator: "/")
    if let history = parts.firstIndex(of: "_history") { parts.removeSubrange(history...) }
    return parts.count < 3 ? nil : parts.dropLast(2).joined(separator: "/").lowercased()
  }

  /// `urn:uuid:…` names one entry of a bundle and no other.
  static func isURN(_ reference: String) -> Bool { reference.hasPrefix("urn:") }

  /// The type the reference names, when it does.
  static func type(_ reference: String) -> String? {
    var parts = reference.split(separator: "/").map(String.init)
    if let history = parts.firstIndex(of: "_history") { parts.removeSubrange(history...) }
    return parts.count >= 2 ? parts[parts.count - 2] : nil
  }
}

extension JSONValue {
  /// The id behind a Reference member.
  func reference(_ key: String) -> String? { self[key]?.text("reference").map(FHIRReference.id) }

  /// Every code and text of a CodeableConcept, most particular first.
  var conceptNames: [String] {
    list("coding").flatMap { [$0.text("code"), $0.text("display")] }.compactMap { $0 }
      + [text("text")].compactMap { $0 }
  }

  /// A CodeableConcept as people read it.
  var conceptText: String? {
    text("text") ?? list("coding").lazy.compactMap { $0.text("display") ?? $0.text("code") }.first
  }

  func hasCode(_ code: String) -> Bool { list("coding").contains { $0.text("code") == code } }
}
