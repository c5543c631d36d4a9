import Foundation
import RecallStorage
import ScriptEngine

@testable import RecallConsole
@testable import RecallDomain

extension FuzzEntry {
  /// One line as a caller types it, read at every kind of prompt.
  static let line = FuzzEntry(name: "line") { bytes in
    let line = String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
    try LineEntry.verbs(line)
    try LineEntry.call(line)
    try LineEntry.fields(line)
  }
}

enum LineEntry {
  static let responses = [
    "patient", "someone_else", "voicemail", "no_answer", "engaged", "wrong_number", "screened",
  ].map {
    Response(
      name: $0, target: .resume, place: SourcePlace(file: "scripts/a.yaml", line: 1, column: 1))
  }

  static func verbs(_ line: String) throws {
    let typed = FuzzedClinic.typed
    switch VerbReading<MainVerb>.read(line, typed) {
    case .verb(let verb, let argument):
      try promise(!argument.hasPrefix(" ") && !argument.hasSuffix(" "), "an argument is trimmed")
      try promise(
        VerbReading<MainVerb>.read(verb.rawValue, typed) == .verb(verb, argument: ""),
        "a verb's own name is that verb")
    case .ambiguous(let verbs):
      try promise(Set(verbs).count > 1, "what is ambiguous has two meanings")
    case .empty, .help, .unknown: break
    }
    _ = InboxReading.read(line, typed) { QueueName(rawValue: $0) }
    let numbers = [PatientPhone(number: "+16175550142", kind: .mobile, rank: 1)]
    for gate in [GateLevel.closed, .open] {
      let contact = ContactReading(
        number: "+16175550142", numbers: numbers, gate: gate, typed: typed)
      if case .change(.consent(let channels, let number, _)) = contact.read(line) {
        try promise(!channels.isEmpty && number?.isEmpty != true, "a consent is about something")
      }
    }
  }

  static func call(_ line: String) throws {
    let typed = FuzzedClinic.typed
    let reader = ResponseReader(responses: responses, labels: [])
    switch reader.read(line) {
    case .response(let name):
      try promise(responses.contains { $0.name == name }, "an answer is one that was offered")
      try promise(reader.read(name) == .response(name), "an answer's own name is that answer")
    case .interrupt(let interrupt):
      try promise(
        reader.read(interrupt.code) == .interrupt(interrupt), "a code is its interrupt")
    case .ambiguous(let names):
      try promise(Set(names).count > 1, "what is ambiguous has two meanings")
    case .unknown: break
    }
    guard line.hasPrefix("/") else { return }
    switch CommandReading.read(line, typed) {
    case .command(let command, let argument):
      try promise(
        CommandReading.read("/\(command.rawValue) \(argument)", typed)
          == .command(command, argument: argument), "a command's own name is that command")
    case .ambiguous(let names):
      try promise(Set(names).count > 1, "what is ambiguous has two meanings")
    case .interrupt, .unknown: break
    }
  }

  /// Every field of the closed list: a value that can be kept, or one sentence.
  static func fields(_ line: String) throws {
    let reader = FieldReader(
      desk: FuzzedClinic.desk, policy: FuzzedClinic.policy, zone: DateEntry.zone, state: "MA",
      languages: FuzzedClinic.languages)
    let picks = FuzzedClinic.picks
    for field in CallField.allCases {
      switch reader.read(line, as: field, picks: picks) {
      case .problem(let sentence):
        try promise(!sentence.isEmpty && isHarmless(sentence), "a problem is one clear sentence")
      case .value(let value):
        try promise(isPlain(value), "what is noted is plain text")
        let kept = try JSONDecoder().decode(FieldValue.self, from: JSONEncoder().encode(value))
        try promise(kept == value, "what is noted is kept as it was noted")
      }
    }
  }

  private static func isPlain(_ value: FieldValue) -> Bool {
    switch value {
    case .text(let text), .insurance(_, let text), .decline(_, let text): isHarmless(text)
    case .appointment(let given): isHarmless(given.provider ?? "")
    case .language(let tag): isHarmless(tag)
    case .window, .yes, .no: true
    }
  }
}
