internal import RecallDomain

/// The rules for ids in scripts (SCRIPT-FORMAT, "Formats" and `format`).
enum ScriptNames {
  /// Nodes, responses, parts of a line id: `[a-z][a-z0-9_]*`.
  static func isPart(_ name: some StringProtocol) -> Bool { isName(name, joint: "_") }

  /// Scripts and fragments: `[a-z][a-z0-9-]*`.
  static func isScript(_ name: some StringProtocol) -> Bool { isName(name, joint: "-") }

  /// A line id is parts with dots between them: `opening.greeting`.
  static func isLine(_ name: String) -> Bool {
    name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isPart($0) }
  }

  /// Why no node may be called this, or `nil`: its id is the name of its prompt, so it must not be
  /// another prompt's.
  static func problem(ofNode id: String) -> String? {
    if !isPart(id) { return shape("node", id) }
    if ["recall", "dial", "dialled", "save"].contains(id) {
      return "node \(quoted(id)) is named like a prompt of the console"
    }
    let identifiers = IdentifierKind.allCases.map(\.rawValue)
    if (identifiers + ["person_name", "person_relationship"]).contains(id) {
      return "node \(quoted(id)) is named like an identifier"
    }
    return id == "resume" ? "node \"resume\" is named like the way back" : nil
  }

  /// Why no response may be called this, or `nil`: the caller types either.
  static func problem(ofResponse name: String) -> String? {
    if !isPart(name) { return shape("response", name) }
    if let interrupt = Interrupt(rawValue: name) {
      return "response \(quoted(interrupt.rawValue)) is named like an interrupt"
    }
    if let interrupt = Interrupt.allCases.first(where: { $0.code == name }) {
      return "response \(quoted(name)) is named like the code of interrupt "
        + quoted(interrupt.rawValue)
    }
    return nil
  }

  private static func shape(_ kind: String, _ name: String) -> String {
    "\(kind) \(quoted(name)) must be small letters, digits and \"_\", a letter first"
  }

  private static func isName(_ name: some StringProtocol, joint: Unicode.Scalar) -> Bool {
    guard let first = name.unicodeScalars.first, ("a"..."z").contains(first) else { return false }
    return name.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == joint
    }
  }
}
