internal import RecallDomain

/// One file of `scripts/` as its author wrote it: names are not resolved yet.
struct ScriptFile {
  enum Kind { case script, fragment }

  let path: String
  /// The file's name without `.yaml`: what `use` calls it, and what its `id` must be.
  let id: String
  /// `nil` when the file is too broken to tell.
  var kind: Kind?
  var uses: [NamedPlace] = []
  /// `false` when `use` cannot be read: then nobody knows which nodes there are.
  var usesAreKnown = true
  var start: NamedPlace?
  var startInbound: NamedPlace?
  var nodes: [DeclaredNode] = []
  var interrupts: [DeclaredInterrupt] = []
  var findings = Findings()

  /// Where findings about the whole file stand.
  var place: SourcePlace { SourcePlace(file: path, line: 1, column: 1) }
}

/// A name where it is used.
struct NamedPlace: Hashable {
  let name: String
  let place: SourcePlace
}

/// A node with what stands inside it.
struct DeclaredNode {
  let id: NodeID
  let place: SourcePlace
  /// `nil` when it has findings: its name is still known to others.
  var node: Node?
  /// The unnamed nodes of its `{ end: … }` targets.
  var unnamed: [Node]
  /// Every node it leads to.
  var references: [NamedPlace]
}

struct DeclaredInterrupt {
  let interrupt: Interrupt
  let place: SourcePlace
  /// `nil` when it has findings.
  let road: InterruptRoad?
  let unnamed: [Node]
  let references: [NamedPlace]
}
