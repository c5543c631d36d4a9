import RecallDomain

/// Which ways of the scripts the clinic's rehearsals walk, and which none walks yet.
///
/// A way that stands in a fragment is the same way in every script that uses it: walked in one, it
/// is walked.
package struct RehearsedWays: Sendable {
  /// One rehearsal, led well.
  private struct Walk {
    let rehearsal: String
    let script: Script
    let edges: Set<AuthorEdge>
  }

  private let walks: [Walk]

  /// Of every rehearsal that its script can follow, in one language; the ways are the same in each.
  package init(_ library: ScriptLibrary, locale: String? = nil) {
    let policy = library.policy
    let locale = locale ?? policy.sourceLanguage
    walks = library.rehearsals.compactMap { rehearsal in
      guard let edition = library.editions[rehearsal.script],
        rehearsal.languages(of: policy).contains(locale)
      else { return nil }
      let led = FollowedRehearsal(rehearsal, edition: edition, policy: policy, locale: locale)
      guard led.problem == nil else { return nil }
      return Walk(rehearsal: rehearsal.id, script: edition.script, edges: led.walked)
    }
  }

  /// Rehearsals in which a way of this script is walked, by id.
  package func rehearsals(of edge: AuthorEdge, in script: Script) -> [String] {
    walks.filter { $0.edges.contains(edge) && edge.isSame(in: $0.script, and: script) }.map(
      \.rehearsal)
  }

  /// Ways of a script that no rehearsal walks, in the order of the call.
  package func unrehearsed(in script: Script) -> [AuthorEdge] {
    AuthorEdge.all(of: script).filter { rehearsals(of: $0, in: script).isEmpty }
  }

  /// Each rehearsal counts once for the ways that it walks.
  package func add(to coverage: inout Coverage, of script: Script) {
    let ways = AuthorEdge.all(of: script)
    for walk in walks {
      let own = ways.filter { walk.edges.contains($0) && $0.isSame(in: walk.script, and: script) }
      coverage.add(Set(own), by: .written)
    }
  }
}
