import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import RecallReports
import ScriptEngine

/// `recall review --sample N`: notes drawn by chance, read and graded one by one.
struct ReviewSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Draw notes fairly and grade them.",
    discussion: """
      Every caller with notes is represented, then outcomes within a caller; your own calls and what \
      you have graded are left out. Each question is answered with y, p (partly) or n; a grade is kept \
      when its comment line is ended. `skip` passes a note by, `quit` ends the review; what was graded \
      stays. With --json the sample is printed, and nothing is asked.

      Examples:
        recall review --sample 10
        recall review --seed 4711 --since 2026-11-01
      """)

  @Option(help: ArgumentHelp("So many notes.", valueName: "n"))
  var sample = 10

  @Option(help: ArgumentHelp("Draws the same sample again.", valueName: "number"))
  var seed: UInt64?

  @Option(help: ArgumentHelp("Calls that ended on or after this day.", valueName: "date"))
  var since: String?

  @Flag(help: "One JSON document, and nothing is asked.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (1...500).contains(sample) else {
      throw ValidationError("--sample is a number from 1 to 500")
    }
  }

  func run() throws {
    let clinic = try OpenClinic(options, for: "review sample")
    let start = try ReviewRoles.day(since, in: clinic.zone)
    let seed = seed ?? UInt64.random(in: 1...999_999)
    let notes = try drawn(clinic, seed: seed, since: start)
    if json {
      let asked = "\(notes.count) notes for review, seed \(seed)"
      try NoteAccess(clinic: clinic, options: options).leaveTrace(
        of: asked, showing: notes.map(\.note.patient))
      return Printing.json(document(notes, seed, clinic))
    }
    guard let phrases = try Desk.phrases(clinic, options) else { throw Failure.noConsoleTexts }
    if let signal = try NoteReview(clinic, phrases, options).grade(notes, seed: seed) {
      throw ExitCode(128 + signal)
    }
  }

  private func drawn(_ clinic: OpenClinic, seed: UInt64, since: Date?) throws -> [KeptNote] {
    do {
      let all = try clinic.store.reviewableNotes(since: since, by: clinic.staff.id)
      var notes: [KeptNote] = []
      for drawn in NoteSample(seed: seed).draw(sample, of: all) {
        try clinic.store.eachNote(NoteQuery(id: drawn.id)) { notes.append($0) }
      }
      return notes
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  private func document(
    _ notes: [KeptNote], _ seed: UInt64, _ clinic: OpenClinic
  ) -> JSONValue {
    let document = NoteDocument(zone: clinic.zone)
    let blind = Blinding(clinic)
    return [
      "seed": .int(Int(seed)), "blind": .bool(clinic.policy.review.blind),
      "count": .int(notes.count),
      "items": .array(notes.map { document.json(blind.shown($0)) }),
    ]
  }
}

/// `recall review results`: what reviewers found, by caller and over time, and what to rehearse.
struct ReviewResultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "results", abstract: "What reviews found, caller by caller, and what to rehearse.",
    discussion: """
      Managers, leads and trainers see everybody's; a caller sees their own.

      Examples:
        recall review results --since 2026-11-01
      """)

  @Option(help: ArgumentHelp("Calls that ended on or after this day.", valueName: "date"))
  var since: String?

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let clinic = try OpenClinic(options, for: "review results")
    let seesAll = clinic.has(.seeReviews)
    let start = try ReviewRoles.day(since, in: clinic.zone)
    let grades: [GradedNote]
    do throws(StoreFailure) {
      grades = try clinic.store.grades(since: start, of: seesAll ? nil : clinic.staff.id)
    } catch { throw Failure(error) }
    let byCaller = Dictionary(grouping: grades, by: \.caller)
    let results = byCaller.keys.sorted().map {
      ReviewResults(of: $0, byCaller[$0] ?? [], zone: clinic.zone)
    }
    let practice = try ReviewPractice(clinic)
    if json {
      return Printing.json(.list(results.map { ReviewDocument.json($0, practice.plan(of: $0)) }))
    }
    guard let phrases = try Desk.phrases(clinic, options) else { throw Failure.noConsoleTexts }
    let text = ReviewText(phrases)
    if results.isEmpty { Printing.line(phrases.text("review.no-results")) }
    for result in results {
      for line in text.lines(result, practice.plan(of: result)) {
        Printing.line(line)
      }
    }
  }
}

/// From when notes are reviewed.
enum ReviewRoles {
  static func day(_ text: String?, in zone: Zone) throws -> Date? {
    try text.map { try TypedDay($0).begin(in: zone) }
  }
}
