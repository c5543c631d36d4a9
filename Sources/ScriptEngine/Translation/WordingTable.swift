/// Every text of one language by its address: what translators work on. The facts of a language
/// (`language.yaml`) are no translations and are not in it.
package struct WordingTable: Sendable {
  package struct Entry: Hashable, Sendable {
    package let address: TextAddress
    package let wording: Wording
    /// For translators; source language only.
    package let note: String?
    /// The hash of the source it was translated from.
    package let of: String?
    package let place: SourcePlace
  }

  /// Scripts and fragments first, then what the engine says, what is sent, what staff read, what is said in practice; in each
  /// file by place.
  package let entries: [Entry]
  private let byAddress: [TextAddress: Entry]

  package init(_ folder: LocaleFolder) {
    let rank = { (kind: LocaleFile.Kind) in
      [LocaleFile.Kind.script, .engine, .messages, .console, .rehearsals].firstIndex(of: kind) ?? 5
    }
    entries = folder.files.values.sorted { (rank($0.kind), $0.name) < (rank($1.kind), $1.name) }
      .flatMap { Self.entries(of: $0).sorted { $0.place < $1.place } }
    byAddress = Dictionary(
      entries.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(address: TextAddress) -> Entry? { byAddress[address] }

  private static func entries(of file: LocaleFile) -> [Entry] {
    let spoken = [
      (TextAddress.Section.lines, file.lines), (.reasons, file.reasons),
      (.rehearsals, file.rehearsals),
    ].flatMap { section, phrases in
      phrases.map { key, phrase in
        Entry(
          address: TextAddress(file: file.name, section: section, key: key),
          wording: Wording(phrase), note: phrase.note, of: phrase.of, place: phrase.place)
      }
    }
    let staff = file.staff.map { key, line in
      Entry(
        address: TextAddress(file: file.name, section: .lines, key: key),
        wording: Wording(line.phrase), note: line.note, of: nil, place: line.place)
    }
    let labels = file.labels.map { key, label in
      Entry(
        address: TextAddress(file: file.name, section: .labels, key: key),
        wording: .plain(label.text), note: nil, of: nil, place: label.place)
    }
    return spoken + staff + labels
  }
}
