import RecallDomain

/// A picture in the language of Graphviz, for `dot`.
package enum PictureDOT {
  package static func text(_ picture: ScriptPicture) -> String {
    let graph = PictureGraph(picture)
    var lines = [
      "digraph \(quoted([picture.script])) {",
      "  graph [rankdir=LR, fontname=\"Helvetica\", newrank=true, nodesep=0.12, ranksep=0.4,",
      "    labelloc=t, fontsize=18, label=\(quoted(["\(picture.script) (\(picture.locale))"]))];",
      "  node [shape=box, fontname=\"Helvetica\", fontsize=10, style=filled, fillcolor=white,",
      "    height=0.25, margin=\"0.1,0.05\"];",
      "  edge [fontname=\"Helvetica-Oblique\", fontsize=9];",
    ]
    lines += cluster("before", "Anybody may be listening", graph.before, "#F4F4F4")
    if graph.hasGate {
      lines.append(
        "  \(PictureGraph.gate) [label=\"IDENTITY GATE\\nbelow: only to somebody verified\","
          + " fillcolor=\"#0B3C6F\", fontcolor=white, width=3];")
      lines += cluster("after", "Only to somebody who was verified", graph.after, "#EAF3FB")
    }
    lines += cluster("interrupts", "May come up at any prompt", graph.interrupts, "#FFFFFF")
    lines += ["  { rank=same; " + graph.road.map { $0 + "; " }.joined() + "}"]
    // A row is drawn from the bottom up, so the road is written backwards.
    lines += graph.edges.map(edge)
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func cluster(
    _ name: String, _ label: String, _ nodes: [PictureGraph.Node], _ fill: String
  ) -> [String] {
    guard !nodes.isEmpty else { return [] }
    return [
      "  subgraph cluster_\(name) {",
      "    label=\(quoted([label])); labeljust=l; fontsize=12; style=filled; fillcolor=\"\(fill)\";",
    ]
      + nodes.map { "    \($0.name) [label=\(quoted($0.box.lines)), \(style($0.box))];" } + ["  }"]
  }

  private static func edge(_ edge: PictureGraph.Edge) -> String {
    let label = edge.answer.map {
      "label=\(quoted(PictureWords.lines($0, width: 24)))"
    }
    guard edge.isRoad else {
      return "  \(edge.from) -> \(edge.to) [\(label ?? "")];"
    }
    let style = ["dir=back, weight=100, penwidth=3", label].compactMap { $0 }
    return "  \(edge.to) -> \(edge.from) [\(style.joined(separator: ", "))];"
  }

  private static func style(_ box: ScriptPicture.Box) -> String {
    switch box.kind {
    case .step: box.fragment == nil ? "fillcolor=white" : "fillcolor=\"#E9E9E4\""
    case .gate: "color=\"#0B3C6F\", penwidth=3"
    case .head: "fillcolor=\"#3A3A3A\", fontcolor=white"
    case .goesTo, .resumes: "style=\"filled,dashed\", color=\"#999999\""
    case .outcome(let outcome): style(OutcomeTint.of(outcome))
    }
  }

  private static func style(_ tint: OutcomeTint) -> String {
    "style=\"filled,rounded\", fillcolor=\"\(tint.fill)\", color=\"\(tint.edge)\","
      + " fontcolor=\"\(tint.text)\""
  }

  /// A quoted string: quotes and backslashes escaped, so that nothing in it is an escape of
  /// Graphviz (`\N`), and `&` too, so that nothing is an entity.
  static func quoted(_ lines: [String]) -> String {
    let escaped = lines.map { line in
      // By scalar: a quote under an accent is a quote.
      TerminalText.clean(line).unicodeScalars.map { scalar in
        switch scalar {
        case "\\": "\\\\"
        case "\"": "\\\""
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        default: String(scalar)
        }
      }.joined()
    }
    return "\"\(escaped.joined(separator: "\\n"))\""
  }
}
