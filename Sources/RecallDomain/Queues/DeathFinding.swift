import Foundation

/// What records finds out when a call was told that a patient has died. Until then nobody calls or
/// writes (MISSION 12); no other team and no other answer settles it, so that neither a family in
/// mourning is called nor a living patient lost.
package enum DeathFinding: String, CaseIterable, Hashable, Sendable {
  /// On record from now on: every recall of the patient ends.
  case died
  /// The patient lives: everything goes on as it stood.
  case lives

  /// How the queue's answer says it.
  package var verdict: QueueVerdict {
    switch self {
    case .died: .close
    case .lives: .callAgain
    }
  }

  /// - Returns: `nil` where the answer settles nothing about a death.
  package init?(_ item: QueueItem, _ verdict: QueueVerdict, _ candidate: Candidate) {
    guard candidate.asksAboutDeath(item),
      let finding = Self.allCases.first(where: { $0.verdict == verdict })
    else { return nil }
    self = finding
  }
}

extension Candidate {
  /// A call of this recall was told of a death.
  package var wasToldOfDeath: Bool { attempts.contains { $0.ending?.detail == .deceased } }

  /// Whether an item asks if the patient has died: it is with records, of the recall that was told.
  package func asksAboutDeath(_ item: QueueItem) -> Bool {
    heldForDeath && item.queue == .records && wasToldOfDeath
  }
}

extension BetweenCalls {
  /// Told of a death, and nobody is asked any more: another team has answered what was handed to it,
  /// or an import has taken back what records had confirmed. Records is asked, again if need be.
  func asksRecords(_ candidate: Candidate, at now: Date) -> AfterCallDecision? {
    guard candidate.heldForDeath, candidate.wasToldOfDeath,
      !candidate.items.contains(where: \.isWaiting)
    else { return nil }
    return AfterCallDecision(
      state: .review, next: handed(.records, at: now), callback: candidate.entry.callback,
      opens: [.records])
  }
}
