import RecallDomain

@testable import ScriptEngine

extension FuzzEntry {
  /// `clinic.yaml`.
  static let clinic = FuzzEntry(name: "clinic") { bytes in
    let file = SourceFile(path: "clinic.yaml", bytes: bytes)
    try FileEntry.yaml(file)
    let read = ClinicFileReader.read(file)
    try promise(
      read.policy != nil || !read.findings.isEmpty, "a clinic is read, or is told what is wrong")
    try FileEntry.tellable(read.findings, of: file)
  }

  /// A script, read and then proved.
  static let script = FuzzEntry(name: "script") { bytes in
    let file = SourceFile(path: "scripts/overdue-follow-up.yaml", bytes: bytes)
    try FileEntry.yaml(file)
    let read = ScriptReader.read([file])
    try promise(
      !read.scripts.isEmpty || !read.findings.isEmpty,
      "a script is read, or is told what is wrong")
    try FileEntry.tellable(read.findings, of: file)
    guard !read.scripts.isEmpty, read.findings.isEmpty else { return }
    let library = ScriptLibrary.read(files: [file], policy: DateEntry.policy)
    try promise(
      library.editions.keys.allSatisfy { library.reports[$0] != nil },
      "a script that may be used has been proved")
    try FileEntry.tellable(library.findings, of: file)
  }

  /// Words of one language: spoken lines, staff texts and the language itself.
  static let locale = FuzzEntry(name: "locale") { bytes in
    for name in ["overdue-follow-up", "console", "language", "messages"] {
      let file = SourceFile(path: "locales/es/\(name).yaml", bytes: bytes)
      let read = LocaleReader.read([file], languages: ["en", "es"])
      try FileEntry.tellable(read.findings, of: file)
    }
  }

  /// A translator's catalogue: what is read is written and read again.
  static let catalogue = FuzzEntry(name: "catalogue") { bytes in
    let source = SourceFile(path: "es.po", bytes: bytes)
    let read = POReader.read(source)
    try promise(
      read.file != nil || !read.findings.isEmpty,
      "a catalogue is read, or is told what is wrong")
    try FileEntry.tellable(read.findings, of: source)
    guard let file = read.file else { return }
    let written = SourceFile(path: "es.po", bytes: Array(POWriter.text(file).utf8))
    let again = POReader.read(written)
    try promise(again.file != nil, "a catalogue that we write is one that we read")
    guard let again = again.file else { return }
    try promise(
      again.entries.map(FileEntry.words) == file.entries.map(FileEntry.words),
      "a catalogue comes back as it went out")
  }
}

enum FileEntry {
  static func yaml(_ file: SourceFile) throws {
    let read = YamlReader.read(file)
    try promise(
      (read.root != nil) != !read.findings.isEmpty, "a file is a tree or a list of findings")
    try tellable(read.findings, of: file)
    if let root = read.root { try plain(root, depth: 0, file) }
  }

  /// One line each, with a place in the file, fit for a terminal.
  static func tellable(_ findings: [Finding], of file: SourceFile) throws {
    let lines = file.bytes.count { [0x0A, 0x0D, 0x85, 0xA8, 0xA9].contains($0) } + 1
    for finding in findings {
      try promise(
        isHarmless(finding.message) && !finding.message.isEmpty, "a finding is one line of text")
      guard finding.place.file == file.path else { continue }
      try promise(
        (1...lines).contains(finding.place.line) && finding.place.column >= 1
          && finding.place.column <= file.bytes.count + 1, "a finding has a place in its file")
    }
  }

  private static func plain(_ node: YamlNode, depth: Int, _ file: SourceFile) throws {
    try promise(depth <= 40, "a tree is shallow")
    switch node.content {
    case .text: break
    case .list(let items): for item in items { try plain(item, depth: depth + 1, file) }
    case .mapping(let entries):
      try promise(
        Set(entries.map(\.key)).count == entries.count, "no key stands twice")
      for entry in entries { try plain(entry.value, depth: depth + 1, file) }
    }
  }

  static func words(_ entry: POEntry) -> [String] {
    [entry.context ?? "", entry.id, entry.plural ?? ""] + entry.strings
  }
}
