import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("Names are read in every language of the console")
struct TypedWordsTests {
  private static let typed = ClinicFolder.typed

  @Test("every verb by its English name and by every word for it, with or without accents")
  func verbs() {
    for verb in MainVerb.allCases {
      let words = ["en", "es"].flatMap { Self.typed.words("verb.\(verb.rawValue)", in: $0) }
      for word in words + words.map({ Folded.text($0) }) + [verb.rawValue] {
        #expect(
          MainReading.read(word + " x", Self.typed) == .verb(verb, argument: "x"), "\(word)")
      }
    }
    #expect(MainReading.read("SIGUIENTE", Self.typed) == .verb(.next, argument: ""))
    #expect(MainReading.read("ultima", Self.typed) == .verb(.last, argument: ""))
  }

  @Test("beginnings are unique over both languages, and several are shown")
  func beginnings() {
    #expect(MainReading.read("n", Self.typed) == .verb(.next, argument: ""))
    #expect(MainReading.read("si", Self.typed) == .verb(.next, argument: ""))
    #expect(MainReading.read("bu rosa", Self.typed) == .verb(.lookup, argument: "rosa"))
    #expect(MainReading.read("a", Self.typed) == .ambiguous(["open", "help"]))
    #expect(MainReading.read("siguente", Self.typed) == .unknown("siguente", near: .next))
  }

  @Test("every command and interrupt behind a slash by every word for it")
  func commands() {
    for command in CallCommand.allCases {
      for word in Self.typed.words("command.\(command.rawValue)", in: "es") + [command.rawValue] {
        #expect(
          CommandReading.read("/\(word) two words", Self.typed)
            == .command(command, argument: "two words"), "\(word)")
      }
    }
    for interrupt in Interrupt.allCases {
      let words = Self.typed.words("interrupt.\(interrupt.rawValue)", in: "es")
      for word in words + [interrupt.rawValue, interrupt.code] {
        let read = CommandReading.read("/\(word)", Self.typed)
        #expect(read == .interrupt(interrupt, argument: ""), "\(word)")
      }
    }
  }

  @Test("a word is an English name of nothing else, and no two names share one")
  func apart() {
    for (kind, names) in Self.kinds {
      for name in names {
        let words = Self.typed.folded("\(kind).\(name)")
        #expect(!words.isEmpty, "\(kind).\(name)")
        for other in names where other != name {
          #expect(!words.contains(other) || kind == "word", "\(kind): \(other)")
          let shared = Set(words).intersection(Self.typed.folded("\(kind).\(other)"))
          #expect(shared.isEmpty || kind == "word", "\(kind): \(shared)")
        }
      }
    }
  }

  private static let kinds: [(String, [String])] = [
    ("verb", MainVerb.allCases.map(\.rawValue)), ("command", CallCommand.allCases.map(\.rawValue)),
    ("interrupt", Interrupt.allCases.map(\.rawValue)), ("dial", DialWord.allCases.map(\.rawValue)),
    ("book", BookWord.allCases.map(\.rawValue)),
    (
      "word",
      [
        "yes", "no", "none", "refuses", "inbound", "override", "park", "end", "continue", "leave",
        "this", "off",
      ]
    ),
    ("contact", ContactWordAfter.offered + ["call"]),
    ("need", ContactNeed.allCases.map(\.rawValue)),
  ]

  @Test("Tab offers the words of the console's own language beside the English names")
  func completion() {
    let words = CompletionWords(
      segments: [], languages: [], typed: Self.typed, locale: "es")
    #expect(words.fittingMain("si") == ["siguiente"])
    #expect(words.fittingMain("NE") == ["next"])
    #expect(words.fittingMain("ul") == ["última"])
    #expect(words.fittingMain("abrir r-1 e") == ["entrante", "excepción"])
    #expect(words.fittingCall("/atr") == ["/atrás"])
    #expect(words.fittingCall("/contacto texto ") == ["yes", "sí", "s", "no", "n"])
    let english = CompletionWords(segments: [], languages: [], typed: Self.typed)
    #expect(english.fittingMain("l") == ["lookup", "last", "locale"])
  }

  /// Whole calls, each typed in Spanish: what is kept is what the English names would have kept.
  @Test(
    "a call typed in Spanish is the same call",
    arguments: [
      (
        ["siguiente", "", "patient", "sí", "4 de marzo de 1961", "ready", "1", "", "salir"],
        ["next", "", "patient", "y", "1961-03-04", "ready", "1", "", "quit"]
      ),
      (
        [
          "siguiente", "", "patient", "si", "1961-03-04", "ready", "ninguno", "mañana 3pm", "",
          "salir",
        ],
        ["next", "", "patient", "y", "1961-03-04", "ready", "none", "tomorrow 3pm", "", "quit"]
      ),
      (
        ["sig", "", "patient", "rehúsa", "", "salir"],
        ["next", "", "patient", "refuses", "", "quit"]
      ),
      (
        [
          "siguiente", "", "patient", "S", "1961-03-04", "/seguro", "costo es mucho", "3", "",
          "salir",
        ],
        ["next", "", "patient", "y", "1961-03-04", "/in", "cost es mucho", "3", "", "quit"]
      ),
      (
        [
          "siguiente", "", "patient", "si", "1961-03-04", "rather_not",
          "falta de tiempo la tienda", "1", "", "salir",
        ],
        [
          "next", "", "patient", "y", "1961-03-04", "rather_not", "no-time la tienda", "1", "",
          "quit",
        ]
      ),
      (
        ["siguiente", "", "/fin sin respuesta línea ocupada", "", "salir"],
        ["next", "", "/end no-answer busy-signal", "", "quit"]
      ),
      (
        ["siguiente", "", "/emergencia", "dolor", "calle 1", "1", "sí", "Joy", "", "salir"],
        ["next", "", "!", "dolor", "calle 1", "1", "y", "Joy", "", "quit"]
      ),
      (
        [
          "abrir r-1 entrante", "sí", "1961-03-04", "/atras", "/pausa", "retomar", "sí",
          "1961-03-04",
        ],
        ["open r-1 inbound", "y", "1961-03-04", "/back", "/park", "resume", "y", "1961-03-04"]
      ),
      (
        ["siguiente seguimiento", "omitir ahora no hay", "lista seguimiento", "bandeja seguros"],
        ["next overdue", "skip no-interpreter", "worklist overdue", "inbox insurance"]
      ),
      (
        ["siguiente", "número 2", "intérprete 12", "", "patient", "/nota hola", "dr", "", "salir"],
        ["next", "number 2", "interpreter 12", "", "patient", "/note hola", "dr", "", "quit"]
      ),
      (
        ["siguiente", "", "voicemail", "no", "", "última", "salir"],
        ["next", "", "voicemail", "none", "", "last", "quit"]
      ),
      (
        [
          "siguiente", "", "patient", "/contacto texto no", "/contacto solo este",
          "/idioma español",
        ],
        ["next", "", "patient", "/contact sms no", "/contact only this", "/locale es"]
      ),
      (
        ["idioma español", "idioma inglés", "locale Spanish"],
        ["locale es", "locale en", "locale es"]
      ),
    ])
  func sameCall(_ spanish: [String], _ english: [String]) throws {
    let (first, second) = (try ConsoleDay(), try ConsoleDay())
    let (mine, theirs) = (first.run(spanish), second.run(english))
    #expect(mine.prompts == theirs.prompts)
    #expect(Self.withoutIDs(mine.output) == Self.withoutIDs(theirs.output))
    #expect(mine.problems == theirs.problems)
    let kept = [first, second].map { day in
      day.notes.map {
        "\($0.ending) \($0.fields.map { "\($0)" }.sorted()) \($0.identity) \($0.summary)"
      }
    }
    #expect(kept[0] == kept[1])
  }

  private static func withoutIDs(_ text: String) -> String {
    text.replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "ID")
  }

  @Test("the console's language decides what is shown, never what is understood")
  func anyConsole() throws {
    for locale in ["en", "es"] {
      let day = try ConsoleDay()
      day.locale = locale
      let call = day.run(["siguiente", "", "1", "y", "/nota algo", "/note more", "/pausa", "quit"])
      #expect(call.prompts.suffix(2) == ["date_of_birth", "recall"][...])
      #expect(call.problems == "")
    }
  }

  @Test(
    "a command without its slash is met with it, before the call too", arguments: ["quit", "salir"])
  func withoutSlash(_ typed: String) throws {
    #expect(try ConsoleDay().run(["next", typed]).problems.contains("/quit"))
    #expect(try ConsoleDay().run(["next", "", typed]).problems.contains("/quit"))
  }

  @Test("where a screen shows labels for names, what begins both is asked, never guessed")
  func labelsBesideNames() throws {
    let day = try ConsoleDay()
    day.locale = "es"
    let call = day.run(["next", "", "con", "contesta la persona", "quit"])
    #expect(call.problems.contains("puede ser"))
    #expect(Array(call.prompts.dropFirst(2).prefix(3)) == ["opening", "opening", "full_name"])
    #expect(try ConsoleDay().run(["next", "", "no", "con"]).problems == "")
  }

  @Test("whatever is typed at any prompt, nothing crashes and the prompt comes again")
  func anything() throws {
    var dice = Dice()
    for road in Road.allCases + Road.allCases {
      let lines = (0..<16).map { _ in dice.line() }
      let call = try ConsoleDay().run(road.typed + lines)
      #expect(call.code == 0, "\(road) \(lines)")
      for line in lines {
        _ = MainReading.read(line, Self.typed)
        _ = CommandReading.read("/" + line, Self.typed)
        _ = CompletionWords(segments: ["a"], languages: ["en"], typed: Self.typed, locale: "es")
          .fittingCall(line)
      }
    }
  }

  /// Thrown the same way every time.
  private struct Dice {
    private var state: UInt64 = 7
    private static let pieces =
      Array("abcñéúí/!?\u{301}\u{200B}\u{202E}🙂 ,:-_0129'\"{}⟦«ß").map(String.init) + [
        "mañana ", "otro ", "other ", "no ", "/end ", "/fin ", "/contact ", "/idioma ", "3pm ",
        "sí",
        "/intérprete ", "omitir ", "/back", "la", "1", "2",
      ]

    private mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }

    mutating func line() -> String {
      let count = roll(7)
      return (0..<count).map { _ in Self.pieces[roll(Self.pieces.count)] }.joined()
    }
  }
}
