import RecallDomain
import ScriptEngine

/// The script that a call keeps from its start to its end. On a shared store others may have written it,
/// also past the program: a live call is read out of one that is approved, now or when it began.
enum KeptScript {
  case edition(Edition)
  /// Of a newer program, or not what its name says.
  case unreadable
  case notApproved(Edition)
}

extension Desk {
  func keptScript(_ hash: String) throws(StoreFailure) -> KeptScript {
    guard let data = try store.edition(hash: hash),
      let edition = CompiledEdition.edition(from: data, named: hash)
    else { return .unreadable }
    guard store.kind == .live, !shelf.editions.values.contains(edition) else {
      return .edition(edition)
    }
    let approvals = try store.approvals(of: edition.script.id)
    guard edition.isApproved(by: approvals), try isGuarded(edition, approvals) else {
      return .notApproved(edition)
    }
    return .edition(edition)
  }

  /// By the clinic's rules of now, or by those that stood when it was approved.
  private func isGuarded(
    _ edition: Edition, _ approvals: [RecordedApproval]
  ) throws(StoreFailure) -> Bool {
    if shelf.editions.values.contains(where: edition.guards) { return true }
    for hash in Set(approvals.compactMap(\.edition)) {
      guard let data = try store.edition(hash: hash),
        let approved = CompiledEdition.edition(from: data, named: hash)
      else { continue }
      if edition.guards(as: approved) { return true }
    }
    return false
  }
}
