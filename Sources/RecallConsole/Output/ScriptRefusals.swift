import RecallDomain

/// Which segments are left out because their script may not be used, and what to do about it: one
/// sentence for each reason.
struct ScriptRefusals {
  let desk: Desk

  func tell() { tell(desk.standing.refusals) }

  func tell(of segment: String) { tell(desk.shelf.refusals.filter { $0.segment == segment }) }

  private func tell(_ refusals: [ScriptRefusal]) {
    for reason in ScriptRefusal.Reason.allCases {
      let concerned = refusals.filter { $0.reason == reason }
      guard let first = concerned.first else { continue }
      desk.tell(
        "start.no-script.\(reason.rawValue)",
        [
          "segments": concerned.map { desk.segment($0.segment) }.joined(separator: "; "),
          "script": first.script,
        ])
    }
  }
}
