package import RecallDomain
package import ScriptEngine

/// What was added to a note, in the language that the clinic documents in.
package struct AdditionWords {
  private let phrases: StaffPhrases
  private let zone: Zone

  package init(phrases: StaffPhrases, zone: Zone) {
    self.phrases = phrases
    self.zone = zone
  }

  /// Who, when and why; of a corrected outcome also the call told anew.
  package func lines(_ addition: NoteAddition) -> [String] {
    [head(addition)] + [addition.change?.summary].compactMap { $0.map(TerminalText.clean) }
  }

  package func head(_ addition: NoteAddition) -> String {
    var values = [
      "time": StaffDates(locale: phrases.locale).dayAndTime(addition.at, in: zone),
      "author": TerminalText.clean(addition.author), "words": TerminalText.clean(addition.words),
    ]
    guard let change = addition.change else { return phrases.text("note.amended", values) }
    values["old"] = phrases.label(change.from)
    values["new"] = phrases.label(change.to)
    return phrases.text("note.corrected", values)
  }
}
