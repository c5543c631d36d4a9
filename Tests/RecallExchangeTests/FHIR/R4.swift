import Foundation

/// HL7 FHIR R4 (4.0.1) by the specification's own definitions: elements, how often each may stand,
/// types, targets of references and codes of required bindings, from `Tests/R4/elements.txt`, which
/// was made from the StructureDefinitions.
struct R4 {
  struct Element {
    let least: Int
    /// `nil`: any number.
    let most: Int?
    let types: [String]
    /// What a reference may lead to; empty = anything.
    let targets: Set<String>
    let codes: Set<String>
  }

  static let shared = R4()

  private var elements: [String: Element] = [:]
  /// Elements right below a path.
  private var children: [String: [String]] = [:]

  private init() {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("R4/elements.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count >= 3, let least = Int(cells[1]) else { continue }
      let types = cells.count > 3 ? cells[3].split(separator: ",").map(String.init) : []
      elements[cells[0]] = Element(
        least: least, most: Int(cells[2]),
        types: types.map { String($0.prefix { $0 != "(" }) },
        targets: Set(types.flatMap(Self.targets)),
        codes: Set(cells.count > 4 ? cells[4].split(separator: "|").map(String.init) : []))
      if let dot = cells[0].lastIndex(of: ".") {
        children[String(cells[0][..<dot]), default: []].append(cells[0])
      }
    }
  }

  private static func targets(_ type: String) -> [String] {
    guard let open = type.firstIndex(of: "(") else { return [] }
    return type[type.index(after: open)...].dropLast().split(separator: " ").map(String.init)
      .filter { $0 != "Resource" }
  }

  func knows(_ type: String) -> Bool { elements[type] != nil }

  /// One sentence for each breach; none = valid.
  func problems(_ resource: [String: Any]) -> [String] {
    guard let type = resource["resourceType"] as? String, knows(type) else {
      return ["no resource that is known here"]
    }
    var rest = resource
    rest["resourceType"] = nil
    return problems(rest, at: type) + invariants(resource, type)
  }

  private func problems(_ object: [String: Any], at path: String) -> [String] {
    var found = object.isEmpty ? ["\(path) is empty"] : []
    var seen: Set<String> = []
    // What begins with `_` is beside a primitive value, and we write none.
    for (key, value) in object where !key.hasPrefix("_") {
      guard let (name, type) = element(key, of: path) else {
        found.append("\(path).\(key) is no element")
        continue
      }
      seen.insert(name)
      found += problems(value, of: name, as: type)
    }
    for name in children[path] ?? [] where (elements[name]?.least ?? 0) > 0 && !seen.contains(name)
    {
      found.append("\(name) is missing")
    }
    return found
  }

  /// The element behind a member's name, with its type: `valueString` is `value[x]` as `string`.
  private func element(_ key: String, of path: String) -> (String, String)? {
    let whole = "\(path).\(key)"
    if let element = elements[whole] { return (whole, element.types.first ?? "") }
    for name in children[path] ?? [] where name.hasSuffix("[x]") {
      let stem = name.dropFirst(path.count + 1).dropLast(3)
      guard key.hasPrefix(stem) else { continue }
      let wanted = key.dropFirst(stem.count)
      let type = elements[name]?.types.first {
        $0.prefix(1).uppercased() + $0.dropFirst() == wanted
      }
      if let type { return (name, type) }
    }
    return nil
  }

  private func problems(_ value: Any, of name: String, as type: String) -> [String] {
    guard let element = elements[name] else { return [] }
    guard element.most != 1 else { return one(value, of: name, as: type) }
    guard let list = value as? [Any] else { return ["\(name) is no list"] }
    if list.isEmpty { return ["\(name) is an empty list"] }
    if let most = element.most, list.count > most { return ["\(name) stands too often"] }
    return list.flatMap { one($0, of: name, as: type) }
  }

  private func one(_ value: Any, of name: String, as type: String) -> [String] {
    if type == "Resource" {
      return (value as? [String: Any]).map(problems) ?? ["\(name) is no resource"]
    }
    if let object = value as? [String: Any] { return complex(object, of: name, as: type) }
    return primitive(value, of: name, as: type)
  }

