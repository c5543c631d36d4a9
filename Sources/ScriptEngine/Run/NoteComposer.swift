package import RecallDomain

/// Composes the structured note of an ended call from the path it took. The caller writes nothing.
package struct NoteComposer: Sendable {
  let run: CallRun
  let sheet: NoteSheet
  let phrases: StaffPhrases

  package init(run: CallRun, sheet: NoteSheet, phrases: StaffPhrases) {
    self.run = run
    self.sheet = sheet
    self.phrases = phrases
  }

  /// For a call that stands at `save`. One note a call: its id is the call's.
  package func compose() -> CallNote {
    let settled = settledEnding
    let start = run.start
    var note = CallNote(
      id: NoteID(start?.call.rawValue ?? ""), call: start?.call ?? CallID(""),
      recall: sheet.recall, patient: sheet.patient, segment: sheet.segment,
      attempt: sheet.attempt, direction: start?.direction ?? .outbound, mode: sheet.mode,
      caller: sheet.caller, number: start?.number ?? "", started: run.began ?? sheet.ended,
      ended: sheet.ended, identity: run.identity,
      preferredLanguage: start?.record.preferredLanguage, spokenLanguages: run.spokenLanguages,
      interpreter: run.interpreter, script: scriptUsed, path: run.path, barriers: run.barriers,
      fields: run.fields, ending: settled.ending, also: settled.also, next: sheet.next,
      routed: sheet.routed, remarks: run.remarks,
      contactChanges: run.contactChanges.isEmpty ? nil : run.contactChanges, summary: "")
    note.told = sheet.told.isEmpty ? nil : sheet.told
    return wording(of: note)
  }

  /// The same note with its summary written anew, after what follows has been decided.
  package func wording(of note: CallNote) -> CallNote {
    var note = note
    note.summary =
      NoteSummary(
        note: note, run: run, replaced: sheet.replaced, promised: sheet.promised, phrases: phrases
      ).text
    return note
  }

  /// How the call counts. A call that has not ended is a technical failure of its caller's.
  package var settledEnding: SettledEnding {
    SettledEnding(
      said: run.ending ?? Ending(.noAnswer, .technical)!, bookedInCall: run.appointment != nil,
      bookedBefore: sheet.bookedBefore)
  }

  /// Only the words that were spoken.
  private var scriptUsed: CallNote.ScriptUsed {
    let edition = run.edition
    let spoken = Set(run.spokenLanguages)
    return CallNote.ScriptUsed(
      id: edition.script.id, structure: edition.structureHash,
      words: edition.wordsHashes.filter { spoken.contains($0.key) },
      approved: edition.approved && spoken.isSubset(of: edition.approvedLanguages))
  }
}
