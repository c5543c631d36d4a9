/// A note that may be drawn for review, by what the draw depends on and nothing else.
package struct ReviewableNote: Hashable, Sendable {
  package let id: NoteID
  package let caller: String
  package let outcome: Outcome

  package init(id: NoteID, caller: String, outcome: Outcome) {
    self.id = id
    self.caller = caller
    self.outcome = outcome
  }
}

/// A fair sample of notes: every caller with notes is in it as soon as it is large enough, beyond
/// that by their share of all notes; within a caller the same over outcomes, so that nobody is judged
/// by one kind of call.
///
/// The seed decides what chance would, and nothing else does: the same notes and seed give the same
/// sample, in whatever order they come, and a note more or less changes little of it.
package struct NoteSample: Sendable {
  package let seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  /// In an order that tells nothing of whose they are.
  package func draw(_ count: Int, of notes: [ReviewableNote]) -> [ReviewableNote] {
    let byCaller = Dictionary(grouping: notes, by: \.caller)
    let chosen = shares(count, byCaller.mapValues(\.count)).flatMap { caller, share in
      draw(share, ofOne: byCaller[caller] ?? [])
    }
    return chosen.sorted { rank($0.id.rawValue) < rank($1.id.rawValue) }
  }

  private func draw(_ count: Int, ofOne notes: [ReviewableNote]) -> [ReviewableNote] {
    let byOutcome = Dictionary(grouping: notes, by: \.outcome.rawValue)
    return shares(count, byOutcome.mapValues(\.count)).flatMap { outcome, share in
      (byOutcome[outcome] ?? []).sorted { rank($0.id.rawValue) < rank($1.id.rawValue) }
        .prefix(share)
    }
  }

  /// How many of each group, by largest remainders (Hamilton), each group at least one; where there
  /// are fewer places than groups, chance decides which of them have one.
  func shares(_ count: Int, _ sizes: [String: Int]) -> [(group: String, share: Int)] {
    let groups = sizes.filter { $0.value > 0 }.keys.sorted { rank($0) < rank($1) }
    let count = min(count, sizes.values.reduce(0, +))
    guard count > groups.count else { return groups.prefix(max(count, 0)).map { ($0, 1) } }
    var shares = Dictionary(uniqueKeysWithValues: groups.map { ($0, 1) })
    // A group that is all in leaves its part to the others.
    while case let left = count - shares.values.reduce(0, +), left > 0 {
      let open = groups.filter { shares[$0, default: 0] < sizes[$0, default: 0] }
      for (group, more) in remainders(left, open, sizes) {
        shares[group, default: 0] = min(shares[group, default: 0] + more, sizes[group, default: 0])
      }
    }
    return groups.map { ($0, shares[$0, default: 0]) }
  }

  private func remainders(
    _ places: Int, _ groups: [String], _ sizes: [String: Int]
  ) -> [(String, Int)] {
    let all = groups.reduce(0) { $0 + sizes[$1, default: 0] }
    let parts = groups.map { group in
      let share = places * sizes[group, default: 0]
      return (group: group, whole: share / all, rest: share % all)
    }
    let spare = places - parts.reduce(0) { $0 + $1.whole }
    let order = parts.sorted { ($1.rest, rank($0.group)) < ($0.rest, rank($1.group)) }
    let lucky = Set(order.prefix(spare).map(\.group))
    return parts.map { ($0.group, $0.whole + (lucky.contains($0.group) ? 1 : 0)) }
  }

  /// A number that depends on the seed and the name alone.
  func rank(_ name: String) -> UInt64 {
    SeededNumbers.finished(StableSum(of: name, from: StableSum.beginning ^ seed).value)
  }
}
