internal import Foundation
internal import RecallDomain

/// A case in a queue as Task: what was asked, by when it is due, who has it, and the answer.
struct FHIRTaskOut {
  let item: QueueItem
  let terms: FHIRTerms
  /// The outcome of the call it came of, in words of the closed list.
  let outcome: String?

  private var recall: FHIRValue { FHIRTerms.reference("ServiceRequest", item.recall.rawValue) }

  var resource: FHIRValue {
    FHIRTerms.resource(
      "Task", item.id.rawValue,
      [
        ("status", .text(status)),
        ("businessStatus", FHIRTerms.concept(text: outcome ?? item.state.rawValue)),
        ("intent", .text("order")), ("priority", .text(priority)),
        (
          "code",
          FHIRTerms.concept(
            [FHIRTerms.coding(OwnFHIR.url("queue"), item.queue.rawValue)], text: code)
        ),
        ("description", .optional(item.question)), ("focus", recall),
        ("for", FHIRTerms.reference("Patient", item.patient.rawValue)),
        ("authoredOn", terms.instant(item.opened)), ("lastModified", terms.instant(lastModified)),
        ("owner", owner),
        ("reasonCode", concern),
        ("reasonReference", item.call.map { FHIRTerms.reference("Communication", $0.rawValue) }),
        ("note", .list(notes)), ("restriction", restriction), ("input", .list(inputs)),
        ("output", .list(outputs)),
      ])
  }

  private var status: String {
    switch item.state {
    case .open: "requested"
    case .taken: "in-progress"
    case .answered, .closed: "completed"
    case .withdrawn: "cancelled"
    }
  }

  private var priority: String {
    if item.urgent { return "stat" }
    return item.queue == .clinical ? "asap" : "routine"
  }

  private var code: String {
    switch item.queue {
    case .clinical: "clinical-question"
    case .insurance: "auth-review"
    case .language: "interpreter"
    case .transport: "transport"
    case .records: "contact-record"
    case .supervisor: "complaint"
    case .frontDesk: "front-desk"
    }
  }

  /// What it is about, by the closed list of concerns.
  private var concern: FHIRValue? {
    item.concern.map { FHIRTerms.concept([FHIRTerms.coding(OwnFHIR.url("concern"), $0.rawValue)]) }
  }

  /// Whoever sees to it, else the team.
  private var owner: FHIRValue? {
    FHIRTerms.named("Practitioner", item.seenToBy)
      ?? FHIRTerms.named("Organization", item.queue.rawValue)
  }

  private var lastModified: Date {
    [item.takenAt, item.answer?.at, item.closedAt, item.withdrawnAt].compactMap { $0 }
      .reduce(item.opened, max)
  }

  /// What was written beside it; and that it was raised by mistake, where somebody keeps it.
  private var notes: [FHIRValue] {
    let withdrawn = item.withdrawnAt == nil ? nil : "raised by mistake"
    return [item.note, withdrawn].compactMap { $0 }.map { .members([("text", .text($0))]) }
  }

  /// A restriction's period ends when the answer is due.
  private var restriction: FHIRValue? {
    item.due.map { due in
      .members([("period", .members([("end", terms.instant(due))]))])
    }
  }

  private var inputs: [FHIRValue] {
    [
      value("verified", "Boolean", .flag(item.verified)),
      value("call-back", "String", .optional(item.callBack)),
      value("language", "String", .optional(item.language)),
    ].compactMap { $0 }
  }

  /// The answer that comes back to the caller, whose it is, and whether the patient is called again.
  private var outputs: [FHIRValue] {
    guard let answer = item.answer else { return [] }
    return [
      value("answer", "String", .text(answer.words)),
      value("answered-by", "String", .text(answer.by)),
      value("answered-at", "DateTime", terms.instant(answer.at)),
      value("verdict", "Code", .text(answer.verdict.rawValue)),
    ].compactMap { $0 }
  }

  private func value(_ name: String, _ type: String, _ value: FHIRValue?) -> FHIRValue? {
    value.map { .members([("type", FHIRTerms.concept(text: name)), ("value\(type)", $0)]) }
  }
}
