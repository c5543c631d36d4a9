import ArgumentParser
import Foundation
import RecallDomain
import RecallReports

/// `recall notes`: the structured notes of ended calls.
struct NotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes", abstract: "Print the notes of ended calls.")

  @Option(help: ArgumentHelp("Only this patient's, by the patient's id.", valueName: "id"))
  var patient: String?

  @Option(help: ArgumentHelp("Only of calls that ended on or after this day.", valueName: "date"))
  var since: String?

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options)
    let query = NoteQuery(
      patient: patient.map { PatientID($0) }, since: try start(in: clinic.zone))
    let notes: [CallNote]
    do { notes = try clinic.store.notes(query) } catch { throw Failure(error) }
    if json {
      let document = NoteDocument(zone: clinic.zone)
      return Printing.json(.list(notes.map(document.json)))
    }
    for note in notes { Printing.line(NoteLines.text(note, zone: clinic.zone) + "\n") }
  }

  private func start(in zone: Zone) throws -> Date? {
    guard let since else { return nil }
    guard let date = CivilDate(iso: since) else {
      throw Failure(.usage, "\"\(since)\" is no date", hint: "write it as 2026-11-24")
    }
    return LocalTime(date: date, time: TimeOfDay(minutes: 0)!).instant(in: zone)
  }
}

/// A note for a person's eyes.
enum NoteLines {
  static func text(_ note: CallNote, zone: Zone) -> String {
    let ended = LocalTime(note.ended, in: zone)
    let head = [
      "\(ended.date) \(ended.time)", note.caller, note.segment, note.patient.rawValue,
      note.ending.description,
    ]
    return TerminalText.clean(head.joined(separator: " · ")) + "\n  "
      + note.summary.split(separator: "\n").map { TerminalText.clean(String($0)) }
      .joined(separator: "\n  ")
  }
}
