import RecallDomain
package import ScriptEngine

/// What staff may type for a name in the languages of the console: the texts `typed.…` of each
/// `console.yaml`, divided by commas. The name itself is English, always works, and is the same on
/// every wire. A language is added with its folder: no word of it stands in the program.
///
/// The first word of a text is the one that a screen in that language shows.
package struct TypedWords: Hashable, Sendable {
  /// Locale → key without `typed.` → the words as they are written.
  private let words: [String: [String: [String]]]

  package init(_ staff: [String: StaffPhrases]) {
    words = staff.mapValues { phrases in
      let keys = phrases.keys.filter { $0.hasPrefix(Self.prefix) }
      return Dictionary(
        uniqueKeysWithValues: keys.map { key in
          let text = phrases.text(key).split(separator: ",").map { String($0).trimmed }
          return (String(key.dropFirst(Self.prefix.count)), text.filter { !$0.isEmpty })
        })
    }
  }

  /// English names alone.
  static let none = TypedWords([:])
  private static let prefix = "typed."

  /// In every language, as what is typed is compared.
  func folded(_ key: String) -> [String] {
    words.values.flatMap { ($0[key] ?? []).map { Folded.text($0) } }
  }

  /// In one language, as they are written.
  func words(_ key: String, in locale: String) -> [String] { words[locale]?[key] ?? [] }

  /// What was typed means `word.…` of that name, whole: `word.yes`, `word.refuses`.
  func means(_ name: String, _ typed: some StringProtocol) -> Bool {
    folded("word.\(name)").contains(Folded.text(typed))
  }
}

/// One name of a closed list by what may be typed for it.
struct NameReader<Name> {
  struct Entry {
    let name: Name
    /// English, as on the wire.
    let english: String
    /// Folded; of every console language.
    var words: [String] = []
    /// What stands on the screen beside it, folded: counts after names and words.
    var labels: [String] = []
  }

  enum Answer {
    case one(Name)
    /// Several could be meant, in the order of the list.
    case several([Name])
    case unknown
  }

  let entries: [Entry]

  /// The exact English name, an exact word or label of any language; then a beginning that only one
  /// has, over names and words together, then over labels, and last a word inside a label.
  func read(_ typed: String) -> Answer {
    let folded = Folded.text(typed)
    guard !folded.isEmpty else { return .unknown }
    let hyphenated = folded.replacing(" ", with: "-")
    let begins = { (text: String) in text.hasPrefix(folded) || text.hasPrefix(hyphenated) }
    let steps: [(Entry) -> Bool] = [
      { $0.english == folded || $0.english == hyphenated }, { $0.words.contains(folded) },
      { $0.labels.contains(folded) }, { begins($0.english) || $0.words.contains(where: begins) },
      { $0.labels.contains(where: begins) },
      { $0.labels.contains { LabelWords.have(folded, in: $0) } },
    ]
    for fits in steps {
      let meant = entries.filter(fits)
      if meant.count == 1 { return .one(meant[0].name) }
      if meant.count > 1 { return .several(meant.map(\.name)) }
    }
    return .unknown
  }

  func one(_ typed: String) -> Name? {
    if case .one(let name) = read(typed) { name } else { nil }
  }

  /// "Did you mean": the name that a slip of the finger may have been, by its English name, its words in
  /// any language, or what the screen shows for it.
  func near(_ typed: String) -> Name? {
    let known = entries.flatMap { entry in
      ([entry.english] + entry.words + entry.labels).map { (word: $0, name: entry.name) }
    }
    return Near.index(of: Folded.text(typed), among: known.map(\.word)).map { known[$0].name }
  }
}

extension NameReader where Name: RawRepresentable<String> {
  /// - Parameters:
  ///   - kind: their words are `typed.KIND.NAME`.
  ///   - labels: what stands on the screen for a name, in every console language.
  init(
    _ names: [Name], _ kind: String, _ typed: TypedWords,
    labels: (Name) -> [String] = { _ in [] }
  ) {
    entries = names.map { name in
      Entry(
        name: name, english: name.rawValue, words: typed.folded("\(kind).\(name.rawValue)"),
        labels: labels(name).map { Folded.text($0) })
    }
  }
}

extension Desk {
  var typed: TypedWords { words.typed }

  /// A staff text in every language of the console.
  func inEveryLanguage(_ key: String) -> [String] {
    words.staffLanguages.map { words.phrases(in: $0).text(key) }
  }

  /// A label in every language of the console.
  func labelInEveryLanguage(_ key: String) -> [String] {
    words.staffLanguages.compactMap { words.phrases(in: $0).label(key) }
  }

  /// Names are English words: a screen in another language shows its own words for them.
  var showsNames: Bool { RecallDomain.LanguageTag.primary(consoleLocale) == "en" }

  /// How a name is shown on this screen: by the console's own word for it, where it has one.
  func shown(_ kind: String, _ name: String) -> String {
    typed.words("\(kind).\(name)", in: consoleLocale).first ?? name
  }

  /// The name, and the words of the console's own language: what Tab offers.
  func offered(_ kind: String, _ name: String) -> [String] {
    let words = typed.words("\(kind).\(name)", in: consoleLocale)
    return [name] + words.filter { $0 != name && !$0.contains(" ") }
  }
}

extension Desk {
  /// What was typed begins this word, or one of its words in any language of the console.
  func begins(_ word: String, _ folded: String) -> Bool {
    guard !folded.isEmpty else { return false }
    return ([word] + typed.folded("word.\(word)")).contains { $0.hasPrefix(folded) }
  }

  /// `nil` for neither. Words of the offered languages count beside those of the console.
  func yesOrNo(_ text: String, _ languages: [Language] = []) -> Bool? {
    let folded = Folded.text(text)
    let means = { [typed] (word: String) in
      typed.means(word, folded)
        || languages.contains {
          ($0.understands[word] ?? []).contains { Folded.text($0) == folded }
        }
    }
    if means("yes") || ["y", "yes"].contains(folded) { return true }
    return means("no") || ["n", "no"].contains(folded) ? false : nil
  }
}
