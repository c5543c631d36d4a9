/// From look to look: a lease only grows while its claim is open, and nobody else has the call before it
/// has run out (DESIGN, invariants 3 and 6).
struct LeaseWatch {
  private struct Lease {
    let caller: String
    let call: String
    /// Microseconds since 1970.
    let ends: Int
  }

  /// Of claims that were open at the last look, by id.
  private var known: [String: Lease] = [:]

  /// What has happened since the last look and must not have.
  mutating func broken(_ rows: ClinicAuditor) throws -> [String] {
    let open = try rows.rows(
      "SELECT id, caller, coalesce(call, ''), lease_ends FROM claim WHERE ended_at IS NULL")
    let before = known
    known = [:]
    return try open.flatMap { row -> [String] in
      let lease = Lease(caller: row[1], call: row[2], ends: Int(row[3]) ?? 0)
      known[row[0]] = lease
      guard let old = before[row[0]] else { return [] }
      var broken: [String] = []
      if lease.ends < old.ends { broken.append("the lease of claim \(row[0]) has shrunk") }
      if lease.caller != old.caller, try taken(lease.call, rows) < old.ends {
        broken.append("\(lease.caller) took call \(lease.call) while \(old.caller) had it")
      }
      return broken
    }
  }

  /// By the clock of whoever took it.
  private func taken(_ call: String, _ rows: ClinicAuditor) throws -> Int {
    try rows.rows(
      "SELECT max(at) FROM audit WHERE act = 'taken-over' AND call = '\(call)'"
    ).first.flatMap { Int($0[0]) } ?? 0
  }
}