  private func complex(_ object: [String: Any], of name: String, as type: String) -> [String] {
    let isOwn = ["BackboneElement", "Element"].contains(type)
    // A data type that nothing of ours uses is not in the table.
    guard type.hasPrefix("@") || knows(type) || isOwn else { return [] }
    let path = type.hasPrefix("@") ? String(type.dropFirst()) : isOwn ? name : type
    var found = problems(object, at: path)
    let codes = elements[name]?.codes ?? []
    if type == "CodeableConcept", !codes.isEmpty {
      let own = (object["coding"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
      if !own.contains(where: codes.contains) { found.append("\(name) has no code of its list") }
    }
    if type == "Reference" { found += reference(object, of: name) }
    return found
  }

  private func reference(_ object: [String: Any], of name: String) -> [String] {
    let targets = elements[name]?.targets ?? []
    let named = (object["reference"] as? String)?.split(separator: "/").dropLast().last
    let type = named.map(String.init) ?? object["type"] as? String
    guard object["reference"] != nil || object["display"] != nil || object["identifier"] != nil
    else { return ["\(name) refers to nothing"] }
    guard let type, !targets.isEmpty, !targets.contains(type) else { return [] }
    return ["\(name) must not refer to \(type)"]
  }

  private func primitive(_ value: Any, of name: String, as type: String) -> [String] {
    if type == "boolean" { return value is Bool ? [] : ["\(name) is no boolean"] }
    if ["integer", "positiveInt", "unsignedInt"].contains(type) {
      guard let number = value as? Int else { return ["\(name) is no number"] }
      return number < (type == "positiveInt" ? 1 : type == "unsignedInt" ? 0 : .min)
        ? ["\(name) is too small"] : []
    }
    if type == "decimal" { return value is NSNumber ? [] : ["\(name) is no number"] }
    guard let text = value as? String else { return ["\(name) is no \(type)"] }
    if let pattern = Self.patterns[type],
      text.range(of: "^(\(pattern))$", options: .regularExpression) == nil
    {
      return ["\(name) is no \(type)"]
    }
    let codes = elements[name]?.codes ?? []
    return codes.isEmpty || codes.contains(text) ? [] : ["\(name) is not one of its codes"]
  }

  /// As the specification gives them ("Data types").
  private static let patterns: [String: String] = {
    let date = #"([0-9]{3}[1-9]|[1-9][0-9]{3})(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"#
    let time = #"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?"#
    let zone = #"(Z|[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"#
    return [
      "string": #"[ \r\n\t\S]+"#, "markdown": #"[ \r\n\t\S]+"#, "code": #"[^\s]+(\s[^\s]+)*"#,
      "id": #"[A-Za-z0-9\-\.]{1,64}"#, "uri": #"\S+"#, "url": #"\S+"#, "canonical": #"\S+"#,
      "date": date, "dateTime": "\(date)(T\(time)\(zone))?",
      "instant": #"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T"# + time + zone,
    ]
  }()

  /// Invariants of the specification that a table cannot hold, as far as they concern what we write.
  private func invariants(_ resource: [String: Any], _ type: String) -> [String] {
    var found: [String] = []
    if let id = resource["id"] as? String,
      id.range(of: #"^[A-Za-z0-9\-\.]{1,64}$"#, options: .regularExpression) == nil
    {
      found.append("\(type).id is no id")
    }
    if type == "Appointment" {
      let times = [resource["start"] != nil, resource["end"] != nil]
      if times[0] != times[1] { found.append("app-2") }
      let open = ["proposed", "cancelled", "waitlist"].contains(resource["status"] as? String ?? "")
      if !open, !times[0] { found.append("app-3") }
    }
    if type == "Consent", resource["policy"] == nil, resource["policyRule"] == nil {
      found.append("ppc-1")
    }
    if type == "AuditEvent" {
      for entity in resource["entity"] as? [[String: Any]] ?? []
      where entity["name"] != nil && entity["query"] != nil { found.append("sev-1") }
    }
    if type == "RelatedPerson", resource["patient"] == nil { found.append("no patient") }
    return found
  }
}
