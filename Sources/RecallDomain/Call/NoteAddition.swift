package import Foundation

/// What was added to a note after it was saved. The note itself stays as it was written: a mistake
/// is mended by an addition with its author and time.
package struct NoteAddition: Hashable, Sendable, Codable {
  package enum Kind: String, CaseIterable, Codable, Sendable {
    /// Words alone.
    case amend
    /// Another outcome, with the reason, and what follows from it.
    case outcome
  }

  /// Made by whoever adds it, so that the same addition is never written twice.
  package var id: String
  package var note: NoteID
  /// From 1, in the order in which they were added.
  package var number: Int
  package var author: String
  package var at: Date
  /// What was forgotten; of a corrected outcome the reason.
  package var words: String
  /// Of a corrected outcome; `nil` for words alone.
  package var change: Change?

  package var kind: Kind { change == nil ? .amend : .outcome }

  package init(
    id: String, note: NoteID, number: Int = 0, author: String, at: Date, words: String,
    change: Change? = nil
  ) {
    self.id = id
    self.note = note
    self.number = number
    self.author = author
    self.at = at
    self.words = words
    self.change = change
  }

  /// One outcome in the place of another, and all that follows from it instead.
  package struct Change: Hashable, Sendable, Codable {
    package var from: Ending
    package var to: Ending
    /// As in a note.
    package var also: Ending?
    package var fields: [CallField: FieldValue?]
    package var next: NextAction
    package var routed: [CallNote.Routed]
    /// Items that only the old outcome had opened.
    package var withdrawn: [QueueItemID]
    /// The call told anew, with what follows now.
    package var summary: String

    package init(
      from: Ending, to: Ending, also: Ending? = nil, fields: [CallField: FieldValue?] = [:],
      next: NextAction, routed: [CallNote.Routed] = [], withdrawn: [QueueItemID] = [],
      summary: String
    ) {
      self.from = from
      self.to = to
      self.also = also
      self.fields = fields
      self.next = next
      self.routed = routed
      self.withdrawn = withdrawn
      self.summary = summary
    }
  }
}

/// A note as it was saved, with everything that was added to it since.
package struct KeptNote: Hashable, Sendable {
  package var note: CallNote
  /// In their order.
  package var additions: [NoteAddition]

  package init(note: CallNote, additions: [NoteAddition] = []) {
    self.note = note
    self.additions = additions
  }

  /// The last correction of the outcome.
  private var change: NoteAddition.Change? { additions.last { $0.change != nil }?.change }

  /// What counts: as it was saved, or as it was corrected last.
  package var ending: Ending { change?.to ?? note.ending }
  package var also: Ending? { change == nil ? note.also : change?.also }
  package var next: NextAction { change?.next ?? note.next }
  package var fields: [CallField: FieldValue?] { change?.fields ?? note.fields }
  package var routed: [CallNote.Routed] { change?.routed ?? note.routed }
}
