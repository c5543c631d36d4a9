import Foundation
import Testing

/// README and the guides as they lie in the source tree: what they name is there.
@Suite("README and guides")
struct GuideLinkTests {
  static let root = ErrorList.root

  /// Paths from the root.
  static let pages: [String] = {
    let folder = root.appendingPathComponent("Sources/Manual/Guides").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return ["README.md"] + names.sorted().map { "Sources/Manual/Guides/\($0)" }
  }()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("every link leads to a file, and to a heading of it where it names one", arguments: pages)
  func links(_ path: String) throws {
    let page = Self.root.appendingPathComponent(path)
    for link in try Self.text(path).matches(of: /\]\(([^)# ]*)(?:#([^)]+))?\)/) {
      let target = link.1.isEmpty ? page : URL(fileURLWithPath: String(link.1), relativeTo: page)
      #expect(FileManager.default.fileExists(atPath: target.path), "\(path): \(link.0)")
      guard let anchor = link.2 else { continue }
      let text = try String(contentsOf: target, encoding: .utf8)
      let headings = text.components(separatedBy: "\n").filter { $0.hasPrefix("#") }
      #expect(headings.map(Self.anchor).contains(String(anchor)), "\(path): \(link.0)")
    }
  }

  @Test("README names every guide")
  func guides() throws {
    let readme = try Self.text("README.md")
    for path in Self.pages.dropFirst() { #expect(readme.contains("](\(path))"), "\(path)") }
  }

  @Test(
    "every path of the sources that a page for contributors names is there",
    arguments: ["contributor.md", "architecture.md"])
  func paths(_ page: String) throws {
    let text = try Self.text("Sources/Manual/Guides/\(page)")
    for name in text.matches(of: /`([A-Za-z]+\/[A-Za-z0-9\/.\-]+)`/).map({ String($0.1) })
    where !name.hasPrefix("locales/") {
      let places = ["Sources/\(name)", "Sources/\(name).swift", name].map {
        Self.root.appendingPathComponent($0).path
      }
      #expect(places.contains { FileManager.default.fileExists(atPath: $0) }, "\(page): \(name)")
    }
  }

  @Test("what the guides run with FILTER is a test that is there", arguments: pages)
  func filters(_ page: String) throws {
    let tests = Set(
      try FileManager.default.subpathsOfDirectory(
        atPath: Self.root.appendingPathComponent("Tests").path))
    for filter in try Self.text(page).matches(of: /FILTER='?([A-Za-z|]+)'?/) {
      for name in filter.1.split(separator: "|") {
        #expect(tests.contains { $0.contains(name) && $0.hasSuffix(".swift") }, "\(page): \(name)")
      }
    }
  }

  /// As a heading is named in a link: small letters, no punctuation, `-` for each space.
  private static func anchor(_ heading: String) -> String {
    heading.drop { $0 == "#" || $0 == " " }.lowercased().filter {
      $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_"
    }.replacing(" ", with: "-")
  }
}

/// The table of folders in README.
@Suite("The layout table")
struct LayoutTableTests {
  /// Its rows: the folders of the first cell, and what the second says.
  private static func rows() throws -> [(folders: [String], text: String)] {
    let table = try GuideLinkTests.text("README.md").components(separatedBy: "\n")
      .drop { !$0.hasPrefix("| folder |") }.dropFirst(2).prefix { $0.hasPrefix("|") }
    return table.map { row in
      let cells = row.split(separator: "|")
      return (names(cells[0]), String(cells[1]))
    }
  }

  /// What stands between backticks.
  private static func names(_ text: some StringProtocol) -> [String] {
    String(text).matches(of: /`([^`]+)`/).map { String($0.1) }
  }

  private static func folders(of path: String) throws -> Set<String> {
    let place = GuideLinkTests.root.appendingPathComponent(path)
    let inside = try FileManager.default.contentsOfDirectory(
      at: place, includingPropertiesForKeys: [.isDirectoryKey])
    return try Set(
      inside.filter {
        try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true
          && !$0.lastPathComponent.hasPrefix(".")
      }.map(\.lastPathComponent))
  }

  @Test("has every folder of the sources and the tests, and none that is not there")
  func everyFolder() throws {
    let named = Set(try Self.rows().flatMap(\.folders))
    for folder in named {
      let path = GuideLinkTests.root.appendingPathComponent(folder).path
      #expect(FileManager.default.fileExists(atPath: path), "\(folder)")
    }
    let sources = try Self.folders(of: "Sources")
    for folder in sources { #expect(named.contains("Sources/\(folder)"), "Sources/\(folder)") }
    let tests = try Self.folders(of: "Tests")
    let ofTargets = sources.union(tests).map { "\($0)Tests" }
    for folder in tests.subtracting(ofTargets) {
      #expect(named.contains("Tests/\(folder)"), "Tests/\(folder)")
    }
  }

  @Test(
    "names every folder of a target of ours, and none that is not there",
    arguments: [
      "RecallDomain", "ScriptEngine", "RecallStorage", "RecallExchange", "RecallReports",
      "RecallConsole", "recall",
    ])
  func everyPart(_ target: String) throws {
    let row = try #require(try Self.rows().first { $0.folders == ["Sources/\(target)"] })
    let parts = Set(Self.names(row.text))
    let folders = try Self.folders(of: "Sources/\(target)")
    #expect(parts == folders, "\(parts.symmetricDifference(folders).sorted())")
  }
}
