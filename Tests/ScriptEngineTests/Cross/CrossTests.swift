import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// The proof and the running call are two readings of one text; here each is held against the other.
@Suite("the checker and the running call")
struct CrossTests {
  /// How many scripts; more with `RECALL_CROSS_SCRIPTS`, from another seed with `RECALL_CROSS_SEED`.
  static let seeds: Range<UInt64> = {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["RECALL_CROSS_SEED"].flatMap { UInt64($0) } ?? 1
    let count = environment["RECALL_CROSS_SCRIPTS"].flatMap { UInt64($0) } ?? 200
    return first..<first + count
  }()

  @Test("each conversation of a finding is replayed by a call and breaks the rule there")
  func findingsAreSeen() throws {
    var replayed = 0
    var failures = 0
    for seed in Self.seeds where failures < 5 {
      guard let subject = CrossSubject(CrossScript.files(seed: seed)) else { continue }
      for finding in subject.report.findings {
        guard let conversation = finding.conversation else { continue }
        replayed += 1
        guard let problem = Self.problem(finding, conversation, subject) else { continue }
        failures += 1
        Issue.record(
          "seed \(seed): \(finding.rule.rawValue) @ \(finding.place) \(finding.message): \(conversation): \(problem)"
        )
      }
    }
    #expect(replayed > Self.seeds.count)
  }

  /// `nil` when the breach is seen.
  static func problem(
    _ finding: Finding, _ conversation: [String], _ subject: CrossSubject
  ) -> String? {
    var witness = Witness(subject)
    var last: [CallMoment] = []
    do {
      var replay = try Replay(
        conversation, edition: subject.edition, start: CrossSubject.start(.outbound),
        at: TestCall.noon)
      last = replay.moments
      witness.see(last)
      while !replay.rest.isEmpty {
        try replay.step()
        last = replay.moments
        witness.see(last)
      }
    } catch .refused(_, .endless) {
      return nil
    } catch {
      return "\(error)"
    }
    switch finding.rule {
    case .nextStep: return leftSilent(last, finding, subject) ? nil : "words were said"
    case .wordBeforeIdentity: return spoke(last, finding, subject) ? nil : "not said"
    case .deadEnd, .forcedLoop:
      return last.contains { Self.node($0, subject)?.place == finding.place } ? nil : "not entered"
    default:
      let key = CrossSubject.key(finding.rule, finding.place)
      return witness.breaches.contains(key) ? nil : "not seen"
    }
  }

  /// The call comes to the end with no word of its own since the last answer.
  private static func leftSilent(
    _ moments: [CallMoment], _ finding: Finding, _ subject: CrossSubject
  ) -> Bool {
    var words = false
    for moment in moments {
      switch moment {
      case .took(let id, _):
        switch subject.script[id].act {
        case .go, .send: break
        default: words = false
        }
      case .raised: words = false
      case .spoke(let id, _):
        let node = subject.script[id]
        switch node.act {
        case .verify, .leave: break
        default: words = words || !node.say.isEmpty
        }
      case .entered(let id, _, _):
        let node = subject.script[id]
        if node.place == finding.place { return !words && node.say.isEmpty }
      default: break
      }
    }
    return false
  }

  private static func spoke(
    _ moments: [CallMoment], _ finding: Finding, _ subject: CrossSubject
  ) -> Bool {
    moments.contains { moment in
      guard case .spoke(let id, let level) = moment, level < .open else { return false }
      return subject.script[id].say.contains { $0.place == finding.place }
    }
  }

  private static func node(_ moment: CallMoment, _ subject: CrossSubject) -> Node? {
    switch moment {
    case .entered(let id, _, _), .returned(let id, _, _): subject.script[id]
    default: nil
    }
  }

  @Test("no call breaks a rule, or stands where it stands, without a finding that says so")
  func nothingIsMissed() {
    var failures = 0
    var calls = 0
    for seed in Self.seeds where failures < 5 {
      guard let subject = CrossSubject(CrossScript.files(seed: seed)) else { continue }
      for number in 0..<20 {
        var call = RandomCall(subject, seed: seed &* 1_000 + UInt64(number))
        call.run(steps: 30)
        calls += 1
        guard let problem = call.problem else { continue }
        failures += 1
        Issue.record("seed \(seed): \(problem) after \(call.told)")
        break
      }
    }
    #expect(calls > Self.seeds.count)
  }
}
