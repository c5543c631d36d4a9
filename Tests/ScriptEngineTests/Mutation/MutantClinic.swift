import Foundation
import RecallDomain

@testable import ScriptEngine

/// One shipped script with its fragments and its words, to be changed and checked.
struct MutantClinic: Sendable {
  let script: String
  let uses: [String]
  var policy: ClinicPolicy
  private(set) var trees: [String: Tree] = [:]
  private var texts: [String: String] = [:]
  private var known = KnownWords([], [])
  /// Files that are no scripts and no words, such as approvals.
  var others: [SourceFile] = []

  static let languages = ["en", "es"]

  /// Every script that ships, each alone.
  static func shipped() throws -> [MutantClinic] {
    let files = try ShippedFolder.files()
    let file = SourceFile(
      path: "clinic.yaml",
      bytes: Array(try Data(contentsOf: ShippedFolder.root.appending(path: "clinic.yaml"))))
    guard let policy = ClinicFileReader.read(file).policy else { return [] }
    let scripts = ScriptReader.read(files).scripts
    return scripts.map { MutantClinic($0, files, policy) }
  }

  private init(_ script: Script, _ files: [SourceFile], _ policy: ClinicPolicy) {
    self.script = script.id
    uses = script.uses
    self.policy = policy
    let names = Set([script.id] + script.uses + ["engine", "messages", "console", "language"])
    for file in files where !file.path.hasPrefix("approvals/") {
      let name = file.path.split(separator: "/").last!.dropLast(5)
      guard names.contains(String(name)), let root = YamlReader.read(file).root else { continue }
      trees[file.path] = Tree(root)
      texts[file.path] = Tree(root).yaml()
    }
    cutFragments(to: script)
    known = KnownWords(self.files, policy.languages)
  }

  /// What only other scripts need of a fragment would be unreachable here.
  private mutating func cutFragments(to script: Script) {
    let interrupts = script.interrupts.values.flatMap(\.target.nodes)
    let reached = script.reachable(from: [script.start, script.startInbound] + interrupts)
    let own = trees["scripts/\(script.id).yaml"]?["interrupts"]?.keys ?? []
    for file in script.uses.map({ "scripts/\($0).yaml" }) {
      edit(file) { tree in
        for node in tree["nodes"]?.keys ?? [] where !reached.contains(node) {
          tree[["nodes", node]] = nil
        }
        for interrupt in own { tree[["interrupts", interrupt]] = nil }
      }
    }
  }

  // MARK: changing

  mutating func edit(_ file: String, _ style: Tree.Style = .double, _ change: (inout Tree) -> Void)
  {
    guard var tree = trees[file] else { return }
    change(&tree)
    trees[file] = tree
    texts[file] = tree.yaml(style)
  }

  mutating func set(_ file: String, _ path: [String], _ value: Tree?) {
    edit(file) { $0[path] = value }
  }

  mutating func rewrite(_ file: String, _ change: (String) -> String) {
    texts[file] = change(texts[file] ?? "")
  }

  mutating func remove(_ file: String) {
    trees[file] = nil
    texts[file] = nil
  }

  /// More words at the end of a line; a translation stays in step when asked to.
  mutating func say(_ more: String, _ line: LineID, _ locale: String, inStep: Bool = false) {
    guard let file = home(of: line, locale) else { return }
    let text = (trees[file]?[["lines", line, "text"]]?.string ?? "") + " " + more
    set(file, ["lines", line, "text"], .text(text))
    guard inStep, locale == Self.languages[0] else { return }
    for other in Self.languages.dropFirst() {
      guard let file = home(of: line, other) else { continue }
      set(file, ["lines", line, "of"], .text(TranslationHash.of(text)))
    }
  }

  // MARK: looking up

  var scriptFiles: [String] { ([script] + uses).map { "scripts/\($0).yaml" } }

  func localeFiles(_ locale: String) -> [String] {
    ([script] + uses).map { "locales/\(locale)/\($0).yaml" }.filter { trees[$0] != nil }
  }

  /// The script's or fragment's file with this node.
  func home(ofNode node: NodeID) -> String? {
    scriptFiles.first { trees[$0]?[["nodes", node]] != nil }
  }

  func home(of line: LineID, _ locale: String) -> String? {
    localeFiles(locale).first { trees[$0]?[["lines", line]] != nil }
  }

  func node(_ id: NodeID) -> Tree? { home(ofNode: id).flatMap { trees[$0]?[["nodes", id]] } }

  /// Nodes with a name, in the order of the files.
  var nodes: [NodeID] { scriptFiles.flatMap { trees[$0]?["nodes"]?.keys ?? [] } }

  /// Lines with one text, in the order of the files.
  func lines(_ locale: String) -> [LineID] {
    localeFiles(locale).flatMap { file in
      (trees[file]?["lines"]?.entries ?? []).filter { $0.value["text"] != nil }.map(\.key)
    }
  }

  // MARK: reading and checking

  var files: [SourceFile] {
    texts.sorted { $0.key < $1.key }.map {
      SourceFile(path: $0.key, bytes: Array($0.value.utf8))
    } + others
  }

  func reading() -> MutantReading { MutantReading(files, policy, known, script: script) }

  /// The same with approvals.
  func library() -> ScriptLibrary { ScriptLibrary.read(files: files, policy: policy) }

  /// The first and last line of what a path names, as the file is now.
  func span(_ file: String, _ path: [String]) -> ClosedRange<Int>? {
    guard let text = texts[file] else { return nil }
    let source = SourceFile(path: file, bytes: Array(text.utf8))
    guard var node = YamlReader.read(source).root else { return nil }
    var first = node.place.line
    for key in path {
      guard case .mapping(let entries) = node.content,
        let entry = entries.first(where: { $0.key == key })
      else { return nil }
      (first, node) = (entry.place.line, entry.value)
    }
    return first...max(first, node.lastLine)
  }
}

extension YamlNode {
  fileprivate var lastLine: Int {
    switch content {
    case .text: place.line
    case .list(let items): items.map(\.lastLine).max() ?? place.line
    case .mapping(let entries):
      entries.map { max($0.place.line, $0.value.lastLine) }.max() ?? place.line
    }
  }
}

/// A changed clinic that can be called with, also where the checker has refused it.
extension MutantClinic {
  func subject(_ reading: MutantReading) -> CrossSubject? {
    guard let script = reading.scripts.first(where: { $0.id == self.script }) else { return nil }
    let books = reading.folders.mapValues { $0.phrasebook(for: script) }
    let edition = Edition(
      script: script, phrasebooks: books, languages: policy.languages,
      disclosure: Disclosure(policy.disclosure), identity: policy.identity,
      structureHash: "sha256:0", wordsHashes: books.mapValues { _ in "sha256:1" }, approved: true)
    return CrossSubject(edition, reading.report)
  }
}
