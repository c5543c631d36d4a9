import Foundation
import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

/// Tried as a Spanish-speaking caller would: the console in Spanish, the calls in Spanish.
@Suite("Not one English word stands on a Spanish screen, except data")
struct SpanishScreenTests {
  /// The same whole days that prove that no text is written into the program, and some that look at
  /// what only a list, a queue or a mistake brings up.
  static let days: [[String]] =
    NothingIsHardWiredTests.days.filter { !$0.contains("locale en-XA") } + [
      ["siguiente", "", "1", "sí", "1961-03-04", "1", "1", "", "última", "motivo r-1", "salir"],
      ["siguiente", "?", "omitir", "omitir 9", "número 9", "zzz", "/zzz", "/idioma", "/consola"],
      [
        "siguiente", "", "1", "?", "zzz", "sí", "?", "x", "1/2/61", "1961-03-04", "?", "5", "?",
        "no sé",
      ],
      ["siguiente", "", "c", "/c", "/re", "con", "/finalizar", "/finalizar escalado", "/contacto"],
      [
        "siguiente", "", "1", "sí", "1961-03-04", "1", "/contacto x", "/contacto texto",
        "/contacto texto no",
      ],
      [
        "abrir r-1 x", "abrir r-1 excepción", "abrir r-1 excepción urge", "lista zzz",
        "bandeja zzz",
      ],
      [
        "siguiente", "", "1", "/cq", "¿duele?", "1", "sí", "1961-03-04", "1", "1", "", "bandeja",
        "lista",
      ],
      ["siguiente", "", "la", "klingon", "vietnamita", "?", "4", "", "motivo r-1", "promesas"],
      [
        "siguiente", "", "1", "no me llame más", "me falta el aire", "st", "", "lista",
        "motivo r-1",
      ],
      ["ayuda", "ayuda siguiente", "?", "sigiente", "idioma", "idioma zz", "practicar", "reporte"],
    ]

  @Test("whole days, typed in either language", arguments: days)
  func day(_ typed: [String]) throws {
    let day = try Self.spanishDay()
    let told = day.run(typed).everything
    #expect(told.contains("⟦"))
    #expect(Self.strangers(in: told) == [])
  }

  @Test("a patient whose language the caller does not speak, a minor, a list of several people")
  func others() throws {
    let bridge = try Self.spanishDay { patient, _ in patient.language = "vi" }
    #expect(Self.strangers(in: bridge.run(["next", "", "1", "sí", "/say", "la"]).everything) == [])
    let minor = try Self.spanishDay { patient, _ in
      patient.dateOfBirth = CivilDate(year: 2015, month: 3, day: 4)
      patient.representatives = [
        Representative(name: "Elena Ruiz", relationship: "madre", isGuardian: true)
      ]
    }
    #expect(Self.strangers(in: minor.run(["next", "", "2", "?", "/card"]).everything) == [])
    let two = try Self.spanishDay()
    try two.add(2, "Rosa", "Delgado")
    #expect(
      Self.strangers(in: two.run(["buscar", "Delgado", "lista", "abrir 1"]).everything) == [])
  }

  @Test("no line is wider than 80 columns", arguments: days)
  func width(_ typed: [String]) throws {
    let day = try Self.spanishDay()
    day.library = ClinicFolder.library
    let wide = day.run(typed).output.split(separator: "\n").filter { TerminalText.width($0) >= 80 }
    #expect(wide == [])
  }

  private static let practice = MarkedClinic.library(
    ClinicFolder.files + ClinicFolder.rehearsals, PracticeDay.policy)

  @Test(
    "the practice console in Spanish says nothing in English",
    arguments: [
      [
        "?", "lista", "lista zzz", "abrir 1", "", "1", "sí", "/pausa", "repetir", "", "/fin",
        "salir",
      ],
      ["siguiente", "?", "omitir 1", "ejercicio", "", "?", "1", "/atrás", "/pausa", "salir"],
      ["sorpresa", "", "1", "!", "me duele", "calle 5", "1", "sí", "Joy", "", "salir"],
      ["calentamiento emergencia", "", "la", "vietnamita", "4", "", "libre", "", "1", "/pausa"],
      [
        "hablar", "hablar zz", "hablar inglés", "idioma", "ayuda abrir", "abrir", "zzz", "siguente",
      ],
    ])
  func practised(_ typed: [String]) throws {
    let day = PracticeDay()
    day.library = Self.practice
    day.consoleLocale = "es"
    let told = try day.run(typed).everything
    #expect(told.contains("⟦"))
    #expect(Self.english(in: told) == [])
  }

  private static func spanishDay(
    _ change: @escaping (inout Patient, inout RecallEntry) -> Void = { _, _ in }
  ) throws -> ConsoleDay {
    let day = try ConsoleDay { patient, entry in
      patient.language = "es"
      change(&patient, &entry)
    }
    day.library = MarkedClinic.library
    day.locale = "es"
    return day
  }

  // MARK: What may stand outside

  /// Lines with an English staff text; those for the chart are in the clinic's own language.
  private static func english(in screen: String) -> [String] {
    screen.replacing(
      /⟦(?:Para el expediente:|Práctica: estas cuatro líneas[^⟧]*)⟧\n(?:.+\n)*/, with: ""
    )
    .split(separator: "\n").filter { $0.contains("⟪") }.map(String.init)
  }

  private static func strangers(in screen: String) -> [String] {
    english(in: screen)
      + MarkedClinic.outside(screen).compactMap { line in
        let words = line.split { !$0.isLetter && !$0.isNumber && !"_-'".contains($0) }
        let strange = words.filter { word in
          word.contains(where: \.isLetter) && !known.contains(word.lowercased())
        }
        return strange.isEmpty ? nil : "\(strange.joined(separator: " ")) ← \(line)"
      }
  }

  private static let known: Set<String> = Set(
    (data + dates + typed + ["saved", "recall"]).flatMap { $0.split(separator: " ") }
      .map { $0.lowercased() })

  /// What the screen shows of what may be typed: Spanish words, and the codes of interrupts.
  private static let typed: [String] =
    MainVerb.allCases.flatMap { ClinicFolder.typed.words("verb.\($0.rawValue)", in: "es") }
    + CallCommand.allCases.flatMap { ClinicFolder.typed.words("command.\($0.rawValue)", in: "es") }
    + Interrupt.allCases.map(\.code)

  /// Of the patient, the clinic and the caller, the tags of languages, and what was typed.
  private static let data = [
    "Rosa Delgado Ruiz", "Ana", "Lakeside Clinic", "Dr Okafor", "Main Street", "annual-visit",
    "r-1", "r-2", "p-1", "Elena Ruiz madre", "es en", "N", "duele", "you do", "usted",
  ]

  /// The system's Spanish names of days, months and languages, and what it writes between them.
  private static let dates: [String] = {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "es")
    return formatter.shortWeekdaySymbols + formatter.shortMonthSymbols
      + formatter.monthSymbols + ["a", "p", "m", "de", "español", "inglés", "vietnamita"]
  }()
}
