import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// The small sound clinic that the examples of the rules' pages are edits of: one script with every
/// interrupt, in two languages. What an example calls repaired stands in it word for word.
struct ExampleClinic {
  var files = [
    "scripts/visit.yaml": Self.script, "locales/en/visit.yaml": Self.english,
    "locales/es/visit.yaml": Self.spanish, "scripts/rehearsals/wants-a-time.yaml": Self.rehearsal,
  ]
  /// The source alone, or a translation too.
  let languages: [String]

  init(languages: [String] = ["en", "es"]) {
    self.languages = languages
    for locale in languages {
      let source = locale == "en" ? nil : "en"
      files["locales/\(locale)/engine.yaml"] = Self.sentences(EngineSentence.all, locale, source)
      files["locales/\(locale)/messages.yaml"] = Self.messages(locale, source)
      files["locales/\(locale)/language.yaml"] = Self.language(locale)
      files["locales/\(locale)/console.yaml"] =
        "recall-locale: 1\nlocale: \(locale)\nlabels:\n"
        + LocaleLabel.requiredKeys.map { "  \($0): \"x\"\n" }.joined()
    }
    if !languages.contains("es") { files["locales/es/visit.yaml"] = nil }
  }

  /// The clinic with the example's repaired text replaced by its broken one.
  func breaking(_ example: RuleExample) -> ExampleClinic {
    var copy = self
    let parts = files[example.file]?.components(separatedBy: example.repaired) ?? []
    if parts.count != 2 {
      Issue.record(
        """
        what an example calls repaired stands once in the example clinic (ExampleWords.swift, \
        ExampleScript.swift): in \(example.file) it stands \(parts.count - 1) times: \(example.repaired)
        """)
    }
    copy.files[example.file] = parts.joined(separator: example.broken)
    return copy
  }

  var library: ScriptLibrary {
    var policy = ClinicPolicy(name: "Example Clinic")
    policy.phone = "+16175550100"
    policy.languages = languages
    let sources = files.sorted { $0.key < $1.key }.map {
      SourceFile(path: $0.key, bytes: Array($0.value.utf8))
    }
    return ScriptLibrary.read(files: sources, policy: policy)
  }

  private static func sentences(_ ids: [LineID], _ locale: String, _ source: String?) -> String {
    "recall-locale: 1\nlocale: \(locale)\nlines:\n"
      + ids.map { id in
        let of = source.map { "of: \"\(TranslationHash.of("\(id) \($0) {clinic}"))\", " } ?? ""
        return "  \(id): { \(of)text: \"\(id) \(locale) {clinic}\" }\n"
      }.joined()
  }

  private static let message = "{clinic}: please call {clinic_phone}. Reply STOP to stop."

  private static let portal =
    "{clinic}: please call {clinic_phone}. You can stop this in the portal's settings."

  private static func messages(_ locale: String, _ source: String?) -> String {
    "recall-locale: 1\nlocale: \(locale)\nlines:\n"
      + MessageSurface.all.map { id in
        let text = id == MessageSurface.portal ? portal : message
        let of = source.map { _ in "    of: \"\(TranslationHash.of(text))\"\n" } ?? ""
        return "  \(id):\n\(of)    text: \"\(text)\"\n"
      }.joined()
  }

  private static func language(_ locale: String) -> String {
    """
    recall-locale: 1
    locale: \(locale)
    greetings: { 0: "Hello" }
    date: "EEEE, MMMM d"
    time: "h:mm a"
    parts: { morning: "m", afternoon: "a", evening: "e" }
    syllables_per_second: 5
    protected_words: [biopsy]
    opt_out: { email: [reply STOP], portal: ["in the portal's settings"] }
    avoid: [{ phrase: "you missed", instead: "let us find a new time" }]
    """ + (locale == "es" ? "\nregister: { formal: usted, refuse: [te, tu, puedes] }" : "")
  }
}
