/// Writes translations into the files of a language: values replaced where they stand, new texts put
/// in at the place that the source's order gives them, everything else byte for byte as it was. A
/// file that is not there yet is made.
///
/// What was written is read again before it is given back; a file that would not say what it should
/// is left alone, with a finding.
package struct LocaleFileWriter {
  package struct Written: Sendable {
    package let files: [SourceFile]
    package let findings: [Finding]
    /// Names of files that were left alone.
    package let failed: Set<String>
  }

  private let source: LocaleFolder
  private let order: [TextAddress]
  private let locale: String
  private let files: [SourceFile]

  /// `files` may hold others too; those of `locale` are found by their paths.
  package init(source: LocaleFolder, locale: String, files: [SourceFile]) {
    self.source = source
    self.locale = locale
    self.files = files
    order = WordingTable(source).entries.map(\.address)
  }

  package func write(_ changes: [CatalogueImport.Change]) -> Written {
    var written: [SourceFile] = []
    var findings: [Finding] = []
    var failed: Set<String> = []
    for name in Set(changes.map(\.address.file)).sorted() {
      let ours = changes.filter { $0.address.file == name }
      let path = "locales/\(locale)/\(name).yaml"
      let old = files.first { $0.path == path }
      let new = old.flatMap { edited($0, ours) } ?? (old == nil ? made(path, ours) : nil)
      if let new, says(new, ours, name, besides: old) {
        written.append(new)
      } else {
        failed.insert(name)
        findings.append(
          Finding(
            rule: .format, place: SourcePlace(file: path, line: 1, column: 1),
            message: "file could not be edited in place; nothing of it was changed"))
      }
    }
    return Written(files: written, findings: findings, failed: failed)
  }

  // MARK: A new file

  private func made(_ path: String, _ changes: [CatalogueImport.Change]) -> SourceFile {
    var text = "recall-locale: 1\nlocale: \(locale)\n"
    for section in TextAddress.Section.allCases {
      let ours = inOrder(changes.filter { $0.address.section == section })
      if ours.isEmpty { continue }
      text += "\n\(section.rawValue):\n"
      text += ours.map { LocaleEntryText($0).block(indent: 2, newline: "\n") + "\n" }.joined()
    }
    return SourceFile(path: path, bytes: Array(text.utf8))
  }

  private func inOrder(_ changes: [CatalogueImport.Change]) -> [CatalogueImport.Change] {
    let byAddress = Dictionary(changes.map { ($0.address, $0) }, uniquingKeysWith: { $1 })
    return order.compactMap { byAddress[$0] }
  }

  // MARK: A file that is there

  private func edited(_ file: SourceFile, _ changes: [CatalogueImport.Change]) -> SourceFile? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let hasMark = file.bytes.starts(with: mark)
    let bytes = hasMark ? Array(file.bytes.dropFirst(3)) : file.bytes
    guard let root = YamlReader.read(file).root, case .mapping(let sections) = root.content else {
      return nil
    }
    var editor = LocaleFileEditor(text: YamlText(path: file.path, bytes: bytes))
    for section in TextAddress.Section.allCases {
      let ours = inOrder(changes.filter { $0.address.section == section })
      if ours.isEmpty { continue }
      let keys = order.filter { $0.file == ours[0].address.file && $0.section == section }
      let node = sections.first { $0.key == section.rawValue }?.value
      guard editor.edit(section, node, ours, order: keys.map(\.key)) else { return nil }
    }
    return SourceFile(path: file.path, bytes: (hasMark ? mark : []) + editor.bytes)
  }

  /// The new file reads without a finding that the old one had not, and says what it should.
  private func says(
    _ file: SourceFile, _ changes: [CatalogueImport.Change], _ name: String,
    besides old: SourceFile?
  ) -> Bool {
    let (new, findings) = read(file)
    let (before, oldFindings) =
      old.map { read($0) } ?? (WordingTable(LocaleFolder(locale: locale)), 0)
    guard findings <= oldFindings else { return false }
    var expected = Dictionary(
      before.entries.map { ($0.address, Told($0.wording, $0.of)) }, uniquingKeysWith: { $1 })
    for change in changes { expected[change.address] = Told(change.after, change.of) }
    let said = Dictionary(
      new.entries.map { ($0.address, Told($0.wording, $0.of)) }, uniquingKeysWith: { $1 })
    return said == expected
  }

  private struct Told: Equatable {
    let wording: Wording
    let of: String?

    init(_ wording: Wording, _ of: String?) {
      self.wording = wording
      self.of = of
    }
  }

  private func read(_ file: SourceFile) -> (WordingTable, Int) {
    let (folders, findings) = LocaleReader.read([file], languages: [locale])
    return (WordingTable(folders[locale] ?? LocaleFolder(locale: locale)), findings.count)
  }
}
