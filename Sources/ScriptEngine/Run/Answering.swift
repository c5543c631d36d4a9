import RecallDomain

/// The answers at `hear`, `ask`, `book` and `leave`.
extension CallRun {
  mutating func begin(_ start: CallStart) throws(CallRefusal) {
    guard standing.phase == .notBegun else { throw .notHere }
    guard edition.phrasebooks[start.locale] != nil else { throw .languageNotOffered(start.locale) }
    self.start = start
    lasting.permits = start.permits
    lasting.locale = start.locale
    lasting.spoken = [start.locale]
    lasting.interpreter = start.interpreter
    if start.bridge { utterBridge() }
    enter(start.direction == .inbound ? script.startInbound : script.start)
  }

  mutating func hear(_ name: String) throws(CallRefusal) {
    guard case .at(let id) = standing.phase, case .hear(let responses) = script[id].act else {
      throw .notHere
    }
    guard let response = responses.first(where: { $0.name == name }) else {
      throw .unknownResponse(name)
    }
    beginAnswer()
    take(response.name, to: response.target, from: id)
  }

  mutating func answer(_ field: CallField, _ value: FieldValue?) throws(CallRefusal) {
    if case .at(let id) = standing.phase, case .ask(field, let given, let none) = script[id].act {
      beginAnswer()
      keep(value, as: field)
      if value != nil { write(queuesFor: field, askedAt: script[id]) }
      if value == nil {
        take("none", to: none, from: id)
      } else {
        take("given", to: given, from: id)
      }
    } else {
      try noteForEnding(field, value)
    }
  }

  /// What `/end` had to ask. Noted; the call stays where it is.
  private mutating func noteForEnding(
    _ field: CallField, _ value: FieldValue?
  ) throws(CallRefusal) {
    guard isAtPrompt, field != .appointment else { throw .notHere }
    let words = utterances
    beginAnswer()
    utterances = words
    keep(value, as: field)
    if value != nil { write(queuesFor: field, askedAt: nil) }
  }

  /// A second answer to a verbatim field is appended, and no verbatim word is lost because the
  /// field was asked again in vain; any other field then stands as not obtained.
  private mutating func keep(_ value: FieldValue?, as field: CallField) {
    guard let value else {
      standing.given.remove(field)
      if !field.isVerbatim || standing.fields[field] == nil {
        standing.fields[field] = .some(nil)
      }
      return
    }
    standing.given.insert(field)
    if field == .language { standing.languageChosen = false }
    if field.isVerbatim, case .text(let first)?? = standing.fields[field],
      case .text(let second) = value
    {
      standing.fields[field] = .text("\(first) / \(second)")
    } else {
      standing.fields[field] = value
    }
  }

  mutating func book(_ appointment: GivenAppointment) throws(CallRefusal) {
    guard case .at(let id) = standing.phase, case .book(let booked, _, _) = script[id].act else {
      throw .notHere
    }
    beginAnswer()
    if let earlier = standing.appointment { effects.append(.release(earlier)) }
    effects.append(.hold(appointment))
    standing.appointment = appointment
    standing.fields[.appointment] = .appointment(appointment)
    standing.given.insert(.appointment)
    hastenBeforeTheVisit()
    take("booked", to: booked, from: id)
  }

  /// An appointment held from an earlier `book` stays held, since nobody has given it up; but it
  /// was asked for again in vain, so no line says it any more.
  mutating func leaveBooking(by exit: String) throws(CallRefusal) {
    guard case .at(let id) = standing.phase, case .book = script[id].act,
      let target = script[id].act.exits.first(where: { $0.name == exit })?.target
    else { throw .notHere }
    beginAnswer()
    standing.given.remove(.appointment)
    if standing.fields[.appointment] == nil { standing.fields[.appointment] = .some(nil) }
    take(exit, to: target, from: id)
  }

  mutating func leaveWord(_ done: Bool) throws(CallRefusal) {
    guard case .at(let id) = standing.phase,
      case .leave(let place, let left, let notLeft, _) = script[id].act
    else { throw .notHere }
    beginAnswer()
    if done {
      lasting.left.insert(place)
      take("left", to: left, from: id)
    } else {
      take("not_left", to: notLeft, from: id)
    }
  }

  /// At one of the prompts at which an interrupt may be raised.
  var isAtPrompt: Bool {
    switch standing.phase {
    case .at, .verifying, .save: true
    case .notBegun, .over: false
    }
  }
}
