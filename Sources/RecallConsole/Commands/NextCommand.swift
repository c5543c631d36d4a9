import Foundation
import RecallDomain

/// `next [SEGMENT]`: claims the first patient who may be called now, and begins with the card.
extension ConsoleCommand {
  static var next: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      let desk = console.desk
      guard let segment = SegmentName(desk).read(argument) else { return .goOn }
      desk.lookForNewScripts()
      let now = desk.now
      // A team may have answered while somebody had the patient in hand and gave them back.
      try desk.store.applyAnswers(policy: desk.policy, at: now)
      _ = try DueMessages(policy: desk.policy, shelf: desk.shelf, kind: desk.store.kind)
        .write(into: desk.store, at: now, limit: DueMessages.besideNext)
      let answer = try desk.store.claimNext(
        by: desk.caller.id, segment: segment.name, at: now, lease: Desk.lease,
        judge: desk.judge(at: now))
      return try console.take(answer)
    }
  }
}

/// The segment after `next` or `worklist`, by name, by what the screen calls it, or by a beginning
/// that only one has.
struct SegmentName {
  let desk: Desk

  init(_ desk: Desk) { self.desk = desk }

  struct Chosen { let name: String? }

  /// `nil`: there is no such segment, and that was said.
  func read(_ typed: String) -> Chosen? {
    let folded = Folded.text(typed)
    if folded.isEmpty { return Chosen(name: nil) }
    if let name = meant(typed) { return Chosen(name: name) }
    let shown = names.map { desk.showsNames ? $0 : desk.segment($0) }
    desk.screen.problem(
      desk.say("next.no-such-segment", ["names": shown.joined(separator: ", ")]))
    return nil
  }

  /// By its name or its label in any language of the console; `nil` for none or several.
  func meant(_ typed: String) -> String? {
    NameReader(
      entries: names.map { name in
        let key = "segment.\(name)"
        let labels = desk.words.knows(key) ? desk.inEveryLanguage(key) : []
        return NameReader<String>.Entry(
          name: name, english: name, labels: labels.map { Folded.text($0) })
      }
    ).one(typed)
  }

  private var names: [String] { desk.policy.segments.keys.sorted() }
}

extension Console {
  /// What became of a claim: a card, or the reason why there is none.
  ///
  /// - Parameter terms: under which rules the patient was taken.
  func take(
    _ answer: ClaimAnswer, inbound: Bool = false, terms: ClaimTerms = .list
  ) throws(StoreFailure) -> AfterCommand {
    switch answer {
    case .claimed(let ticket, let candidate, let number):
      return try conduct(
        ticket, candidate, number, inbound ? .inbound : .dial, terms)
    case .held(let held):
      desk.clock.catchUp(with: held.opened)
      return try conduct(
        held.ticket, held.candidate, held.number, .dialled,
        held.because.map(ClaimTerms.overriding) ?? .chosen)
    case .finishFirst(let call):
      let time = desk.dates.time(call.started, in: desk.clinicZone)
      desk.tell("next.finish-first", ["name": call.patientName, "time": time])
    case .nobody(let now):
      try tellNobody(now)
      if now.blocked[.notPractised] != nil { try PractiseFirst(desk: desk).tell() }
    case .refused(let reason, _):
      desk.tell("open.refused", ["why": desk.say("excluded.\(reason.rawValue)")])
    }
    return .goOn
  }

  func conduct(
    _ ticket: ClaimTicket, _ candidate: Candidate, _ number: String, _ opening: CallDesk.Opening,
    _ terms: ClaimTerms = .list
  ) throws(StoreFailure) -> AfterCommand {
    guard let edition = desk.shelf.editions[candidate.entry.segment] else {
      tellThatNoScriptMayBeUsed(for: candidate.entry.segment)
      try desk.store.giveBack(ticket, reason: "no-script", at: desk.now)
      return .goOn
    }
    let call = CallDesk(
      desk: desk, candidate: candidate, ticket: ticket, number: number, edition: edition)
    call.terms = terms
    screen.clear()
    return try after(call) { () throws(StoreFailure) in try call.conduct(opening) }
  }

  /// How a call leaves the console decides what the loop does; nothing of the patient stays on the
  /// screen.
  func after(
    _ call: CallDesk, _ work: () throws(StoreFailure) -> CallEnd
  ) throws(StoreFailure) -> AfterCommand {
    do {
      switch try work() {
      case .saved:
        hasEndedACall = true
        return .goOn
      case .withdrawn: return .goOn
      case .parked(let quits):
        screen.clear()
        desk.tell("call.parked")
        return quits ? .leave(0) : .goOn
      case .givenBack(let quits): return quits ? .leave(0) : .goOn
      case .stopped(let signal):
        screen.clear()
        return .leave(128 + signal)
      }
    } catch {
      call.tellWhatWasNotKept(error)
      throw error
    }
  }

  private func tellThatNoScriptMayBeUsed(for segment: String) {
    desk.tell("open.refused", ["why": desk.say("excluded.no-script")])
    ScriptRefusals(desk: desk).tell(of: segment)
  }

  /// How many are kept back by what, and when the next one is free: by the clinic's clock and by
  /// that patient's.
  private func tellNobody(_ now: NobodyNow) throws(StoreFailure) {
    desk.tell("next.nobody")
    let reasons = now.blocked.sorted {
      ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
    }
    screen.write(ReasonCounts(desk: desk).lines(reasons.map { ($0.key, $0.value, nil) }))
    if now.givenBack > 0 { desk.tell("next.given-back", count: now.givenBack) }
    guard let next = now.next else { return }
    guard let whose = now.whose, let candidate = try desk.store.candidate(whose) else {
      return desk.tell("next.next-at", ["time": Moments(desk: desk).text(next)])
    }
    let zone = PatientZones.forWords(of: candidate.patient, policy: desk.policy)
    desk.tell(
      "next.next-is",
      ["time": Moments(desk: desk).text(next, there: zone), "id": whose.rawValue])
  }
}
