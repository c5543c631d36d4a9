/// A picture as numbered boxes and ways, the same for every notation of graphs.
struct PictureGraph {
  struct Node {
    let name: String
    let box: ScriptPicture.Box
  }

  struct Edge {
    let from: String
    let to: String
    let answer: String?
    let isRoad: Bool
  }

  /// Boxes of the road and what hangs on it above the gate, below it, and of the interrupts.
  private(set) var before: [Node] = []
  private(set) var after: [Node] = []
  private(set) var interrupts: [Node] = []
  private(set) var edges: [Edge] = []
  /// The road, in order; the gate, if there is one, stands in it.
  private(set) var road: [String] = []
  static let gate = "gate"
  private(set) var hasGate = false
  private var count = 0

  init(_ picture: ScriptPicture) {
    hasGate = !picture.after.isEmpty
    walk(picture.before, \.before)
    if hasGate {
      join(Self.gate, picture.before.last?.onward)
      walk(picture.after, \.after)
      for branch in picture.alsoAfter { hang(branch, from: Self.gate, \.after) }
    }
    for branch in picture.interrupts {
      let name = add(branch.box, \.interrupts)
      for inner in branch.branches { hang(inner, from: name, \.interrupts) }
    }
  }

  private mutating func walk(
    _ trunks: [ScriptPicture.Trunk], _ list: WritableKeyPath<PictureGraph, [Node]>
  ) {
    var answer: String?
    for trunk in trunks {
      let name = add(trunk.box, list)
      join(name, answer)
      answer = trunk.onward
      for branch in trunk.branches { hang(branch, from: name, list) }
    }
  }

  private mutating func join(_ name: String, _ answer: String?) {
    if let last = road.last {
      edges.append(Edge(from: last, to: name, answer: answer, isRoad: true))
    }
    road.append(name)
  }

  private mutating func hang(
    _ branch: ScriptPicture.Branch, from: String, _ list: WritableKeyPath<PictureGraph, [Node]>
  ) {
    let name = add(branch.box, list)
    edges.append(Edge(from: from, to: name, answer: branch.answer, isRoad: false))
    for inner in branch.branches { hang(inner, from: name, list) }
  }

  private mutating func add(
    _ box: ScriptPicture.Box, _ list: WritableKeyPath<PictureGraph, [Node]>
  ) -> String {
    count += 1
    self[keyPath: list].append(Node(name: "n\(count)", box: box))
    return "n\(count)"
  }
}

extension ScriptPicture.Box {
  /// Its text, line by line.
  var lines: [String] {
    switch kind {
    case .step: [title] + PictureWords.lines(words, width: 32)
    case .gate: ["◆ " + title] + PictureWords.lines(words, width: 32)
    case .head: [title + "  " + words]
    case .goesTo: ["→ " + title]
    case .resumes: ["↩ " + title]
    case .outcome: PictureWords.lines(title, width: 30)
    }
  }
}
