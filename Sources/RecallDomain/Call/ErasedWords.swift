package import Foundation

/// What stays of a note when its words go: who, when, by which script, over which way, with which
/// outcome and what followed. Everything that somebody typed, said or was called goes.
extension CallNote {
  /// - Parameter notice: stands in the place of what the note told.
  package func withoutWords(at now: Date, notice: String) -> CallNote {
    var note = self
    note.number = ""
    note.identity.person = identity.person.map { _ in PersonOnLine(name: "", relationship: "") }
    note.interpreter = interpreter.map { _ in "" }
    note.fields = fields.mapValues { $0?.withoutWords }
    note.remarks = []
    note.contactChanges = contactChanges?.map(\.withoutPlace)
    note.summary = notice
    note.erased = now
    return note
  }
}

extension NoteAddition {
  package func withoutWords(at now: Date, notice: String) -> NoteAddition {
    var addition = self
    addition.words = notice
    addition.change?.fields = change?.fields.mapValues { $0?.withoutWords } ?? [:]
    addition.change?.summary = notice
    return addition
  }
}

extension FieldValue {
  /// Kinds, times and languages stay.
  var withoutWords: FieldValue {
    switch self {
    case .text: .text("")
    case .insurance(let kind, _): .insurance(kind, "")
    case .decline(let kind, _): .decline(kind, "")
    case .window, .yes, .no, .language, .appointment: self
    }
  }
}

extension ContactChange {
  /// Whether it was one number or all of them still shows; which one does not.
  var withoutPlace: ContactChange {
    switch self {
    case .consent(let channels, let place, let allowed):
      .consent(channels, at: place.map { _ in "" }, allowed: allowed)
    case .only(let number): .only(number: number.map { _ in "" })
    case .need, .prefer: self
    }
  }
}
