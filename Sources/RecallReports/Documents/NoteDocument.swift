package import RecallDomain

/// A note as `recall-note/1` (INTERFACES, "JSON"): every pinned key, in the pinned order.
package struct NoteDocument {
  /// Instants are printed with the offset of the clinic's zone.
  private let zone: Zone

  package init(zone: Zone) { self.zone = zone }

  package func json(_ note: CallNote) -> JSONValue { json(KeptNote(note: note)) }

  /// Outcome, fields and what follows are those in force; `summary` is the note's own, as it was
  /// saved. `corrections` (beyond what INTERFACES pins) has what was added, with author and time.
  package func json(_ kept: KeptNote) -> JSONValue {
    var shown = kept.note
    (shown.ending, shown.also, shown.next) = (kept.ending, kept.also, kept.next)
    (shown.fields, shown.routed) = (kept.fields, kept.routed)
    let corrections = JSONValue.Member("corrections", .array(kept.additions.map(addition)))
    return .object(identity(of: shown) + story(of: shown) + consequences(of: shown) + [corrections])
  }

  private func addition(_ addition: NoteAddition) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("number", .int(addition.number)), .init("kind", .string(addition.kind.rawValue)),
      .init("author", .string(addition.author)),
      .init("at", .string(InstantText.rfc3339(addition.at, in: zone))),
      .init(addition.change == nil ? "words" : "reason", .string(addition.words)),
    ]
    if let change = addition.change {
      members += [
        .init("from", ending(change.from)), .init("to", ending(change.to)),
        .init("next", next(change.next)),
        .init("routed", .array(change.routed.map(routed))),
        .init("withdrawn", .texts(change.withdrawn.map(\.rawValue))),
        .init("summary", .string(change.summary)),
      ]
    }
    return .object(members)
  }

  private func ending(_ ending: Ending) -> JSONValue {
    ["outcome": .string(ending.outcome.rawValue), "detail": .string(ending.detail.rawValue)]
  }

  private func next(_ next: NextAction) -> JSONValue {
    [
      "action": .string(next.kind.rawValue), "owner": .text(next.owner),
      "on": .text(next.at.map { InstantText.rfc3339($0, in: zone) }),
    ]
  }

  private func identity(of note: CallNote) -> [JSONValue.Member] {
    [
      .init("format", "recall-note/1"), .init("id", .string(note.id.rawValue)),
      .init("recall", .string(note.recall.rawValue)),
      .init("patient", .string(note.patient.rawValue)), .init("segment", .string(note.segment)),
      .init("attempt", .int(note.attempt)), .init("direction", .string(note.direction.rawValue)),
      .init("mode", .string(note.mode.rawValue)), .init("caller", .string(note.caller)),
      .init("number", .text(note.number.isEmpty ? nil : note.number)),
      .init("started", .string(InstantText.rfc3339(note.started, in: zone))),
      .init("ended", .string(InstantText.rfc3339(note.ended, in: zone))),
      .init("identity", gate(note.identity)),
    ]
  }

  private func gate(_ identity: CallNote.Identity) -> JSONValue {
    [
      "result": .string(identity.result.rawValue),
      "methods": .texts(identity.methods.map(\.rawValue)), "tries": .int(identity.tries),
      "person": identity.person.map {
        ["name": .string($0.name), "relationship": .string($0.relationship)]
      } ?? .null,
    ]
  }

  private func story(of note: CallNote) -> [JSONValue.Member] {
    [
      .init(
        "language",
        [
          "preferred": .text(note.preferredLanguage), "spoken": .texts(note.spokenLanguages),
          "interpreter": .text(note.interpreter),
        ]), .init("script", script(note.script)), .init("path", .array(note.path.map(step))),
      .init("barriers", .texts(note.barriers.map(\.rawValue))),
      .init("fields", fields(note.fields)),
      .init("outcome", .string(note.ending.outcome.rawValue)),
      .init("detail", .string(note.ending.detail.rawValue)),
      .init("also", note.also.map(ending) ?? .null),
    ]
  }

  private func script(_ script: CallNote.ScriptUsed) -> JSONValue {
    let words = script.words.sorted { $0.key < $1.key }
    return [
      "id": .string(script.id), "structure": .string(script.structure),
      "words": .object(words.map { .init($0.key, .string($0.value)) }),
      "approved": .bool(script.approved),
    ]
  }

  private func step(_ step: CallNote.Step) -> JSONValue {
    [
      "node": .string(step.node), "answer": .string(step.answer),
      "at": .string(InstantText.rfc3339(step.at, in: zone)), "locale": .string(step.locale),
    ]
  }

  private func consequences(of note: CallNote) -> [JSONValue.Member] {
    [
      .init("next", next(note.next)), .init("routed", .array(note.routed.map(routed))),
      .init("remarks", .texts(note.remarks)),
      .init("contact_changes", .array((note.contactChanges ?? []).map(change))),
      // Teams whose answers the patient heard; beyond what INTERFACES pins.
      .init("told", .texts((note.told ?? []).map(\.rawValue))),
      // Part of the call was kept on its computer while the store was away.
      .init("estimated", .bool(note.estimated ?? false)),
      .init("summary", .string(note.summary)),
    ] + erased(note)
  }

  /// When its words went: only in notes that have none any more.
  private func erased(_ note: CallNote) -> [JSONValue.Member] {
    note.erased.map { [.init("erased", .string(InstantText.rfc3339($0, in: zone)))] } ?? []
  }

  /// How the patient is reached from now on; beyond what INTERFACES pins.
  private func change(_ change: ContactChange) -> JSONValue {
    switch change {
    case .consent(let channels, let place, let allowed):
      [
        "change": "consent", "channels": .texts(channels.map(\.rawValue)), "at": .text(place),
        "allowed": .bool(allowed),
      ]
    case .only(let number): ["change": "only", "number": .text(number)]
    case .need(let need, let holds):
      ["change": "need", "need": .string(need.rawValue), "holds": .bool(holds)]
    case .prefer(let method): ["change": "prefer", "channel": .string(method.rawValue)]
    }
  }

  private func routed(_ routed: CallNote.Routed) -> JSONValue {
    [
      "queue": .string(routed.queue.rawValue), "item": .string(routed.item.rawValue),
      "due": .text(routed.due.map { InstantText.rfc3339($0, in: zone) }),
    ]
  }
}

