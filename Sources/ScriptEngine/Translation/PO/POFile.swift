/// A gettext catalogue in memory: what a `.po` file says, in its order. GNU gettext manual, "The
/// Format of PO Files".
package struct POFile: Hashable, Sendable {
  /// Header fields in order: `Language`, `Plural-Forms`, …
  package var header: [Field]
  /// Comments above the header.
  package var comments: [String]
  package var entries: [POEntry]

  package struct Field: Hashable, Sendable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(header: [Field] = [], comments: [String] = [], entries: [POEntry] = []) {
    self.header = header
    self.comments = comments
    self.entries = entries
  }

  /// A header field, its name read without case.
  package subscript(field field: String) -> String? {
    header.first { $0.name.lowercased() == field.lowercased() }?.value
  }
}

/// One message of a catalogue.
package struct POEntry: Hashable, Sendable {
  /// `# `: the translator's own.
  package var comments: [String] = []
  /// `#.`: from the source, for the translator.
  package var extracted: [String] = []
  /// `#:`: `file:line`, where the text stands.
  package var references: [String] = []
  /// `#,`: `fuzzy`, `python-brace-format`, …
  package var flags: [String] = []
  /// `#| msgid`: the text from which a fuzzy translation was made.
  package var previousID: String?
  package var previousPlural: String?
  package var context: String?
  package var id: String
  package var plural: String?
  /// `msgstr`, or `msgstr[0]`, `msgstr[1]`, …
  package var strings: [String]
  /// Line of `msgid` in the file it was read from; 0 when it was made here.
  package var line = 0

  package init(context: String?, id: String, plural: String? = nil, strings: [String]) {
    self.context = context
    self.id = id
    self.plural = plural
    self.strings = strings
  }

  package static let fuzzy = "fuzzy"

  package var isFuzzy: Bool { flags.contains(Self.fuzzy) }
  /// As gettext counts it: the first form is empty.
  package var isUntranslated: Bool { strings.allSatisfy(\.isEmpty) }
}
