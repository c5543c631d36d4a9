import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("Rules of the languages")
struct LocaleRuleTests {
  private let clinic = LocaleFixture()
  private let es = "locales/es/visit.yaml"
  private let en = "locales/en/visit.yaml"

  @Test("a complete clinic has no findings")
  func complete() { #expect(clinic.told() == []) }

  // MARK: locale/missing

  @Test(
    "a line that is spoken and not translated is missing, at the lines of the file it belongs in")
  func missingLine() {
    let broken = clinic.changing("locales/es/shared.yaml", "close.thanks", "close.thank_you")
    #expect(
      broken.told().first { $0.hasPrefix("locale/missing") }
        == "locale/missing locales/es/shared.yaml:3 line \"close.thanks\", spoken at "
        + "scripts/shared.yaml:5:10, is missing in \"es\"")
    #expect(broken.told().filter { $0.hasPrefix("locale/missing") }.count == 1)
  }

  @Test("a line that only the translation has is missing in the source")
  func missingInSource() {
    let broken = clinic.changing(en, "identity.ask", "identity.asks")
    #expect(
      broken.findings().contains {
        $0.rule == .localeMissing && $0.message.hasSuffix("is missing in \"en\"")
      })
  }

  @Test("a line that is in no language is unknown, which is not this rule's")
  func unknownLine() {
    let broken = clinic.changing("scripts/shared.yaml", "close.thanks", "close.nothing")
    #expect(broken.findings().map(\.rule).allSatisfy { $0 == .localeOrphan })
  }

  @Test(
    "files, reasons, rehearsals, sentences and messages are missed",
    arguments: [
      ("engine", "line \"engine.resume\" is missing in \"es\""),
      ("messages", "line \"message.sms\" is missing in \"es\""),
      ("language", "file of the language \"es\" is missing"),
      ("visit", "reason \"default\" of script \"visit\" is missing in \"es\""),
      ("visit", "reason \"yearly\" is missing in \"es\""),
      ("visit", "rehearsal \"busy.says\" is missing in \"es\""),
    ])
  func missingFile(name: String, message: String) {
    let told = clinic.without("locales/es/\(name).yaml").findings()
    #expect(
      told.contains {
        $0.rule == .localeMissing && $0.message == message
          && $0.place == SourcePlace(file: "locales/es/\(name).yaml", line: 1, column: 1)
      })
  }

  @Test("an offered language without a folder misses everything, and says so")
  func missingFolder() {
    let scripts = ScriptReader.read(clinic.sources).scripts
    let read = LocaleReader.read(clinic.sources, languages: ["en", "fr"])
    let findings = LocaleCheck.findings(
      scripts: scripts, folders: read.locales, languages: ["en", "fr"])
    #expect(findings.contains { $0.message == "file of the language \"fr\" is missing" })
    #expect(
      findings.allSatisfy { $0.place.file.hasPrefix("locales/fr/") || $0.rule == .localeLabel })
  }

  @Test("a fact that a record may lack needs a neutral phrase where a line uses it")
  func neutralPhrase() {
    let broken = clinic.changing(
      "locales/es/language.yaml", "without: { provider: \"your doctor\" }", "")
    #expect(
      broken.told() == [
        "locale/missing locales/es/language.yaml:1 fact \"provider\" may be missing from a record "
          + "and has no phrase under \"without\" in \"es\", and line \"told.weeks\" uses it"
      ])
  }

  @Test("parts of the day need words where a line says when to call back")
  func parts() {
    let broken = clinic.changing("locales/es/language.yaml", ", evening: \"e\"", "")
    #expect(broken.findings().map(\.rule) == [.localeMissing])
    let unused = broken.changing("scripts/visit.yaml", "[told.weeks, told.when]", "told.weeks")
    #expect(unused.findings().allSatisfy { $0.rule == .localeOrphan })
  }

  // MARK: locale/placeholders

  @Test(
    "a translation uses the facts of its source, in any order",
    arguments: [
      ("{greeting}, habla {caller}.", []),
      ("Habla {caller}. {greeting}. ¿Qué tal, {greeting}?", []),
      ("{greeting}.", ["does not use \"caller\", which its source does"]),
      ("{greeting}, {caller}, {clinic}.", ["uses \"clinic\", which its source does not"]),
      (
        "{greeting}, {callr}.",
        [
          "does not use \"caller\", which its source does",
          "uses \"callr\", which its source does not",
        ]
      ),
    ])
  func placeholders(text: String, problems: [String]) {
    let changed = clinic.changing(es, "{greeting}, habla {caller}.", text)
    #expect(
      changed.told()
        == problems.map {
          "locale/placeholders locales/es/visit.yaml:4 line \"opening.greeting\" in \"es\" \($0)"
        })
  }

  @Test("a form may leave out what another form says, but not all of them")
  func formsTogether() {
    #expect(
      clinic.changing(es, "Hace una semana, dice {provider}.", "Hace una semana.").told() == [])
    let broken = clinic.changing(es, "Hace un tiempo, dice {provider}.", "Hace un tiempo.")
    #expect(
      broken.told() == [
        "locale/placeholders locales/es/visit.yaml:6 line \"told.weeks\" in \"es\" does not use "
          + "\"provider\", which its source does in the form \"without\""
      ])
  }

  @Test("a name in the source that is no fact is a reference, with what was probably meant")
  func unknownName() {
    let broken = clinic.changing(en, "{callback_window}", "{calback_window}")
    #expect(
      broken.told().contains(
        "reference locales/en/visit.yaml:11 line \"told.when\" uses \"calback_window\", which is no "
          + "fact; did you mean \"callback_window\"?"))
    let unclosed = clinic.changing(
      en, "I will call {callback_window}.", "I will call {callback_window")
    #expect(unclosed.findings().contains { $0.rule == .reference && $0.message.contains("brace") })
    let braces = clinic.changing(en, "May I ask your name?", "May I ask your {{name}}?")
    #expect(braces.findings().map(\.rule) == [.localeStale])
  }

  @Test("a never-fact is left to the rule that knows it")
  func neverFact() {
    let broken = clinic.changing(en, "{callback_window}", "{date_of_birth}")
    #expect(!broken.findings().contains { $0.rule == .reference })
  }

  // MARK: locale/plural

  @Test(
    "forms are exactly those that a count reaches",
    arguments: [
      ("    one: \"Hace una semana, dice {provider}.\"\n", "", "lacks the plural form \"one\""),
      (
        "    other: \"Hace {weeks_since_visit} semanas, dice {provider}.\"\n",
        "    many: \"Hace "
          + "{weeks_since_visit}, dice {provider}.\"\n", "lacks the plural form \"other\""
      ),
      (
        "    without:", "    many: \"{weeks_since_visit}\"\n    without:",
        "has the plural form \"many\", which no count from 1 to 520 reaches"
      ),
      (
        "    without: \"Hace un tiempo, dice {provider}.\"\n", "",
        "lacks the form \"without\" for a missing count"
      ),
      (
        "Hace un tiempo,", "Hace {weeks_since_visit},",
        "says the count \"weeks_since_visit\" in the form \"without\""
      ),
      (
        "Hace una semana,", "Hace {weeks_overdue},",
        "says the count \"weeks_overdue\", but is counted by \"weeks_since_visit\""
      ),
      (
        "¿Me dice su nombre?", "¿{weeks_overdue}?",
        "says the count \"weeks_overdue\" without \"count: weeks_overdue\""
      ),
    ])
  func plural(old: String, new: String, problem: String) {
    let told = clinic.changing(es, old, new).findings().filter { $0.rule == .localePlural }
    #expect(told.contains { $0.message.hasSuffix(" in \"es\" \(problem)") })
  }

  // MARK: locale/stale

  @Test("a changed source makes its translation stale, a changed note does not")
  func stale() {
    let changed = clinic.changing("locales/en/shared.yaml", "Thank you.", "Thank you so much.")
    let hash = TranslationHash.of("Thank you so much.")
    #expect(
      changed.told() == [
        "locale/stale locales/es/shared.yaml:4 line \"close.thanks\" in \"es\" translates an older "
          + "text; the source now reads as \"\(hash)\""
      ])
    let noted = clinic.changing(
      "locales/en/shared.yaml", "text: \"Thank you.\"", "text: \"Thank you.\", note: \"kind\"")
    #expect(noted.told() == [])
  }

  @Test("a translation without of: does not say what it translates")
  func noOf() {
    let path = "locales/es/shared.yaml"
    let of = "of: \"\(TranslationHash.of("Thank you."))\", "
    #expect(
      clinic.changing(path, of, "").told() == [
        "locale/stale locales/es/shared.yaml:4 line \"close.thanks\" in \"es\" does not say what it "
          + "translates: it has no \"of\""
      ])
  }

  @Test("a changed form makes a counted line stale, reasons and rehearsals too")
  func staleForms() {
    for (old, new) in [
      ("It has been a while", "It is a while"), ("a week,", "one week,"),
      ("I am at work.", "At work."),
      ("your yearly visit", "the yearly visit"),
    ] {
      #expect(clinic.changing(en, old, new).findings().map(\.rule) == [.localeStale])
    }
  }

  // MARK: locale/orphan

  @Test(
    "what nothing uses is a warning with its place",
    arguments: [
      (
        "locales/en/visit.yaml", "lines:", "lines:\n  told.never: { text: \"x\" }",
        "line \"told.never\" in \"en\" is not used: no script speaks it"
      ),
      (
        "locales/es/shared.yaml", "lines:", "lines:\n  close.more: { text: \"x\" }",
        "line \"close.more\" in \"es\" has no text in the source"
      ),
      (
        "locales/en/visit.yaml", "labels:", "labels:\n  patients: \"x\"",
        "label \"patients\" in \"en\" is of no response; did you mean \"patient\"?"
      ),
      (
        "locales/en/engine.yaml", "lines:", "lines:\n  engine.more: { text: \"x\" }",
        "line \"engine.more\" in \"en\" is not used: the engine does not speak it"
      ),
    ])
  func orphan(path: String, old: String, new: String, message: String) {
    let findings = clinic.changing(path, old, new).findings()
    #expect(
      findings.contains {
        $0.rule == .localeOrphan && $0.severity == .warning && $0.message.hasPrefix(message)
          && $0.place.file == path
      })
  }

  @Test("a file of no script is an orphan as a whole")
  func orphanFile() {
    var more = clinic
    more.files["locales/en/vist.yaml"] = "recall-locale: 1\nlocale: en\n"
    #expect(
      more.told() == [
        "locale/orphan locales/en/vist.yaml:1 file \"locales/en/vist.yaml\" belongs to no script or "
          + "fragment in use"
      ])
  }

  @Test("while a script cannot be read, nothing is called unused")
  func notWhole() {
    let read = LocaleReader.read(clinic.sources, languages: ["en", "es"])
    #expect(
      LocaleCheck.findings(
        scripts: [], folders: read.locales, languages: ["en", "es"], whole: false) == [])
  }

  // MARK: locale/label

  @Test("each response has a label of its own or a common one")
  func responses() {
    let broken = clinic.changing(es, "  no_answer: \"nadie contesta\"\n", "")
    #expect(
      broken.told() == [
        "locale/label scripts/visit.yaml:11 response \"no_answer\" of node \"opening\" has no label in "
          + "\"es\""
      ])
    let named = clinic.changing(es, "  no_answer:", "  opening.no_answer:")
    #expect(named.told() == [])
  }

  @Test(
    "interrupts, queues, barriers and outcomes have labels",
    arguments: [
      "interrupt.stop_calling", "queue.front-desk", "barrier.busy", "outcome.no-answer",
    ])
  func shared(key: String) {
    let broken = clinic.changing("locales/es/console.yaml", "  \(key): \"x\"\n", "")
    #expect(
      broken.told() == [
        "locale/label locales/es/console.yaml:1 label \"\(key)\" is missing in \"es\""
      ])
  }

  @Test("a line that stands in two files of one script is an error")
  func twice() {
    let broken = clinic.changing(
      "locales/en/shared.yaml", "lines:",
      "lines:\n  told.when: { text: \"I will call {callback_window}.\" }")
    #expect(
      broken.findings().contains {
        $0.rule == .format && $0.message.hasPrefix("line \"told.when\" is written twice, first at")
      })
  }
}