/// The values of a call, typed as INTERFACES pins them.
extension NoteDocument {
  private func fields(_ fields: [CallField: FieldValue?]) -> JSONValue {
    .object(
      CallField.allCases.compactMap { field in
        fields[field].map { .init(field.rawValue, $0.map(json) ?? .null) }
      })
  }

  private func json(_ value: FieldValue) -> JSONValue {
    switch value {
    case .text(let text), .language(let text): .string(text)
    case .yes: .bool(true)
    case .no: .bool(false)
    case .insurance(let kind, let text): ["kind": .string(kind.rawValue), "text": .string(text)]
    case .decline(let kind, let text): ["kind": .string(kind.rawValue), "text": .string(text)]
    case .window(let window): json(window)
    case .appointment(let given): json(given)
    }
  }

  private func json(_ window: CallbackWindow) -> JSONValue {
    let date = JSONValue.Member("date", .string(window.date.description))
    return switch window.moment {
    case .time(let time): .object([date, .init("time", .string(time.description))])
    case .part(let part): .object([date, .init("part", .string(part.rawValue))])
    }
  }

  private func json(_ given: GivenAppointment) -> JSONValue {
    [
      "start": .string(InstantText.rfc3339(given.start, in: zone)),
      "provider": .text(given.provider), "slot": .text(given.slot?.rawValue),
      "source": given.slot == nil ? "elsewhere" : "slot",
    ]
  }
}
