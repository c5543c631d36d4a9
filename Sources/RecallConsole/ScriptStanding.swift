/// Which segments have a script that may be used, and which have none and why: as much of the scripts
/// as stands above the first prompt. Nothing can be called with it.
package struct ScriptStanding: Hashable, Sendable {
  package let segments: Set<String>
  package let refusals: [ScriptRefusal]

  package init(segments: Set<String>, refusals: [ScriptRefusal]) {
    self.segments = segments
    self.refusals = refusals
  }
}

extension ScriptShelf {
  package var standing: ScriptStanding {
    ScriptStanding(segments: segments, refusals: refusals)
  }
}
