import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("A script as a picture")
struct PictureTests {
  private func library(_ change: (SourceFile) -> SourceFile = { $0 }) throws -> ScriptLibrary {
    ScriptLibrary.read(
      files: try ShippedFolder.files().map(change), policy: ClinicPolicy(name: "x"))
  }

  /// Every shipped script in each language.
  private func pictures(_ library: ScriptLibrary) throws -> [ScriptPicture] {
    try library.editions.keys.sorted().flatMap { id in
      try ["en", "es"].map { try #require(ScriptPicture(library, script: id, locale: $0)) }
    }
  }

  @Test("no box lies on another, and the road goes straight down")
  func layout() throws {
    for picture in try pictures(try library()) {
      let layout = PictureSVG(picture).layout
      for (index, one) in layout.boxes.enumerated() {
        for other in layout.boxes.dropFirst(index + 1) {
          #expect(
            !overlap(one, other), "\(picture.script): \(one.box.title), \(other.box.title)")
        }
      }
      let road = layout.ways.filter(\.isRoad)
      #expect(Set(road.flatMap { $0.points.map(\.x) }).count == 1)
      #expect(road.allSatisfy { $0.points[0].y < $0.points[1].y })
    }
  }

  private func overlap(_ one: PictureLayout.Placed, _ other: PictureLayout.Placed) -> Bool {
    one.x < other.right && other.x < one.right
      && one.centre - one.height / 2 < other.centre + other.height / 2
      && other.centre - other.height / 2 < one.centre + one.height / 2
  }

  @Test("every step that a call can reach has its box, once")
  func whole() throws {
    let library = try library()
    for (id, edition) in library.editions {
      let picture = try #require(ScriptPicture(library, script: id, locale: "en"))
      let titles = PictureSVG(picture).layout.boxes.compactMap { placed -> String? in
        switch placed.box.kind {
        case .step, .gate: placed.box.title
        default: nil
        }
      }
      #expect(Set(titles).count == titles.count, "\(id)")
      let asking = edition.script.reachable(from: edition.script.roots).filter { node in
        if case .end = edition.script[node].act { return false }
        return true
      }
      let missing = Set(asking.map { $0.replacing("_", with: " ") }).subtracting(titles)
      #expect(missing == [], "\(id)")
    }
  }

  @Test("hostile words of a script stay words in every kind of picture")
  func hostile() throws {
    let words = #"a \"b\" <c> & `d` %%{init} \\N ]|[ ; -->"#
    let library = try library { file in
      guard file.path == "locales/en/overdue-follow-up.yaml" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
        .replacing("\"voicemail\"", with: "\"\(words)\"")
      return SourceFile(path: file.path, bytes: Array(text.utf8))
    }
    let picture = try #require(
      ScriptPicture(library, script: "overdue-follow-up", locale: "en"))
    let svg = PictureSVG(picture).text
    #expect(svg.contains("&lt;c&gt;") && !svg.contains("<c>"))
    #expect(svg.split(separator: ">").allSatisfy { $0.filter { $0 == "<" }.count <= 1 })
    let dot = PictureDOT.text(picture)
    for line in dot.split(separator: "\n") {
      #expect(quotes(in: line) % 2 == 0, "\(line)")
    }
    let mermaid = PictureMermaid.text(picture)
    #expect(!mermaid.contains("%%{") && !mermaid.contains("<c>"))
  }

  /// Quotation marks that are not escaped.
  private func quotes(in line: Substring) -> Int {
    var (count, escaped) = (0, false)
    for character in line {
      if escaped {
        escaped = false
      } else if character == "\\" {
        escaped = true
      } else if character == "\"" {
        count += 1
      }
    }
    return count
  }
}
