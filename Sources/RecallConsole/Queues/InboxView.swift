import Foundation
import RecallDomain

/// Lists and items of the inbox on the screen.
struct InboxView {
  let room: InboxRoom

  private var desk: Desk { room.desk }
  private var words: InboxWords { InboxWords(desk: desk) }

  // MARK: The list

  func list(_ items: [InboxItem]) {
    let overdue = items.count { $0.item.isOverdue(at: desk.now) }
    let head =
      overdue > 0
      ? desk.say("inbox.head-overdue", ["overdue": String(overdue)], count: items.count)
      : desk.say("inbox.head", count: items.count)
    desk.screen.heading(head)
    desk.screen.blank()
    for (index, entry) in items.enumerated() {
      for line in lines(entry, number: index + 1) { desk.screen.write(line) }
    }
    desk.screen.blank()
    desk.screen.aside(desk.say(room.namesItems ? "inbox.hint-outside" : "inbox.hint"))
  }

  private func lines(_ entry: InboxItem, number: Int) -> [String] {
    // Outside the console no list is remembered: items go by their own names, which stand below.
    let dash = desk.screen.isLinear ? "" : "  - "
    let place = room.namesItems ? dash : (number < 10 ? " " : "") + "\(number)  "
    let blocks = [
      standing(entry).joined(separator: " · "),
      reach(entry).joined(separator: " · "), visit(entry),
      entry.item.question.map(words.quoted), words.why(entry), told(entry),
      asked(entry).joined(separator: " · "),
      room.namesItems ? TerminalText.clean(entry.item.id.rawValue) : nil,
    ].compactMap { $0 }.filter { !$0.isEmpty }
    return blocks.enumerated().flatMap { index, text in
      TerminalText.wrap(
        text, width: desk.screen.width - 1, indent: "    ", first: index == 0 ? place : "    ")
    }
  }

  /// `OVERDUE since Mon 7:00 PM · clinical team · question about results · URGENT`
  private func standing(_ entry: InboxItem) -> [String] {
    let item = entry.item
    var parts: [String] = []
    if item.isToBeTold {
      parts.append(desk.say(entry.isToldByNobody ? "inbox.tell-otherwise" : "inbox.to-be-told"))
    } else if let due = item.due {
      let key = item.isOverdue(at: desk.now) ? "inbox.overdue" : "inbox.due"
      parts.append(desk.say(key, ["time": words.moment(due)]))
    }
    parts.append(words.queue(item.queue))
    if let concern = words.concern(entry.concern) { parts.append(concern) }
    if entry.isEmergency {
      parts.append(desk.say("inbox.emergency"))
    } else if item.urgent {
      parts.append(desk.say("inbox.urgent"))
    }
    if item.withdrawnAt != nil { parts.append(desk.say("inbox.withdrawn")) }
    return parts.map { TerminalText.clean($0) }
  }

  /// `Rosa Delgado Ruiz · +1 617 555 0142 · Spanish · identity confirmed`
  private func reach(_ entry: InboxItem) -> [String] {
    let patient = entry.candidate.patient
    var parts = [TerminalText.clean(patient.fullName)]
    if let number = words.callBack(entry) { parts.append(PhoneNumber.display(number)) }
    if let when = whenGood(entry) { parts.append(when) }
    if let tag = entry.item.language ?? patient.language {
      parts.append(desk.dates.languageName(tag))
    }
    if patient.interpreterNeeded { parts.append(desk.say("inbox.interpreter")) }
    parts.append(desk.say(entry.item.verified ? "inbox.verified" : "inbox.not-verified"))
    return parts
  }

  private func whenGood(_ entry: InboxItem) -> String? {
    entry.candidate.entry.callback.map {
      desk.say("inbox.when", ["time": FieldWords(desk: desk).window($0)])
    }
  }

  /// `before the visit tomorrow at 10:40 AM, Dr. Okafor`
  private func visit(_ entry: InboxItem) -> String? {
    entry.visit(after: desk.now).map { booked in
      let time = words.moment(booked.start)
      guard let provider = booked.provider else {
        return desk.say("inbox.visit", ["time": time])
      }
      return desk.say("inbox.visit-with", ["time": time, "provider": provider])
    }
  }

  private func told(_ entry: InboxItem) -> String? {
    entry.item.answer.map { answer in
      desk.say(
        "inbox.answered",
        ["who": words.person(answer.by), "time": words.moment(answer.at), "words": answer.words])
    }
  }

