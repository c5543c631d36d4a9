/// Where one text of a language stands: file, section, key. The same in every language, so it is
/// the context (`msgctxt`) of a catalogue entry: `common/lines/opening.moment`.
package struct TextAddress: Hashable, Sendable, CustomStringConvertible {
  /// Sections of a locale file, in the order in which a new file has them.
  package enum Section: String, CaseIterable, Hashable, Sendable {
    case lines, labels, reasons, rehearsals
  }

  /// Without `.yaml`.
  package let file: String
  package let section: Section
  package let key: String

  package init(file: String, section: Section, key: String) {
    self.file = file
    self.section = section
    self.key = key
  }

  /// `nil` when it is none. A key may hold slashes, a file and a section cannot.
  package init?(_ context: String) {
    let parts = context.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let section = Section(rawValue: String(parts[1])), !parts[0].isEmpty,
      !parts[2].isEmpty
    else { return nil }
    self.init(file: String(parts[0]), section: section, key: String(parts[2]))
  }

  package var description: String { "\(file)/\(section.rawValue)/\(key)" }

  /// Spoken or sent: its translation carries the hash of its source.
  package var carriesHash: Bool {
    switch section {
    case .labels: false
    case .reasons, .rehearsals: true
    case .lines: file != "console"
    }
  }
}
