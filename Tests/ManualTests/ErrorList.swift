import Foundation
import RecallDomain

@testable import RecallExchange
@testable import ScriptEngine

/// Every sentence with which the program says that something is wrong, as its sources have it: what
/// the guide errors.md shows.
struct ErrorList {
  /// One that a command ends with.
  struct Refusal: Hashable {
    let code: String
    let sentence: String
    let hints: [String]
    /// The source file, which is named for the command or the thing that it is about.
    let file: String
  }

  static let root = ManualPage.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  // MARK: Sources

  static func sources(_ folder: String) throws -> [(path: String, source: SourceCalls)] {
    let place = root.appendingPathComponent("Sources/\(folder)")
    let names = FileManager.default.enumerator(atPath: place.path)?.compactMap { $0 as? String }
    return try (names ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { name in
      let text = try String(
        contentsOf: place.appendingPathComponent(name), encoding: .utf8)
      return ("\(folder)/\(name)", SourceCalls(text))
    }
  }

  // MARK: Commands

  private static let codes = [
    ".findings", ".usage", ".unreadable", ".unreachable", ".inside", ".cannotCreate", ".tryAgain",
    ".notPermitted", ".configuration",
  ]
  private static let parserHint = "`recall --help` lists the commands and options"

  /// Those whose sentence stands where they are made, by exit code.
  static func refusals() throws -> [Refusal] {
    try sources("recall").flatMap { path, source in
      let file = name(path)
      return source.calls(["Failure", ".init", "self.init", "ValidationError"]).flatMap { call in
        refusals(call, file, source)
      }
    }
  }

  private static func refusals(
    _ call: SourceCalls.Call, _ file: String, _ source: SourceCalls
  ) -> [Refusal] {
    let free = call.arguments.filter { $0.label == nil }.map(\.text)
    if call.name == "ValidationError" {
      return SourceCalls.texts(free.first ?? "").map {
        Refusal(code: ".usage", sentence: $0, hints: [parserHint], file: file)
      }
    }
    guard free.count >= 2, codes.contains(free[0]) else { return [] }
    var hint = call.argument("hint") ?? ""
    if hint.hasPrefix("Self.") { hint = source.constant(String(hint.dropFirst(5))) ?? hint }
    let texts = SourceCalls.texts(hint)
    // One that is worked out elsewhere; the compiler sees to it that there is one.
    let hints = texts.isEmpty && !hint.isEmpty ? ["{…}"] : texts
    return SourceCalls.texts(free[1]).map {
      Refusal(code: free[0], sentence: $0, hints: hints, file: file)
    }
  }

  /// What fills `{why}` where a store could not be reached, read or made.
  static func storeReasons() throws -> [String] {
    try sources("RecallStorage").flatMap { _, source in
      source.calls([".unreachable", ".damaged", "StoreFailure.unreachable", ".refused"])
        .flatMap { call in
          call.arguments.flatMap { SourceCalls.texts($0.text) }.filter { $0.contains(" ") }
        }
    }
  }

  // MARK: Imports

  static let unreadable: [ImportFailure] = [
    .noFile("FILE"), .isFolder("FILE"), .cannotRead("FILE"), .empty("FILE"), .binary("FILE"),
    .workbook("FILE"), .compressed("FILE"), .xml("FILE"), .webPage("FILE"),
    .missingColumns("FILE", ["due_date"]),
    .missingColumns("FILE", ["patient_id"]), .mappedColumnMissing("FILE", "COLUMN", "HEADER"),
    .columnTwice("FILE", "HEADER"), .badHeader("FILE", line: 1), .noHeader("FILE", line: 1),
    .badJSON("FILE", line: 12, column: 5, what: "WHAT IS EXPECTED"), .notFHIR("FILE"),
    .tooMuch("FILE", line: 12, limit: 512 << 20), .unknownSegment("SEGMENT"),
    .unknownReason("REASON"), .fillIncomplete,
  ]

  /// Exhaustive, so that a new one is not forgotten above.
  static func kind(_ failure: ImportFailure) -> Int {
    switch failure {
    case .noFile: 0
    case .isFolder: 1
    case .cannotRead: 2
    case .empty: 3
    case .binary: 4
    case .workbook: 5
    case .xml: 6
    case .missingColumns: 7
    case .mappedColumnMissing: 8
    case .columnTwice: 9
    case .badHeader: 10
    case .badJSON: 11
    case .notFHIR: 12
    case .tooMuch: 13
    case .unknownSegment: 14
    case .unknownReason: 15
    case .fillIncomplete: 16
    // Said as the store's own failure, or as the one that broke the import off.
    case .store, .broke: 20
    case .compressed: 17
    case .webPage: 18
    case .noHeader: 19
    }
  }

  /// What may be wrong with one row or resource; the row's place and field are named with it.
  static func rowProblems() throws -> [String] {
    let names = [
      ".rejection", "rejection", ".flag", "flag", ".flagRow", "problem", ".problem", ".rejected",
      "ImportProblem", "RowRejection",
    ]
    // What is written for others is no problem.
    return try sources("RecallExchange").filter { !$0.path.contains("/Out/") }.flatMap {
      _, source in
      source.calls(names).flatMap { call in
        call.arguments.filter { $0.label == nil || $0.label == "problem" }
          .flatMap { SourceCalls.texts($0.text) }
          // The name of an element of FHIR is one word.
          .filter { $0.contains(" ") || $0.contains("-") }
      }
    }
  }

  // MARK: Files of a clinic

  /// By what they are about: clinic.yaml, scripts, words and the rest.
  static func findings() throws -> [(title: String, sentences: [String])] {
    try [
      ("Any file", ["ScriptEngine/Yaml"]), ("clinic.yaml", ["ScriptEngine/ClinicFile"]),
      ("Scripts", ["ScriptEngine/Parse", "ScriptEngine/Check/Rules"]),
      ("Words", ["ScriptEngine/Phrasebook", "ScriptEngine/Check/Locale"]),
      ("Rehearsals", ["ScriptEngine/Rehearsal", "ScriptEngine/Check/Rehearsal"]),
      ("Approvals", ["ScriptEngine/Library"]),
      ("Catalogues", ["ScriptEngine/Translation"]),
      ("A map of columns", ["RecallExchange/CSV"]),
    ].map { title, folders in
      let found = try folders.flatMap { folder in
        try sources(folder).flatMap { path, source in
          sentences(source, whole: folder.contains("/Check/") || wholeFiles.contains(name(path)))
        }
      }
      return (title, ordered(found))
    }
  }

  /// Files whose functions make sentences for others.
  private static let wholeFiles: Set<String> = [
    "ClinicFileReader", "ContradictionKeys", "ScriptNames", "StatedValue", "TurnReader",
  ]

  private static func name(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// - Parameter whole: a file of a rule, in which every text but those of its page is a sentence.
  private static func sentences(_ source: SourceCalls, whole: Bool) -> [String] {
    if whole {
      return SourceCalls.texts(source.rest(without: "RulePage")).filter(isSentence)
    }
    let names = ["findings.format", "findings.reference", "findings.add", "Finding", "format"]
    return source.calls(names).flatMap { call in
      call.arguments.filter { $0.label == nil || $0.label == "message" }
        .flatMap { SourceCalls.texts($0.text) }.filter(isSentence)
    }
  }

  /// Values that are made up for a test run of a rehearsal.
  private static let samples: Set<String> = ["as said in practice"]

  private static func isSentence(_ text: String) -> Bool {
    // What begins with a space or a semicolon is the end of another one.
    guard text.first != " ", text.first != ";", !samples.contains(text) else { return false }
    let bare = text.replacing(/{[^}]*}/, with: "")
    let words = bare.split(separator: " ").filter { $0.contains(where: \.isLetter) }
    return words.count >= 2 && text.split(separator: " ").count >= 3
  }

  static func ordered(_ sentences: [String]) -> [String] {
    var seen: Set<String> = []
    return sentences.filter { seen.insert($0).inserted }
  }

  // MARK: The console

  /// Keys of console.yaml that a refusal at the console is said with, and their English.
  static func atTheConsole() throws -> [(key: String, text: String)] {
    let lines = try consoleLines()
    let named = try sources("RecallConsole").flatMap { _, source in
      source.calls([".problem"]).flatMap { call in
        call.arguments.flatMap { SourceCalls.texts($0.text) }
      }
    }
    let whole = ["refusal.", "store.", "outage.", "duty.refused", "duty.hint"]
    return lines.filter { key, _ in
      named.contains(key) || whole.contains { key.hasPrefix($0) }
    }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private static func consoleLines() throws -> [String: String] {
    let path = "locales/en/console.yaml"
    let data = try Data(contentsOf: root.appendingPathComponent(path))
    let read = LocaleReader.read(
      [SourceFile(path: path, bytes: [UInt8](data))], languages: ["en"])
    return (read.locales["en"]?.files["console"]?.staff ?? [:]).mapValues { line in
      switch line.phrase {
      case .plain(let text): text
      case .counted(let forms): forms[.other] ?? ""
      }
    }
  }
}