  /// `asked by Ana, today at 2:07 PM · Kim has it since today at 2:10 PM`
  private func asked(_ entry: InboxItem) -> [String] {
    let item = entry.item
    var parts: [String] = []
    if let who = entry.askedBy {
      let key = entry.isStillInCall ? "inbox.asked-in-call" : "inbox.asked"
      parts.append(
        desk.say(key, ["who": words.person(who), "time": words.moment(item.opened)]))
    } else if words.isReply(item) {
      let key = item.callBack == nil ? "inbox.written" : "inbox.written-by-text"
      parts.append(desk.say(key, ["time": words.moment(item.opened)]))
    } else {
      parts.append(desk.say("inbox.asked-by-nobody", ["time": words.moment(item.opened)]))
    }
    if let who = item.takenBy, item.state == .taken {
      let time = item.takenAt.map { words.moment($0) } ?? ""
      parts.append(
        who == desk.caller.id
          ? desk.say("inbox.mine", ["time": time])
          : desk.say("inbox.taken", ["who": words.person(who), "time": time]))
    } else if let owner = item.owner {
      parts.append(desk.say("inbox.owner", ["who": words.person(owner)]))
    }
    return parts
  }

  // MARK: Nothing

  /// Nothing waits: what waits elsewhere, and when the next answer is due.
  func nothing(
    _ counts: [QueueName: QueueCount], _ queue: QueueName?, overdue: Bool
  ) {
    let key = overdue ? "inbox.nothing-overdue" : queue == nil ? "inbox.nothing" : "inbox.empty"
    desk.tell(key)
    let next = counts.filter { $0.value.waiting > 0 }.min {
      ($0.value.nextDue ?? .distantPast, $0.key.rawValue)
        < ($1.value.nextDue ?? .distantPast, $1.key.rawValue)
    }
    guard let next, !overdue else { return }
    guard let due = next.value.nextDue else {
      return desk.tell("inbox.elsewhere-overdue", ["queue": words.queue(next.key)])
    }
    desk.tell("inbox.elsewhere", ["queue": words.queue(next.key), "time": words.moment(due)])
  }

  // MARK: One item

  func show(_ entry: InboxItem) throws(StoreFailure) {
    let (item, patient) = (entry.item, entry.candidate.patient)
    desk.listedItems = desk.listedItems.contains(item.id) ? desk.listedItems : [item.id]
    var rows: [(String, [String])] = [
      (TerminalText.clean(patient.fullName), [desk.segment(entry.candidate.entry.segment)]),
      (desk.say("inbox.field.queue"), standing(entry)),
      (desk.say("inbox.field.reach"), Array(reach(entry).dropFirst())),
    ]
    let needs = ContactView(desk: desk, patient: patient)
    if !(needs.needs + needs.limits).isEmpty {
      rows.append((desk.say("card.prepare"), needs.needs + needs.limits))
    }
    if let visit = visit(entry) { rows.append((desk.say("inbox.field.visit"), [visit])) }
    rows.append((desk.say("inbox.field.asked"), asked(entry)))
    // A visit that came in later makes it due sooner, and promises nothing.
    if let promised = item.dueOtherwise ?? item.due {
      rows.append((desk.say("inbox.field.promised"), [words.moment(promised)]))
    }
    rows.append((desk.say("inbox.field.call"), call(entry)))
    desk.screen.blank()
    desk.screen.linking(words.callBack(entry) ?? "") {
      desk.screen.facts(rows.map { ($0.0, $0.1.map { TerminalText.clean($0) }) })
    }
    if let question = item.question { desk.screen.paragraph(words.quoted(question), indent: 4) }
    if let why = words.why(entry) { desk.screen.paragraph(why, indent: 4) }
    if let told = told(entry) { desk.screen.paragraph(told, indent: 4) }
    try history(of: item)
    desk.screen.blank()
  }

  private func call(_ entry: InboxItem) -> [String] {
    var parts: [String] = []
    if let attempt = entry.attempt {
      parts.append(desk.say("inbox.attempt", ["attempt": String(attempt)]))
    }
    // The insurance team reads here whether it is the authorization, the coverage or the cost.
    let attempt = entry.candidate.attempts.first { $0.call == entry.item.call }
    if let ending = attempt?.ending { parts.append(desk.label(ending)) }
    if let note = entry.note {
      parts.append(desk.say("inbox.note", ["id": note.rawValue]))
    }
    parts.append(desk.say("inbox.item", ["id": entry.item.id.rawValue]))
    parts.append(entry.item.recall.rawValue)
    return parts
  }

  private func history(of item: QueueItem) throws(StoreFailure) {
    for act in try desk.store.queueActs(of: item.id) {
      var text = desk.say(
        "inbox.history.\(act.kind.rawValue)",
        [
          "who": words.person(act.who), "time": words.moment(act.at),
          "queue": act.to.map { words.queue($0) } ?? "",
        ])
      if let said = act.words { text += ": " + words.quoted(said) }
      desk.screen.paragraph(text, indent: 4)
    }
  }
}
