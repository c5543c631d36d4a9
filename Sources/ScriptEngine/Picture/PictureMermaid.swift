import RecallDomain

/// A picture as a Mermaid flowchart, for pages that draw one from text.
package enum PictureMermaid {
  package static func text(_ picture: ScriptPicture) -> String {
    let graph = PictureGraph(picture)
    var lines = ["flowchart TD"]
    lines += group("before", "Anybody may be listening", graph.before)
    if graph.hasGate {
      lines.append(
        "  \(PictureGraph.gate)[[\(quoted(["IDENTITY GATE: below only to somebody verified"]))]]")
      lines += group("after", "Only to somebody who was verified", graph.after)
    }
    lines += group("interrupts", "May come up at any prompt", graph.interrupts)
    lines += graph.edges.map(edge)
    return (lines + classes).joined(separator: "\n") + "\n"
  }

  private static func group(
    _ name: String, _ title: String, _ nodes: [PictureGraph.Node]
  ) -> [String] {
    guard !nodes.isEmpty else { return [] }
    return ["  subgraph \(name)[\(quoted([title]))]"] + nodes.map { "    " + node($0) } + ["  end"]
  }

  private static func node(_ node: PictureGraph.Node) -> String {
    let label = quoted(node.box.lines)
    switch node.box.kind {
    case .outcome(let outcome): return "\(node.name)([\(label)]):::\(className(outcome))"
    case .gate: return "\(node.name)[\(label)]:::verify"
    case .head: return "\(node.name)[\(label)]:::head"
    case .goesTo, .resumes: return "\(node.name)[\(label)]:::elsewhere"
    case .step: return "\(node.name)[\(label)]" + (node.box.fragment == nil ? "" : ":::shared")
    }
  }

  private static func edge(_ edge: PictureGraph.Edge) -> String {
    let arrow = edge.isRoad ? "==>" : "-->"
    let label = edge.answer.map { "|\(quoted(PictureWords.lines($0, width: 24)))|" } ?? ""
    return "  \(edge.from) \(arrow)\(label) \(edge.to)"
  }

  private static func className(_ outcome: Outcome) -> String {
    outcome.rawValue.replacing("-", with: "_")
  }

  private static var classes: [String] {
    [
      "  classDef shared fill:#E9E9E4,stroke:#1A1A1A,color:#1A1A1A",
      "  classDef verify fill:#FFFFFF,stroke:#0B3C6F,stroke-width:3px,color:#1A1A1A",
      "  classDef head fill:#3A3A3A,stroke:#3A3A3A,color:#FFFFFF",
      "  classDef elsewhere fill:#FFFFFF,stroke:#999999,stroke-dasharray:3 2,color:#1A1A1A",
    ]
      + Outcome.allCases.map { outcome in
        let tint = OutcomeTint.of(outcome)
        return "  classDef \(className(outcome)) fill:\(tint.fill),stroke:\(tint.edge),"
          + "color:\(tint.text)"
      }
  }

  /// Letters, digits and a few marks stand as they are; everything else is a character's number, so
  /// that no word is a quote, a tag, a directive or Markdown.
  static func quoted(_ lines: [String]) -> String {
    let escaped = lines.map { line in
      TerminalText.clean(line).unicodeScalars.map { scalar in
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || plain.contains(scalar) ? String(scalar) : "#\(scalar.value);"
      }.joined()
    }
    return "\"\(escaped.joined(separator: "<br/>"))\""
  }

  private static let plain = Set(" ,.?!'():…·¿¡→↩◆×’/".unicodeScalars)
}
