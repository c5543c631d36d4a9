package import RecallDomain

/// The weekly review in words of the console's language: one patient at a time.
package struct UnscheduledView {
  let desk: Desk

  package init(desk: Desk) { self.desk = desk }

  private var width: Int { desk.screen.width - 1 }

  package func title() -> String {
    desk.say(
      "weekly.title",
      [
        "clinic": desk.policy.name,
        "time": desk.dates.dayAndTime(desk.now, in: desk.clinicZone),
      ])
  }

  package func heading(_ segment: String) -> String {
    desk.say("weekly.segment", ["segment": desk.segment(segment)])
  }

  /// Who, for how long; why; what next.
  package func lines(_ entry: Unscheduled, why: String) -> [String] {
    let facts = [
      TerminalText.clean(entry.name), entry.recall.rawValue, overdue(entry), tried(entry),
    ]
    let next =
      entry.isUnasked ? desk.say("weekly.next.unasked") : next(entry.next)
    return TerminalText.wrap(
      facts.joined(separator: " · "), width: width, indent: "      ", first: "  ")
      + labelled("weekly.why", why) + labelled("weekly.next", next)
  }

  private func labelled(_ key: String, _ text: String) -> [String] {
    let label = desk.say(key)
    let space = String(repeating: " ", count: max(1, 7 - TerminalText.width(label)))
    return TerminalText.wrap(
      TerminalText.clean(text), width: width, indent: String(repeating: " ", count: 13),
      first: "      " + label + space)
  }

  /// `waits for the clinical team: question about results`
  package func why(_ entry: Unscheduled, _ item: WorklistItem) -> String {
    guard let reason = item.excluded else { return desk.say("weekly.ready") }
    let why = desk.say("excluded.\(reason.rawValue)")
    guard reason == .waitingOnQueue || reason == .clinicalReview, let concern = entry.concern
    else { return why }
    return "\(why): \(desk.label("concern.\(concern.rawValue)"))"
  }

  private func overdue(_ entry: Unscheduled) -> String {
    let due = entry.due
    if due > desk.today { return desk.say("why.due-in", count: desk.today.days(until: due)) }
    return entry.daysOverdue == 0
      ? desk.say("why.due-today") : desk.say("why.overdue", count: entry.daysOverdue)
  }

  private func tried(_ entry: Unscheduled) -> String {
    guard let last = entry.last else { return desk.say("weekly.never-tried") }
    let date = LocalTime(last.started, in: desk.clinicZone).date
    let result = last.ending.map { desk.label($0) } ?? desk.say("weekly.no-outcome")
    return desk.say(
      "weekly.tried", ["day": desk.dates.day(date, today: desk.today), "result": result],
      count: entry.attempts)
  }

  /// `the clinical team looks at it, by today at 5:00 PM`
  package func next(_ next: NextAction) -> String {
    let owner = next.owner.map(self.owner) ?? desk.say("weekly.anybody")
    let key = "weekly.next.\(next.kind.rawValue)"
    guard let at = next.at, next.kind != .none else { return desk.say(key, ["owner": owner]) }
    if next.kind != .review, at <= desk.now { return desk.say(key + ".now", ["owner": owner]) }
    let late = next.kind == .review && at < desk.now
    return desk.say(
      key + (late ? ".late" : ".dated"), ["owner": owner, "time": Moments(desk: desk).text(at)])
  }

  /// A queue by its name, a person by their id.
  private func owner(_ owner: String) -> String {
    QueueName(rawValue: owner) == nil ? owner : desk.label("queue.\(owner)")
  }

  /// Those who have not been named.
  package func ready(_ tally: UnscheduledTally) -> [String] {
    guard tally.ready > 0 else { return [] }
    return TerminalText.wrap(
      desk.say("weekly.ready-count", count: tally.ready), width: width, indent: "  ")
  }

  package func summary(_ tally: UnscheduledTally) -> [String] {
    let facts =
      [
        desk.say("weekly.count", count: tally.count),
        desk.say("weekly.longest", count: tally.longest),
      ]
      + [NextAction.Kind.review, .none].compactMap { kind in
        tally.next[kind].map { desk.say("weekly.those.\(kind.rawValue)", count: $0) }
      }
    return TerminalText.wrap(facts.joined(separator: " · "), width: width, indent: "  ")
  }

  package func whole(_ tally: UnscheduledTally) -> [String] {
    tally.count == 0
      ? TerminalText.wrap(desk.say("weekly.nobody"), width: width, indent: "")
      : [desk.say("weekly.whole")] + summary(tally)
  }

  /// `This week, since Mon, Nov 23: 4 scheduled · …`
  package func week(_ monday: CivilDate, _ endings: EndingTally) -> [String] {
    let facts = [
      ("scheduled", endings.scheduled), ("unreachable", endings.unreachable),
      ("declined", endings.declined), ("escalated", endings.escalated),
    ].map { desk.say("report.ended.\($0.0)", count: $0.1) }
    let day = desk.dates.day(monday, today: desk.today)
    return TerminalText.wrap(
      desk.say("weekly.since", ["day": day, "counts": facts.joined(separator: " · ")]),
      width: width, indent: "")
  }
}
