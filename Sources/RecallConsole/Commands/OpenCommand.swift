import Foundation
import RecallDomain

/// `open ID`: this very entry, under the same rules as `next`. `open ID inbound`: they have called
/// us, so the rules of when to call do not matter. `open ID override WHY`: a manager or lead sets a
/// limit of the clinic aside, on the record. `open ID emergency WHY`: whoever may not see the record
/// sees it all the same, with the reason on record.
extension ConsoleCommand {
  static var open: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      let words = argument.split(separator: " ", maxSplits: 2).map(String.init)
      guard let id = words.first, desk.entry(id) != nil else {
        desk.screen.problem(desk.say("open.needs-id"))
        return .goOn
      }
      if let why = EmergencyWish.reason(EmergencyWish.behindID(argument), desk.typed) {
        guard let recall = try desk.candidates(id).first?.entry.id else { throw .notFound }
        try EmergencyCard(desk: desk).open(recall, because: why)
        return .goOn
      }
      guard let how = OpenHow.read(Array(words.dropFirst()), desk.typed) else {
        desk.screen.problem(desk.say("open.not-understood"))
        return .goOn
      }
      let found = try desk.candidates(id)
      guard let recall = found.first?.entry.id else {
        desk.screen.problem(desk.say("store.not-found"))
        return .goOn
      }
      guard found.count == 1 else {
        try desk.store.leaveTrace(
          of: .lookedUp, by: desk.caller.id, subject: "open \(found.count)",
          showing: found.map(\.patient.id), at: desk.now)
        Lookup(desk: desk).choose(among: found)
        return .goOn
      }
      desk.lookForNewScripts()
      switch how {
      case .plain: return try console.open(recall, inbound: false)
      case .inbound: return try console.open(recall, inbound: true)
      case .override(let why): return try console.override(recall, why)
      }
    }
  }
}

/// What may stand behind the ID.
enum OpenHow: Equatable {
  case plain, inbound
  case override(String)

  /// `nil` for anything else.
  static func read(_ words: [String], _ typed: TypedWords = .none) -> OpenHow? {
    guard let first = words.first else { return .plain }
    let rest = words.dropFirst().joined(separator: " ").trimmed
    let reader = NameReader(
      entries: Self.words.map {
        NameReader<String>.Entry(name: $0, english: $0, words: typed.folded("word.\($0)"))
      })
    switch reader.one(first) {
    case "inbound"? where rest.isEmpty: return .inbound
    case "override"?: return .override(TerminalText.clean(rest))
    default: return nil
    }
  }

  static let words = ["inbound", "override"]
}

extension Console {
  fileprivate func open(_ recall: RecallID, inbound: Bool) throws(StoreFailure) -> AfterCommand {
    let now = desk.now
    let answer = try desk.store.claim(
      recall, by: desk.caller.id, at: now, lease: Desk.lease,
      judge: inbound ? InboundRules(desk).judge : ClaimTerms.chosen.judge(desk, at: now))
    guard case .refused(let reason, let until) = answer else {
      return try take(answer, inbound: inbound, terms: .chosen)
    }
    try tellRefused(recall, reason, until)
    return .goOn
  }

  /// Why this very entry may not be called, and what can be done about it.
  private func tellRefused(
    _ recall: RecallID, _ reason: ExclusionReason, _ until: Date?
  ) throws(StoreFailure) {
    guard let candidate = try desk.store.candidate(recall) else { throw .notFound }
    try desk.store.leaveTrace(
      of: .lookedUp, by: desk.caller.id, subject: "open \(recall.rawValue)",
      showing: [candidate.patient.id], at: desk.now)
    let sentence = WhySentence(
      desk: desk, candidate: candidate, reason: reason, until: until)
    desk.tell("open.refused", ["why": sentence.text])
    if reason == .noScript { ScriptRefusals(desk: desk).tell(of: candidate.entry.segment) }
    if reason.mayBeOverridden, desk.caller.mayOverride { desk.tell("open.may-override") }
  }

  /// The clinic's own limits set aside for one call. The reason is part of the call's record from
  /// its first line, and of the audit trail.
  fileprivate func override(_ recall: RecallID, _ why: String) throws(StoreFailure) -> AfterCommand
  {
    guard desk.caller.mayOverride else {
      desk.noteRefusal(of: .overrideLimits)
      desk.screen.problem(desk.say("open.override-needs-role"))
      return .goOn
    }
    guard why.contains(where: \.isLetter) else {
      desk.screen.problem(desk.say("open.override-needs-reason"))
      return .goOn
    }
    let (now, terms) = (desk.now, ClaimTerms.overriding(why))
    let answer = try desk.store.claimOverriding(
      recall, because: why, by: desk.caller.id, at: now, lease: Desk.lease,
      judge: terms.judge(desk, at: now))
    if case .refused(let reason, let until) = answer {
      try tellRefused(recall, reason, until)
      return .goOn
    }
    return try take(answer, terms: terms)
  }
}

/// A patient who calls us may be spoken with at any hour, however often we have called.
struct InboundRules {
  let desk: Desk

  init(_ desk: Desk) { self.desk = desk }

  func judge(_ candidate: Candidate) -> Callability {
    if candidate.patient.deceased { return .excluded(.deceased, until: nil) }
    if candidate.unfinishedBy != nil { return .excluded(.needsOutcome, until: nil) }
    if candidate.heldBy != nil { return .excluded(.claimed, until: nil) }
    guard desk.shelf.editions[candidate.entry.segment] != nil else {
      return .excluded(.noScript, until: nil)
    }
    let numbers = candidate.patient.phones.sorted { $0.rank < $1.rank }
    guard let number = (numbers.first { $0.status == .good } ?? numbers.first)?.number else {
      return .excluded(.noNumber, until: nil)
    }
    return .callable(number: number)
  }
}
