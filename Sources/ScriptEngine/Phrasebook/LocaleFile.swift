/// One file of a locale, as read: everything it says, each with its place.
package struct LocaleFile: Hashable, Sendable {
  /// What a file of this name may hold.
  package enum Kind: Hashable, Sendable {
    /// The words of a script or a fragment.
    case script
    /// What simulated patients say in practice of that script or fragment; never in a live call.
    case rehearsals
    case engine, messages, console, language

    init(name: String) {
      switch name {
      case "engine": self = .engine
      case "messages": self = .messages
      case "console": self = .console
      case "language": self = .language
      case _ where name.hasSuffix(LocaleFile.rehearsalsEnding): self = .rehearsals
      default: self = .script
      }
    }
  }

  /// What staff read, with its place.
  package struct Label: Hashable, Sendable {
    package let text: String
    package let place: SourcePlace
  }

  /// What the console says to staff, with its place.
  package struct StaffLine: Hashable, Sendable {
    package let phrase: StaffPhrase
    /// For translators.
    package let note: String?
    package let place: SourcePlace
  }

  /// It speaks no line, whatever labels it has.
  var saysNothing: Bool { lines.isEmpty && staff.isEmpty && language == nil }

  package let path: String
  /// The folder it lies in, BCP 47.
  package let locale: String
  /// Without `.yaml`: a script's or fragment's id, `engine`, `console`, …
  package let name: String
  /// Lines spoken or sent, by id.
  package var lines: [LineID: Phrase] = [:]
  package var labels: [String: Label] = [:]
  package var reasons: [String: Phrase] = [:]
  /// What simulated patients say.
  package var rehearsals: [LineID: Phrase] = [:]
  /// `console.yaml` `lines:`.
  package var staff: [String: StaffLine] = [:]
  package var language: Language?
  /// No line of it could be read: what it may say is not known, and nothing is missing for that.
  package var isUnread = false
  /// Where `lines:` stands; else the beginning of the file.
  package var linesPlace: SourcePlace

  package init(path: String, locale: String, name: String) {
    self.path = path
    self.locale = locale
    self.name = name
    linesPlace = SourcePlace(file: path, line: 1, column: 1)
  }

  /// `missed-visit.rehearsals`: a file of its own, because a live call has no use for it.
  package static let rehearsalsEnding = ".rehearsals"

  /// What it lacks, as another edition of it has that.
  mutating func complete(from other: LocaleFile) {
    staff.merge(other.staff) { own, _ in own }
    labels.merge(other.labels) { own, _ in own }
  }

  package var kind: Kind { Kind(name: name) }
  package var start: SourcePlace { SourcePlace(file: path, line: 1, column: 1) }
}
