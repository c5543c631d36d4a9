import RecallDomain

/// `emergency/other-outcome`: once an emergency is raised the call is about nothing else. Whatever
/// its nodes lead to, the only outcome is `escalated/emergency`, and there is no `resume`.
enum EmergencyOtherOutcome: WalkedRule {
  static func breaches(of subject: Subject, in walk: Walk) -> [Breach] {
    guard walk.tracked == .nothing else { return [] }
    return outcomes(walk) + resumptions(walk)
  }

  private static func outcomes(_ walk: Walk) -> [Breach] {
    walk.index.nodes.enumerated().compactMap { number, node in
      guard case .end(let ending) = node.act, ending != .emergency,
        walk.reaches(number, .emergency)
      else { return nil }
      return Breach(
        .emergencyOtherOutcome, at: node.place, message("outcome \"\(ending)\""), in: .node(number)
      ) {
        if case .node(number, _, _, true, _) = $0 { true } else { false }
      }
    }
  }

  private static func resumptions(_ walk: Walk) -> [Breach] {
    walk.index.edges.indices.compactMap { edge in
      guard walk.resumes(by: edge, .emergency) else { return nil }
      let what = "\"resume\" of \(walk.index.origin(of: edge))"
      return Breach(
        .emergencyOtherOutcome, at: walk.index.place(of: edge), message(what), in: .edge(edge)
      ) {
        if case .resume(edge, _, _, true) = $0 { true } else { false }
      }
    }
  }

  // MARK: wording

  private static func message(_ reached: String) -> String {
    "\(reached) can be reached in an emergency, which may only end as \"\(Ending.emergency)\""
  }
}
