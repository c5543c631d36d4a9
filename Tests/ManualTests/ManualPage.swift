import Foundation

/// A page of the manual as its source (mdoc) has it: lists of things with a text for each.
struct ManualPage {
  struct Item {
    let section: String
    let subsection: String?
    /// `[messages.CHANNEL.from]`; several where they share a text.
    let names: [String]
    fileprivate(set) var body: [String] = []

    /// What stands in it as a value: the words of `.Cm`.
    var values: [String] { ManualPage.values(body) }

    /// The text without macros, on one line.
    var text: String { body.filter { !$0.hasPrefix(".") }.joined(separator: " ") }
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/Manual/Pages")

  let lines: [String]
  private(set) var items: [Item] = []

  init(_ name: String) throws {
    let text = try String(
      contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    lines = text.components(separatedBy: "\n")
    var (section, subsection, isInItem) = ("", String?.none, false)
    for line in lines {
      if line.hasPrefix(".Sh ") {
        (section, subsection, isInItem) = (String(line.dropFirst(4)), nil, false)
      } else if line.hasPrefix(".Ss ") {
        (subsection, isInItem) = (String(line.dropFirst(4)), false)
      } else if line.hasPrefix(".It ") {
        items.append(
          Item(section: section, subsection: subsection, names: Self.names(line.dropFirst(4))))
        isInItem = true
      } else if line == ".El" {
        isInItem = false
      } else if isInItem {
        items[items.count - 1].body.append(line)
      }
    }
  }

  func items(in section: String, _ subsection: String? = nil) -> [Item] {
    items.filter { $0.section == section && $0.subsection == subsection }
  }

  func names(in section: String, _ subsection: String? = nil) -> [String] {
    items(in: section, subsection).flatMap(\.names)
  }

  func item(_ name: String, in section: String) -> Item? {
    items.first { $0.section == section && $0.names.contains(name) }
  }

  static func values(_ lines: [String]) -> [String] {
    lines.filter { $0.hasPrefix(".Cm ") }.flatMap { line in
      line.dropFirst(4).split(separator: " ").map(String.init).filter { !isMark($0) }
    }
  }

  /// `Ic segments. Ns Ar NAME Ns Ic .limits` is one name, `Ic read , added` are two.
  private static func names(_ line: Substring) -> [String] {
    var (names, isJoined, isNew): ([String], Bool, Bool) = ([], false, true)
    for word in line.split(separator: " ").map(String.init) {
      switch word {
      case "Ic", "Ar", "Cm", "Fl", "Ev", "Pa": continue
      case "Ns": isJoined = true
      case ",": isNew = true
      default:
        if isNew {
          names.append(word)
        } else {
          names[names.count - 1] += (isJoined ? "" : " ") + word
        }
        (isJoined, isNew) = (false, false)
      }
    }
    return names
  }

  private static func isMark(_ word: String) -> Bool {
    [",", ".", ";", ":", "(", ")"].contains(word)
  }
}
