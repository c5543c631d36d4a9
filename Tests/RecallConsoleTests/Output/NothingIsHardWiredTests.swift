import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("No text for staff or patients is written into the program")
struct NothingIsHardWiredTests {
  /// Whole days at the console, which between them come past every kind of prompt and answer.
  static let days: [[String]] = [
    ["next", "", "patient", "y", "1961-03-04", "ready", "1", "", "last", "quit"],
    ["next", "", "patient", "n", "y", "3/4/61", "1961-13-04", "x", "1961-03-05", "1961-03-05"],
    [
      "next", "", "patient", "y", "1961-03-04", "later", "?", "sunday 3pm", "9", "", "", "", "last",
    ],
    ["next", "", "patient", "y", "1961-03-04", "later", "tomorrow 3pm", "a remark", "", "why r-1"],
    ["next", "", "voicemail", "?", "", "", "history", "last", "worklist", "why r-1", "promises"],
    ["next", "", "no_answer", "/cq", "", "is it normal", "", "", "", "inbox", "open r-1"],
    ["next", "", "!", "chest pain", "12 Main Street", "call_911", "?", "y", "Joy", "", "quit"],
    ["next", "", "someone_else", "?", "representative", "Elena Ruiz", "mother", "", "", "/end"],
    ["next", "", "st", "", "", "worklist", "why r-1"], ["next", "", "wrong_number", ""],
    ["next", "", "patient", "refuses", "", "next"], ["next", "", "dr", "", "", "last"],
    ["next", "", "in", "cost too high", "insurance", "zzz", "", "", "", "inbox"],
    ["next", "", "la", "Spanish", "", "", "inbox"], ["next", "", "la", "Klingon", "", "", ""],
    ["next", "", "tr", "a ride", "", "", "inbox"], ["next", "", "up", "?", "", "", "", ""],
    ["next", "", "patient", "y", "1961-03-04", "re", "/say", "/both", "/why", "/card", "/history"],
    ["next", "", "patient", "y", "1961-03-04", "ready", "?", "9", "x", "other tomorrow 3pm", ""],
    ["next", "", "patient", "y", "1961-03-04", "rather_not", "cost too far", "", "", ""],
    ["next", "?", "x", "number 2", "number 7", "skip", "interpreter", "interpreter 12", "/card"],
    ["next", "skip she asked", "worklist", "why r-1", "next"],
    [
      "next", "", "?", "zzz", "p", "/back", "/xyzzy", "/note", "/note on the dog", "/locale",
      "/end",
    ],
    ["next", "", "/end no-answer busy-signal", "", "last"],
    ["next", "", "/end scheduled", "/park"],
    ["next", "", "/park", "next", "resume", "worklist", "why r-1", "resume 1", "no_answer", ""],
    ["open r-1 inbound", "?", "y", "1961-03-04", "will_book", "", "last", "quit"],
    ["worklist", "help", "help next", "?", "nxt", "zzz", "why", "why r-1", "why r-9", "lookup"],
    ["lookup", "rosa", "lookup", "617 555 0142", "lookup", "nobody", "open", "open r-9"],
    [
      "next", "", "cq", "is it normal", "enough", "", "inbox", "inbox 1", "inbox take",
      "inbox zzz 1",
      "inbox take 1", "inbox note 1", "a note", "inbox answer 1", "yes", "9", "1", "promises",
      "inbox show 1", "inbox take 1", "inbox give-back 1", "inbox answer 7",
    ],
    [
      "next", "", "in", "coverage is it paid", "coverage", "", "inbox", "inbox hand 1",
      "inbox hand 1 insurance", "inbox hand 1 records", "", "inbox", "inbox done 1", "paid",
      "inbox overdue", "inbox", "inbox close 1", "",
    ],
    ["inbox", "inbox clinical", "inbox zzz", "promises", "last", "practice", "report", "locale"],
    ["worklist", "why 1", "open 1 override", "open 1 xyz", "next", "skip", "skip 1", "next"],
    [
      "next", "", "patient", "y", "1961-03-04", "ready", "morning", "tuesday", "more", "anyone",
      "all", "zzz", "none",
    ],
    ["locale xx", "locale en-XA", "resume", "next zzz", "next overdue-follow-up", "/quit"],
  ]

  @Test(
    "a screen in a language made by program has no letter outside its brackets", arguments: days)
  func day(_ typed: [String]) throws {
    let day = try Self.pseudoDay()
    let told = day.run(typed).everything
    #expect(told.contains(PseudoLanguage.open))
    #expect(Self.strangers(in: told) == [])
    for note in day.notes { #expect(Self.strangers(in: note.summary) == []) }
  }

  @Test("the same on a terminal, with keys that break off", arguments: Self.days)
  func terminal(_ typed: [String]) throws {
    let day = try Self.pseudoDay()
    day.isTerminal = true
    let events = typed.map(LineEvent.line)
    let (half, rest) = (Array(events.prefix(events.count / 2)), Array(events.suffix(2)))
    let told = day.run(events: half + [.interrupt, .interrupt] + rest)
    let again = day.run(events: [.line("resume"), .interrupt, .terminated(15)])
    let text = Self.withoutEscapes(told.everything + again.everything)
    #expect(Self.strangers(in: text) == [])
  }

  /// Without what moves the cursor, clears and colours.
  private static func withoutEscapes(_ screen: String) -> String {
    screen.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "")
  }

