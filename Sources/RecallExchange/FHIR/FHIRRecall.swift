internal import RecallDomain

/// ServiceRequest as a recall: why, by when, with whom (DOMAIN 7).
struct FHIRRecall {
  enum Reading {
    case entry(RecallEntry)
    /// Not open: a status or an intent that asks nobody to do anything.
    case ignored(String)
    case rejected(field: String, problem: String)
  }

  let making: RecallMaking
  let fill: ImportFill
  /// The name of whoever a reference names.
  let name: (JSONValue) -> String?

  func read(_ request: JSONValue, id: String?, of patient: PatientID) -> Reading {
    let status = request.text("status") ?? "unknown"
    guard status == "active" else { return .ignored("ServiceRequest that is not active") }
    if request.flag("doNotPerform") == true { return .ignored("ServiceRequest not to perform") }
    let reason = reason(request)
    let own = ownSegment(request)
    guard let segment = own ?? reason.code.flatMap(making.segment(ofReason:)) ?? fill.segment else {
      return .rejected(
        field: "ServiceRequest.reasonCode",
        problem: "no reason or code is mapped to a segment in clinic.yaml")
    }
    guard let window = window(request) else {
      return .rejected(
        field: "ServiceRequest.occurrence", problem: "the request has no date or period")
    }
    let provider = provider(request)
    // Of our own bundle the code is the segment, and a recall may have no reason.
    let code = own == nil ? reason.code ?? reason.text : ownReason(request)
    var entry = RecallEntry(
      id: id.map { RecallID(TerminalText.clean($0)) }
        ?? RecallKey.make(patient: patient, segment: segment, reason: code, due: window.due),
      patient: patient, segment: segment, reason: code, due: window.due,
      priority: making.priority(
        said: ownPriority(request) ?? (isPressing(request) ? 1 : nil), reason: code,
        segment: segment, provider: provider))
    entry.authorization = OwnFHIR.text("authorization", of: request)
    entry.owner = OwnFHIR.text("owner", of: request)
    entry.dueEnd = window.end
    entry.provider = provider
    entry.specialty = request["performerType"]?.conceptText.map { TerminalText.clean($0) }
    entry.location =
      request.list("locationReference").lazy.compactMap { $0.text("display") }.first
      .map { TerminalText.clean($0) }
    return .entry(entry)
  }

  /// The segment that our own bundle names, where the clinic has it.
  private func ownSegment(_ request: JSONValue) -> String? {
    coding("segment", of: [request["code"]].compactMap { $0 }).flatMap(making.segment(named:))
  }

  private func ownReason(_ request: JSONValue) -> String? {
    coding("reason", of: request.list("reasonCode")).map { TerminalText.clean($0) }
  }

  private func coding(_ name: String, of concepts: [JSONValue]) -> String? {
    concepts.lazy.flatMap { $0.list("coding") }
      .first { $0.text("system") == OwnFHIR.url(name) }?.text("code")
  }

  private func ownPriority(_ request: JSONValue) -> Int? {
    guard case .number(let text)? = OwnFHIR.value("priority", "Integer", of: request) else {
      return nil
    }
    return Int(text).flatMap { (1...9).contains($0) ? $0 : nil }
  }

  /// The first reason or code that the clinic knows; otherwise the words of the first.
  private func reason(_ request: JSONValue) -> (code: String?, text: String?) {
    let concepts = request.list("reasonCode") + [request["code"]].compactMap { $0 }
    let known = concepts.lazy.flatMap(\.conceptNames).compactMap { making.reasonCode($0) }.first
    return (known, concepts.lazy.compactMap(\.conceptText).first.map { TerminalText.clean($0) })
  }

  private func window(_ request: JSONValue) -> (due: CivilDate, end: CivilDate?)? {
    if let day = request.text("occurrenceDateTime").flatMap(FHIRPeriod.day) { return (day, nil) }
    let bounds = request["occurrenceTiming"]?["repeat"]?["boundsPeriod"]
    let period = request["occurrencePeriod"] ?? bounds
    let start = period?.text("start").flatMap(FHIRPeriod.day)
    let end = period?.text("end").flatMap(FHIRPeriod.day)
    guard let due = start ?? end ?? fill.due else { return nil }
    return (due, end.flatMap { $0 > due ? $0 : nil })
  }

  private func provider(_ request: JSONValue) -> String? {
    let people = request.list("performer") + [request["requester"]].compactMap { $0 }
    return people.lazy.compactMap(name).first
  }

  private func isPressing(_ request: JSONValue) -> Bool {
    ["urgent", "asap", "stat"].contains(request.text("priority") ?? "")
  }
}
