import Crowd
import Foundation
import RecallConsole
import RecallDomain
import RecallStorage

/// The end of a simulated clinic.
extension WholeClinic {
  /// Everybody finishes what they are at, nothing goes wrong any more, and all is looked at.
  func finish() throws {
    (isEnding, luck.isOver) = (true, true)
    wake()
    for seat in seats {
      seat.asleepUntil = nil
      for _ in 0..<4_000 where !seat.strand.isOver { try give(seat) }
      if !seat.strand.isOver { report.violations.append("\(seat.name) does not come to an end") }
    }
    for colleague in colleagues {
      colleague.isSentHome = true
      for _ in 0..<500 where !colleague.strand.isOver { colleague.strand.go() }
    }
    try writeWhatWaits()
    try morning()
    try lookAtEverything()
  }

  /// The next start of each person writes what an earlier console of theirs has left.
  private func writeWhatWaits() throws {
    for number in 1...size.callers {
      let seat = try sitDown("c0\(number)", calls: 0)
      for _ in 0..<4_000 where !seat.strand.isOver { try give(seat) }
    }
    let left = (try? FileManager.default.contentsOfDirectory(atPath: room.outage)) ?? []
    if !left.isEmpty {
      report.violations.append("\(left.count) calls are still kept on a computer")
    }
  }

  /// What the next program to start does before anybody works: answers reach their recalls, and what a
  /// fact or the last day has ended is ended.
  private func morning() throws {
    let (store, now) = (try room.open(), time.now)
    let between = BetweenCalls(policy: room.policy)
    let overtaken = { (candidate: Candidate) in between.overtaken(candidate, at: now) }
    while try store.applyAnswers(policy: room.policy, at: now) > 0 {}
    var last: RecallID?
    repeat {
      last = try store.endByFacts(after: last, at: now, overtaken: overtaken)
    } while last != nil
    while try store.endDue(at: now, overtaken: overtaken, judge: judge(at: now)) > 0 {}
    let late = try auditor.count(
      """
      queue_item i WHERE unapplied = 1 AND NOT EXISTS (SELECT 1 FROM attempt a
        WHERE a.patient = i.patient AND a.outcome IS NULL AND a.withdrawn_at IS NULL)
      """)
    if late > 0 { report.violations.append("\(late) answers have not reached their recalls") }
  }

  private func judge(at now: Date) -> (Candidate) -> Callability {
    let (rules, scripts) = (CallRules(policy: room.policy), room.clinic.shelf.segments)
    return { rules.judge($0, at: now, caller: nil, scripts: scripts) }
  }

  /// Who could be called at this moment stands in line: what the store has written down of an entry is
  /// early at worst (DESIGN, "Store").
  private func forgotten(_ store: any SharedActs) throws -> [String] {
    let judge = judge(at: time.now)
    let asleep = try auditor.rows(
      """
      SELECT id, phase FROM recall WHERE phase = 'blocked'
        OR (phase = 'waiting' AND not_before > \(Int(time.now.timeIntervalSince1970 * 1_000_000)))
      """)
    return try asleep.compactMap { row -> String? in
      guard let candidate = try store.candidate(RecallID(row[0])),
        case .callable = judge(candidate)
      else { return nil }
      return "\(row[0]) could be called, and is \(row[1])"
    }
  }

  private func lookAtEverything() throws {
    let store = try room.open()
    report.violations += try auditor.broken(AuditRule.afterwards + [.sameDay])
    report.violations += try forgotten(store) + SaidInCalls(auditor).broken()
    report.violations += try Caps(auditor).broken(except: wasTold)
    report.violations += try Promises(auditor, lateWordsCount: true).broken(ledger)
    report.violations += works.post.violations
    for team in works.team { try expectTraces("inbox-read", of: team.id, team.listed) }
    report.violations += try CallingTimes(auditor).broken(except: told)
    report.violations += try wishes.broken(except: told)
    report.violations += try store.check().map { "store check: \($0)" }
    let keys = AuditKeyring(room.key)
    _ = try store.sealTrail(room.key, at: time.now)
    let verdict = try store.verifyTrail(keys)
    if !verdict.isWhole { report.violations.append("the trail is broken: \(verdict.breaks)") }
    let open = try auditor.count("attempt WHERE outcome IS NULL AND withdrawn_at IS NULL")
    let offered = try store.callsNeedingOutcome(
      for: "c99", at: time.now.addingTimeInterval(86_400)
    ).count
    if open != offered {
      report.violations.append("\(open) calls have no outcome, \(offered) are offered")
    }
  }

  func summed() -> WholeClinicReport {
    report.trace = trace.hash
    report.hours = time.now.timeIntervalSince(Self.start) / 3_600
    report.sessions = sessions
    report.faults = luck.counts
    report.answered = works.team.map(\.worked).reduce(0, +)
    report.handedOver = works.post.handedOver
    report.imported = works.importer.imported
    report.ending = trace.lines
    return report
  }
}
