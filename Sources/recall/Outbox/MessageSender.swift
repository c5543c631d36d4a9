import CReadline
import Foundation
import RecallConsole
import RecallDomain
import RecallExchange
import ScriptEngine

/// Hands over what waits in the outbox, one message after the other.
///
/// Each is taken in the store first, durably, then handed to the clinic's command, then settled.
/// Whatever ends this process in between leaves a message that says so, and that nobody sends again
/// by himself.
struct MessageSender {
  let clinic: OpenClinic
  private let policy: MessagePolicy
  private let turn: MessageTurn
  private let words: OutboxWords
  /// A channel whose command would not take so many one after the other rests until the next run.
  private static let mostInVain = 3
  /// Beyond a command's own time: until a message in hand counts as lost, in seconds.
  private static let margin = 90

  init(_ clinic: OpenClinic) throws {
    self.clinic = clinic
    policy = clinic.policy.messages
    turn = MessageTurn(rules: CallRules(policy: clinic.policy))
    words = OutboxWords(try clinic.library(), policy: clinic.policy)
  }

  /// What one run came to.
  struct Report {
    var sent = 0
    var again = 0
    var lost = 0
    var dead: [MessageFailure: Int] = [:]
    /// Channels whose command is not in order, or takes nothing now.
    var resting: [ContactMethod: CommandEnd] = [:]
    var signal: Int32 = 0
  }

  func send() throws -> Report {
    recall_take_signals()
    var report = Report()
    report.lost = try settleLost()
    var inVain: [ContactMethod: Int] = [:]
    while true {
      report.signal = recall_any_stop_signal()
      let channels = Set(policy.channels.keys).subtracting(report.resting.keys)
      guard report.signal == 0, !channels.isEmpty, let taken = try take(channels) else {
        return report
      }
      let end = hand(taken)
      let handOver = HandOver(end)
      let after = try settle(taken, handOver, end)
      count(after, &report)
      let channel = taken.message.channel
      inVain[channel] = handOver == .later ? inVain[channel, default: 0] + 1 : 0
      if handOver == .outOfOrder || inVain[channel] == Self.mostInVain {
        report.resting[channel] = end
      }
    }
  }

  private func count(_ after: AfterHandOver, _ report: inout Report) {
    switch after {
    case .sent: report.sent += 1
    case .again: report.again += 1
    case .dead(let failure): report.dead[failure, default: 0] += 1
    }
  }

  private func take(_ channels: Set<ContactMethod>) throws -> TakenMessage? {
    var lease: [ContactMethod: TimeInterval] = [:]
    for channel in channels {
      lease[channel] = patience(channel) + Double(Self.margin)
    }
    let terms = SendingTerms(sender: sender, channels: channels, lease: lease)
    let now = clinic.clock.now()
    do {
      return try clinic.store.takeMessage(terms, at: now) { message, candidate in
        turn.verdict(message, candidate, at: now)
      }
    } catch { throw Failure(error) }
  }

  /// Who has it in hand: the person, the machine, the process, and this run of it: in containers
  /// the first three may be the same again.
  private var sender: String {
    let process = ProcessInfo.processInfo
    return "\(clinic.staff.id)@\(process.hostName)/\(process.processIdentifier)-\(run)"
  }

  private let run = UUID().uuidString.lowercased().prefix(8)

  private func patience(_ channel: ContactMethod) -> TimeInterval {
    Double(policy.channels[channel]?.patience ?? policy.patience)
  }

  private func hand(_ taken: TakenMessage) -> CommandEnd {
    guard let command = policy.channels[taken.message.channel] else { return .notStarted }
    let outgoing = OutgoingMessage(
      taken.message, for: command, from: clinic.policy.neutralName,
      subject: words.subject(in: taken.message.language), at: clinic.clock.now(),
      in: clinic.zone)
    // An address that can be none is one where nobody is reached.
    guard let bytes = outgoing.bytes() else { return .exit(noUser) }
    guard bytes.count <= CommandRun.mostBytes else { return .exit(dataError) }
    return CommandRun(
      words: command.words, folder: clinic.folder.path, patience: patience(taken.message.channel)
    ).hand(bytes)
  }

  private func settle(
    _ taken: TakenMessage, _ handOver: HandOver, _ end: CommandEnd
  ) throws -> AfterHandOver {
    let now = clinic.clock.now()
    let after = plan(taken.message.channel).after(handOver, tries: taken.attempt, at: now)
    let code: Int? = if case .exit(let code) = end { Int(code) } else { nil }
    let items = words.items(taken.message, after, at: now, zone: clinic.zone)
    // The store may be busy, or away for a moment: what has gone out is to be on record.
    let last = ContinuousClock.now + .seconds(Self.margin / 2)
    while true {
      do throws(StoreFailure) {
        try clinic.store.settleMessage(taken, after, code: code, items: items, at: now)
        return after
      } catch {
        let mayPass: Bool
        switch error {
        case .busy, .unreachable: mayPass = true
        default: mayPass = false
        }
        guard mayPass, ContinuousClock.now < last else { throw Failure(error) }
        usleep(200_000)
      }
    }
  }

  private func plan(_ channel: ContactMethod) -> SendingPlan {
    SendingPlan(
      attempts: policy.attempts, isIdempotent: policy.channels[channel]?.idempotent ?? false)
  }

  private func settleLost() throws -> Int {
    let now = clinic.clock.now()
    do {
      return try clinic.store.settleLostMessages(at: now) { message in
        let after = plan(message.channel).after(.dead(.lost), tries: message.tries, at: now)
        return (after, words.items(message, after, at: now, zone: clinic.zone))
      }
    } catch { throw Failure(error) }
  }
}

/// Exit codes of sysexits.h that we give for a command that was not even asked.
private let noUser: Int32 = 67
private let dataError: Int32 = 65
