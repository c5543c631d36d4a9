/// One resource as it was read: its bytes, so that many can be kept in little memory.
struct FHIRResource {
  /// `nil`: the value is no resource.
  private(set) var type: String?
  private(set) var id: String?
  /// Members by name; none of a type that nothing is made of.
  private(set) var members: [String: JSONValue] = [:]
  /// The same as text.
  private(set) var bytes: [UInt8] = [0x7B]
  /// Longer than `FHIRSource.largestResource`, and not read to its end.
  var isTooLarge = false

  /// Nothing is made of it: its members are not worth reading.
  var isIgnored: Bool { type.map { !FHIRCollection.usedTypes.contains($0) } ?? false }

  var value: JSONValue { .object(members) }

  mutating func add(_ name: String, _ value: JSONValue, _ text: [UInt8]) {
    switch name {
    case "resourceType": type = value.string
    case "id": id = value.string
    // A name that would need escapes is none of FHIR's.
    case _ where name.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }): return
    default: break
    }
    members[name] = value
    if bytes.count > 1 { bytes.append(0x2C) }
    bytes.append(0x22)
    bytes += name.utf8
    bytes += [0x22, 0x3A]
    bytes += text
  }

  /// What was kept of a resource, read again.
  static func value(of bytes: [UInt8]) -> JSONValue {
    var reader = JSONReader(bytes + [0x7D])
    return (try? reader.value()) ?? .null
  }
}
