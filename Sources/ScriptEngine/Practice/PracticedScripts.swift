import RecallDomain

/// A way of a script as practice counts it: what stands in a fragment is the same way in every
/// script that uses it.
struct SharedWay: Hashable, Sendable {
  let edge: AuthorEdge
  /// The name of the script or fragment that it stands in.
  let file: String

  init(_ edge: AuthorEdge, in script: Script) {
    self.edge = edge
    let path = edge.file(in: script)
    file = script.uses.first { path == "scripts/\($0).yaml" } ?? script.id
  }
}

/// The sound scripts of a clinic, with their ways: what there is to be practised.
struct PracticedScripts: Sendable {
  /// A script's own ways, or those of a fragment over all scripts that use it.
  struct File: Sendable {
    let name: String
    let isFragment: Bool
    let ways: [SharedWay]
  }

  /// By segment, the script that serves it; those that are switched off left out.
  let segments: [(segment: String, script: String)]
  /// Interrupts that any script has a road for.
  let interrupts: [Interrupt]
  private let byScript: [String: [SharedWay]]
  private let named: [String: [String: SharedWay]]

  init(_ library: ScriptLibrary) {
    let editions = library.editions
    byScript = editions.mapValues { edition in
      AuthorEdge.all(of: edition.script).map { SharedWay($0, in: edition.script) }
    }
    named = byScript.mapValues { ways in
      Dictionary(ways.map { ($0.edge.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
    segments = library.policy.segments.filter {
      $0.value.enabled && editions[$0.value.script] != nil
    }
    .map { (segment: $0.key, script: $0.value.script) }.sorted { $0.segment < $1.segment }
    interrupts = Interrupt.allCases.filter { interrupt in
      editions.values.contains { $0.script.interrupts[interrupt] != nil }
    }
  }

  func knows(_ script: String) -> Bool { byScript[script] != nil }

  func ways(of script: String) -> [SharedWay] { byScript[script] ?? [] }

  func segment(of script: String) -> String? { segments.first { $0.script == script }?.segment }

  /// Every file with ways of its own that a segment leads to: scripts by name, then fragments.
  var files: [File] {
    let called = Set(segments.map(\.script)).sorted()
    let scripts = called.map { id in
      File(name: id, isFragment: false, ways: ways(of: id).filter { $0.file == id })
    }
    var fragments: [String: [SharedWay]] = [:]
    var seen: Set<SharedWay> = []
    for id in called {
      for way in ways(of: id) where way.file != id && seen.insert(way).inserted {
        fragments[way.file, default: []].append(way)
      }
    }
    return scripts
      + fragments.sorted { $0.key < $1.key }.map {
        File(name: $0.key, isFragment: true, ways: $0.value)
      }
  }

  /// What these calls walked together. Ways that a script does not have any more are passed over.
  func walked(in results: [PracticeResult]) -> Set<SharedWay> {
    Set(results.flatMap { result in result.ways.compactMap { named[result.script]?[$0] } })
  }

  /// Interrupts raised on these ways, in the order of the closed list.
  func interrupts(in walked: Set<SharedWay>) -> [Interrupt] {
    let raised = Set(
      walked.filter { $0.edge.node == nil }.map { way in
        String(way.edge.word.dropFirst().prefix { $0 != ":" })
      })
    return interrupts.filter { raised.contains($0.rawValue) }
  }
}
