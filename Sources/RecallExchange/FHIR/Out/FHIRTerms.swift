internal import Foundation
internal import RecallDomain

/// Codes, ids and types that several resources share (FHIR R4; DOMAIN 7).
struct FHIRTerms {
  let zone: Zone

  /// Instants carry the offset of the clinic.
  func instant(_ date: Date) -> FHIRValue { .text(InstantText.rfc3339(date, in: zone)) }
  func instant(_ date: Date?) -> FHIRValue? { date.map { instant($0) } }

  static func day(_ date: CivilDate?) -> FHIRValue? { .optional(date?.description) }

  static func coding(_ system: String, _ code: String, _ display: String? = nil) -> FHIRValue {
    .members([
      ("system", .text(system)), ("code", .text(code)), ("display", .optional(display)),
    ])
  }

  static func concept(_ codings: [FHIRValue] = [], text: String? = nil) -> FHIRValue {
    .members([("coding", .list(codings)), ("text", .optional(text))])
  }

  static func reference(_ type: String, _ id: String) -> FHIRValue {
    .members([("reference", .text("\(type)/\(FHIRID.of(id))"))])
  }

  /// Somebody or something without a resource of its own.
  static func named(_ type: String, _ name: String?) -> FHIRValue? {
    name.map { .members([("type", .text(type)), ("display", .text($0))]) }
  }

  static func `extension`(_ name: String, _ type: String, _ value: FHIRValue?) -> FHIRValue? {
    value.map { .members([("url", .text(OwnFHIR.url(name))), ("value\(type)", $0)]) }
  }

  /// A resource with its type, id, and, where the id could not be FHIR's as it is, the true one.
  static func resource(
    _ type: String, _ id: String, _ members: [(String, FHIRValue?)]
  ) -> FHIRValue {
    var own: FHIRValue?
    if FHIRID.of(id) != id {
      own = .members([("system", .text(OwnFHIR.url("id"))), ("value", .text(id))])
    }
    var rest = members
    if let own {
      if let place = rest.firstIndex(where: { $0.0 == "identifier" }) {
        if case .list(let others)? = rest[place].1 { rest[place].1 = .list([own] + others) }
      } else {
        rest.insert(("identifier", .list([own])), at: 0)
      }
    }
    return .members([("resourceType", .text(type)), ("id", .text(FHIRID.of(id)))] + rest)
  }
}

/// What is ours in a bundle: extensions and identifiers that our own import reads again.
enum OwnFHIR {
  private static let root = "urn:x-recall:"

  static func url(_ name: String) -> String { root + name }

  /// The id that a resource has with us, where FHIR's own could not hold it.
  static func id(_ resource: JSONValue) -> String? {
    resource.list("identifier").first { $0.text("system") == url("id") }?.text("value")
  }

  /// The extension of this name, anywhere on an element.
  static func value(_ name: String, _ type: String, of element: JSONValue) -> JSONValue? {
    element.list("extension").first { $0.text("url") == url(name) }?["value\(type)"]
  }

  static func text(_ name: String, of element: JSONValue, _ type: String = "String") -> String? {
    value(name, type, of: element)?.string
  }
}

/// A logical id: at most 64 letters, digits, `-` and `.`. Ids of a clinic that are something else
/// are written as a hash of theirs, always the same, with the true one as identifier.
enum FHIRID {
  static func of(_ id: String) -> String {
    let fits = (1...64).contains(id.utf8.count) && id.utf8.allSatisfy(isAllowed)
    return fits ? id : "x-\(hash(id))"
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// Twice with different beginnings: 128 bits.
  private static func hash(_ text: String) -> String {
    [StableSum.beginning, 0x9E37_79B9_7F4A_7C15]
      .map { StableSum(of: text, from: $0).digits }.joined()
  }
}