  @Test(
    "the same for a clinic's minor, a confidential patient and somebody the record lacks much of")
  func others() throws {
    for change in Self.changes {
      let told = try Self.pseudoDay(change).run(["next", "", "?", "/card", "/end no-answer", ""])
      #expect(Self.strangers(in: told.everything) == [])
    }
  }

  @Test("the language made by program is complete and proved, as any other")
  func complete() throws {
    let library = try PseudoClinic.library()
    #expect(library.findings.map(\.message) == [])
    #expect(library.editions.keys.sorted() == ClinicFolder.library.editions.keys.sorted())
  }

  private static let library = Result { try PseudoClinic.library() }

  private static func pseudoDay(
    _ change: @escaping (inout Patient, inout RecallEntry) -> Void = { _, _ in }
  ) throws -> ConsoleDay {
    let day = try ConsoleDay { patient, entry in
      patient.language = PseudoClinic.tag
      change(&patient, &entry)
    }
    day.library = try library.get()
    day.policy = PseudoClinic.policy
    day.locale = PseudoClinic.tag
    day.caller = StaffMember(
      id: "ana", name: "Ana", roles: [.caller], languages: [PseudoClinic.tag])
    return day
  }

  private static let changes: [@Sendable (inout Patient, inout RecallEntry) -> Void] = [
    { patient, _ in
      patient.dateOfBirth = CivilDate(year: 2015, month: 3, day: 4)
      patient.representatives = [
        Representative(name: "Elena Ruiz", relationship: "mother", isGuardian: true)
      ]
    },
    { patient, _ in patient.permissions.confidential = true },
    { patient, entry in
      patient.language = nil
      entry.provider = nil
    },
    { patient, _ in patient.language = "es" },
  ]

  // MARK: What may stand outside

  /// Lines with words that are neither data nor command words, as they stand on the screen.
  private static func strangers(in screen: String) -> [String] {
    PseudoClinic.outside(screen).compactMap { line in
      let words = line.split { !$0.isLetter && !$0.isNumber && !"_-'".contains($0) }
        .map { $0.trimmingCharacters(in: ["-"]) }
      let strange = words.filter { word in
        word.contains(where: \.isLetter) && !known.contains(word.lowercased())
      }
      return strange.isEmpty ? nil : "\(strange.joined(separator: " ")) ← \(line)"
    }
  }

  private static let known: Set<String> = Set(
    (data + commandWords + dates).flatMap { $0.split(separator: " ") }.map { $0.lowercased() })

  /// Of the patient, the clinic, the caller, and what was typed.
  private static let data = [
    "Rosa Delgado Ruiz", "Ana", "Lakeside Clinic", "Dr Okafor", "Main Street", "annual-visit",
    "r-1", "p-1", "Joy", "portal example org", "Elena Ruiz mother", PseudoClinic.tag,
  ]

  /// What a person types, which is the same in every language (INTERFACES).
  private static let commandWords: [String] =
    MainVerb.allCases.map(\.rawValue) + CallCommand.allCases.map(\.rawValue)
    + Interrupt.allCases.flatMap { [$0.rawValue, $0.code] }
    + Outcome.allCases.flatMap { [$0.rawValue] + $0.details.map(\.rawValue) }
    + QueueName.allCases.map(\.rawValue) + SkipReason.allCases.map(\.rawValue)
    + BookWord.allCases.map(\.rawValue) + OpenHow.words
    + ClinicFolder.library.scripts.flatMap { script in
      script.order.flatMap { id -> [String] in
        guard case .hear(let responses) = script[id].act else { return [id] }
        return [id] + responses.map(\.name)
      }
    } + ["saved", "recall"]

  /// The system's names of days and months, in the language nearest to the console's.
  private static let dates: [String] = {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: PseudoClinic.tag)
    return formatter.shortWeekdaySymbols + formatter.weekdaySymbols + formatter.shortMonthSymbols
      + formatter.monthSymbols + [formatter.amSymbol, formatter.pmSymbol] + joining + languages
  }()

  /// What the system writes between a day and a time, and its names of languages.
  private static let joining = ["at"]
  private static let languages = ["en", "es", PseudoClinic.tag].flatMap { tag in
    (Locale(identifier: PseudoClinic.tag).localizedString(forIdentifier: tag) ?? "")
      .split { !$0.isLetter && $0 != "-" }.map(String.init)
  }
}
