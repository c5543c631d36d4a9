import Foundation
import RecallDomain
import RecallStorage
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("The summary of a note, for every outcome, barrier and field, in both languages")
struct NoteSummaryTests {
  /// A call that was saved, with an appointment booked in it or without, replayed from its journal.
  private static func saved(booked: Bool) throws -> (run: CallRun, note: CallNote) {
    let day = try ConsoleDay()
    let answers =
      booked
      ? ["patient", "y", "1961-03-04", "ready", "1", ""]
      : ["patient", "y", "1961-03-04", "later", "tomorrow 3pm", ""]
    _ = day.run(["next", ""] + answers + ["quit"])
    let note = try #require(day.notes.first)
    let record = try #require(try day.store.savedCall(note.id))
    let data = try #require(try day.store.edition(hash: record.edition))
    let edition = try #require(CompiledEdition.edition(from: data))
    let events = try record.journal.map {
      TimedEvent(try CallEvent(payload: $0.payload), at: $0.at)
    }
    return (try CallRun(unsaving: events, edition: edition), note)
  }

  private static let endings = Outcome.allCases.flatMap { outcome in
    outcome.details.compactMap { Ending(outcome, $0) }
  }

  private static let fields: [CallField: FieldValue?] = [
    .callbackWindow: .window(
      CallbackWindow(date: CivilDate(iso: "2026-11-25")!, moment: .part(.afternoon))),
    .question: .text("May I eat before the visit?"), .complaint: .text("Nobody called me back"),
    .transportNeed: .text("a ride for two"), .emergencyWords: .text("my chest hurts"),
    .emergencyLocation: .text("12 Elm Street"), .handedTo: .text("nurse Ito"), .agreed911: .yes,
    .insuranceConcern: .insurance(.authorization, "the referral has run out"),
    .language: .language("fr"), .declineReason: .decline(.careElsewhere, "a doctor nearer by"),
    .newNumber: .text("+16175550199"),
  ]

  private func summary(
    _ ending: Ending, _ locale: String, _ call: (run: CallRun, note: CallNote),
    _ change: (inout CallNote) -> Void = { _ in }
  ) throws -> String {
    var note = call.note
    (note.ending, note.fields, note.barriers, note.routed) = (ending, [:], [], [])
    change(&note)
    let sheet = NoteSheet(
      recall: note.recall, patient: note.patient, segment: note.segment, attempt: note.attempt,
      mode: note.mode, caller: note.caller, ended: note.ended, routed: note.routed,
      bookedBefore: false, next: note.next)
    let phrases = try #require(ClinicFolder.library.staffPhrases[locale])
    return NoteComposer(run: call.run, sheet: sheet, phrases: phrases).wording(of: note).summary
  }

  /// Nothing in it is a code, an id or a place that was left empty.
  private func isReadable(_ text: String) -> Bool {
    let codes =
      OutcomeDetail.allCases.map(\.rawValue) + CallField.allCases.map(\.rawValue)
      + DeclineReasonKind.allCases.map(\.rawValue) + QueueName.allCases.map(\.rawValue)
    let words = codes.filter { $0.contains("-") || $0.contains("_") }
    let isSentence = text.last.map { ".”»)!".contains($0) } ?? false
    return isSentence && !text.contains("  ") && !text.contains("{") && !text.contains("note.")
      && !text.contains(" .") && !text.contains(" ,") && !text.contains(": .")
      && !text.contains("“”") && !text.contains("r-1") && !text.contains("p-1")
      && !words.contains { text.contains($0) }
      && !text.contains(/\d{4}-\d{2}-\d{2}/)
  }

  @Test(
    "every outcome with every detail says what happened and what is next, in words",
    arguments: ["en", "es"])
  func endings(_ locale: String) throws {
    let (booked, plain) = (try Self.saved(booked: true), try Self.saved(booked: false))
    var all: [String: Ending] = [:]
    for ending in Self.endings {
      let call = ending == Ending(.scheduled, .booked) ? booked : plain
      let text = try summary(ending, locale, call) {
        if ending == Ending(.callbackRequested, .atTime) {
          $0.fields[.callbackWindow] = Self.fields[.callbackWindow]!
        }
      }
      #expect(isReadable(text), "\(ending): \(text)")
      #expect(all[text] == nil, "\(ending) reads as \(all[text].map { "\($0)" } ?? "")")
      all[text] = ending
      keep(locale, "\(ending)", text)
    }
  }

  @Test(
    "every barrier, every field given or not obtained, every queue, every next action",
    arguments: ["en", "es"])
  func parts(_ locale: String) throws {
    let call = try Self.saved(booked: false)
    let ending = Ending(.callbackRequested, .anyTime)!
    for barrier in Barrier.allCases {
      let text = try summary(ending, locale, call) { $0.barriers = [barrier] }
      #expect(isReadable(text), "\(barrier): \(text)")
    }
    for (field, value) in Self.fields {
      let given = try summary(ending, locale, call) { $0.fields = [field: value] }
      #expect(isReadable(given), "\(field): \(given)")
      if case .text(let words)? = value, field != .newNumber {
        #expect(given.contains(words), "\(field): the words are missing")
      }
      let missing = try summary(ending, locale, call) { $0.fields = [field: FieldValue?.none] }
      #expect(isReadable(missing), "\(field): \(missing)")
      #expect(given != missing)
      keep(locale, "\(field.rawValue)", given)
    }
    let due = ConsoleDay.now.addingTimeInterval(7200)
    for queue in QueueName.allCases {
      let text = try summary(ending, locale, call) {
        $0.routed = [CallNote.Routed(queue: queue, item: QueueItemID("q"), due: due)]
        $0.next = NextAction(kind: .review, owner: queue.rawValue, at: due)
      }
      #expect(isReadable(text), "\(queue): \(text)")
      keep(locale, "\(queue.rawValue)", text)
    }
    for kind in NextAction.Kind.allCases {
      for at in [nil, due] {
        let text = try summary(ending, locale, call) {
          $0.next = NextAction(kind: kind, owner: "ana", at: at)
        }
        #expect(isReadable(text), "\(kind): \(text)")
        keep(locale, "\(kind.rawValue)", text)
      }
    }
  }

  /// `RECALL_READ_ALOUD=FILE` keeps them for somebody to read.
  private func keep(_ locale: String, _ what: String, _ text: String) {
    guard let path = ProcessInfo.processInfo.environment["RECALL_READ_ALOUD"] else { return }
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    guard let file = FileHandle(forWritingAtPath: path) else { return }
    _ = try? file.seekToEnd()
    try? file.write(contentsOf: Data("\(locale) \(what)\n  \(text)\n".utf8))
    try? file.close()
  }
}
