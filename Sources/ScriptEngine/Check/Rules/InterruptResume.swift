/// `interrupt/resume`: `resume` returns to the node at which an interrupt was raised, so something
/// must be remembered wherever it is reached. Nothing is on the main road (what `start` leads to
/// without an interrupt), because entering it forgets; and nothing is after a `verify` that was run
/// again, on the way back to the remembered node, failed or was refused.
enum InterruptResume: WalkedRule {
  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    return walk.index.edges.indices.compactMap { edge in
      guard walk.resumes(by: edge, .nothingRemembered) else { return nil }
      return Breach(
        .interruptResume, at: walk.index.place(of: edge), message(edge, walk.index), in: .edge(edge)
      ) {
        if case .resume(edge, _, false, false) = $0 { true } else { false }
      }
    }
  }

  // MARK: wording

  private static func message(_ edge: Int, _ index: ScriptIndex) -> String {
    "\"resume\" of \(index.origin(of: edge)) can be reached with nothing remembered"
  }
}
