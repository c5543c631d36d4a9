import RecallDomain
import Testing

@testable import ScriptEngine

/// A clinic of one short script in two languages, complete; tests break one thing at a time.
struct LocaleFixture {
  var files: [String: String] = [
    "scripts/visit.yaml": """
    recall-script: 1
    id: visit
    use: [shared]
    start: opening
    nodes:
      opening:
        say: opening.greeting
        at_most_seconds: 6
        hear:
          patient: identity
          no_answer: { end: no-answer, detail: rang-out }
      identity:
        say: identity.ask
        verify: identity
        then: { verified: told, failed: close, refused: close }
      told:
        say: [told.weeks, told.when]
        go: close
    """,
    "scripts/shared.yaml": """
    recall-fragment: 1
    id: shared
    nodes:
      close:
        say: close.thanks
        end: no-answer
        detail: hung-up
    """,
    "locales/en/visit.yaml": """
    recall-locale: 1
    locale: en
    lines:
      opening.greeting: { text: "{greeting}, this is {caller}." }
      identity.ask: { text: "May I ask your name?" }
      told.weeks:
        count: weeks_since_visit
        one: "It has been a week, says {provider}."
        other: "It has been {weeks_since_visit} weeks, says {provider}."
        without: "It has been a while, says {provider}."
      told.when: { text: "I will call {callback_window}." }
    labels:
      patient: "it is the patient"
      opening.no_answer: "nobody answers"
    reasons:
      default: { text: "a visit" }
      yearly: { text: "your yearly visit" }
    rehearsals:
      busy.says: { text: "I am at work." }
    """,
    "locales/en/shared.yaml": """
    recall-locale: 1
    locale: en
    lines:
      close.thanks: { text: "Thank you." }
    """,
    "locales/es/visit.yaml": """
    recall-locale: 1
    locale: es
    lines:
      opening.greeting: { of: "", text: "{greeting}, habla {caller}." }
      identity.ask: { of: "", text: "¿Me dice su nombre?" }
      told.weeks:
        of: ""
        count: weeks_since_visit
        one: "Hace una semana, dice {provider}."
        other: "Hace {weeks_since_visit} semanas, dice {provider}."
        without: "Hace un tiempo, dice {provider}."
      told.when: { of: "", text: "Le llamo {callback_window}." }
    labels:
      patient: "es el paciente"
      no_answer: "nadie contesta"
    reasons:
      default: { of: "", text: "una visita" }
      yearly: { of: "", text: "su visita anual" }
    rehearsals:
      busy.says: { of: "", text: "Estoy en el trabajo." }
    """,
    "locales/es/shared.yaml": """
    recall-locale: 1
    locale: es
    lines:
      close.thanks: { of: "", text: "Gracias." }
    """,
  ]

  init() {
    for locale in ["en", "es"] {
      files["locales/\(locale)/engine.yaml"] = Self.sentences(EngineSentence.all, locale)
      files["locales/\(locale)/messages.yaml"] = Self.sentences(
        MessageSurface.all, locale, owes: " {clinic_phone}",
        wayOut: { $0 == MessageSurface.portal ? " in the portal's settings" : " reply STOP" })
      files["locales/\(locale)/language.yaml"] = Self.language(locale)
      files["locales/\(locale)/console.yaml"] =
        "recall-locale: 1\nlocale: \(locale)\nlabels:\n"
        + LocaleLabel.requiredKeys.map { "  \($0): \"x\"\n" }.joined()
    }
    stampAll()
  }

  private static func sentences(
    _ ids: [LineID], _ locale: String, owes: String = "",
    wayOut: (LineID) -> String = { _ in "" }
  ) -> String {
    "recall-locale: 1\nlocale: \(locale)\nlines:\n"
      + ids.map {
        "  \($0): { of: \"\", text: \"\($0) {clinic} \(locale)\(owes)\(wayOut($0))\" }\n"
      }.joined()
      .replacing(locale == "en" ? "of: \"\", " : "no", with: locale == "en" ? "" : "no")
  }

  private static func language(_ locale: String) -> String {
    """
    recall-locale: 1
    locale: \(locale)
    greetings: { 0: "Hello", 12: "Good day" }
    date: "EEEE, MMMM d"
    time: "h:mm a"
    parts: { morning: "m", afternoon: "a", evening: "e" }
    syllables_per_second: 5
    without: { provider: "your doctor" }
    opt_out: { email: [reply STOP], portal: ["in the portal's settings"] }
    """
  }

  /// Gives every translation the hash of its present source.
  mutating func stampAll() {
    for path in files.keys where path.hasPrefix("locales/es/") {
      files[path] = files[path]!.replacing("of: \"\"", with: "of: \"000000000000\"")
    }
    let source = LocaleReader.read(sources, languages: ["en"]).locales["en"]!
    for (path, text) in files where path.hasPrefix("locales/es/") {
      let name = String(path.split(separator: "/")[2].dropLast(5))
      guard let of = source.files[name] else { continue }
      let stamped = LocaleStamp.stamp(SourceFile(path: path, bytes: Array(text.utf8)), source: of)
      files[path] = String(decoding: stamped.file.bytes, as: UTF8.self)
    }
  }

  var sources: [SourceFile] {
    files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, bytes: Array($0.value.utf8)) }
  }

  /// The fixture with one text of one file changed; a text that is not there is a slip of the test.
  func changing(_ path: String, _ old: String, _ new: String) -> LocaleFixture {
    var copy = self
    if files[path]?.contains(old) != true { Issue.record("\(path) does not hold \(old)") }
    copy.files[path] = files[path]!.replacing(old, with: new)
    return copy
  }

  func without(_ path: String) -> LocaleFixture {
    var copy = self
    copy.files[path] = nil
    return copy
  }

  /// What reading and the locale rules find: `rule file:line`, with the message.
  func findings() -> [Finding] {
    let scripts = ScriptReader.read(sources)
    let read = LocaleReader.read(sources, languages: ["en", "es"])
    return
      (scripts.findings + read.findings
      + LocaleCheck.findings(
        scripts: scripts.scripts, folders: read.locales, languages: ["en", "es"]))
      .sortedByPlace()
  }

  func told() -> [String] {
    findings().map { "\($0.rule.rawValue) \($0.place.file):\($0.place.line) \($0.message)" }
  }
}
