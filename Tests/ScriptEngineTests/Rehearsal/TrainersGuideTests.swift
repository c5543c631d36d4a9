import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

/// The worked example of `scripts/rehearsals/README.md`, taken from its very blocks and put into a
/// copy of the clinic that ships.
@Suite("the worked example of the trainer's guide")
struct TrainersGuideTests {
  @Test("it is sound in both languages, once the Spanish has been accepted")
  func sound() throws {
    let clinic = try GuideClinic()
    #expect(clinic.library.findings.map { "\($0.place) \($0.message)" } == [])
    #expect(clinic.accepted.count == 14)
  }

  @Test("its script follows it to its end, in each language")
  func followed() throws {
    let clinic = try GuideClinic()
    let rehearsal = try #require(clinic.rehearsal)
    let edition = try #require(clinic.library.editions[rehearsal.script])
    for locale in rehearsal.languages(of: clinic.library.policy) {
      let led = FollowedRehearsal(
        rehearsal, edition: edition, policy: clinic.library.policy, locale: locale)
      #expect(led.problem == nil)
      #expect(led.ending.map(rehearsal.ends.allows) == true)
    }
  }

  @Test("Imelda says every phrasing, and who leads her well has missed nothing")
  func played() throws {
    let clinic = try GuideClinic()
    let rehearsal = try #require(clinic.rehearsal)
    for locale in ["en", "es"] {
      var heard: Set<String> = []
      for seed in 1...40 as ClosedRange<UInt64> {
        let played = try LedWell(clinic.library, rehearsal, seed: seed, locale: locale)
        #expect(played.review.missed.isEmpty && played.review.endedAsExpected)
        #expect(played.review.moments.allSatisfy { $0.verdict == .best })
        heard.formUnion(played.heard.map(\.text))
      }
      #expect(heard.count == 14, "\(locale): \(heard)")
    }
  }
}

/// The shipped clinic with what the guide adds, block by block; what it changes afterwards to show
/// mistakes is left out.
private struct GuideClinic {
  let library: ScriptLibrary
  let accepted: [TextAddress]

  var rehearsal: Rehearsal? { library.rehearsals.first { $0.id == "no-car-this-week" } }

  init() throws {
    var files = Dictionary(
      uniqueKeysWithValues: try ShippedFolder.files().map { ($0.path, $0.bytes) })
    for block in try Self.blocks() { Self.put(block, into: &files) }
    let policy = ShippedRehearsals.library.policy
    let all = files.map { SourceFile(path: $0.key, bytes: $0.value) }
    let folders = LocaleReader.read(all, languages: policy.languages).locales
    let review = try StaleReview(
      source: try #require(folders["en"]), translation: try #require(folders["es"]),
      keys: ["no_car"])
    let written = review.accepted(in: all)
    for file in written.files { files[file.path] = file.bytes }
    accepted = written.accepted
    library = ScriptLibrary.read(
      files: files.map { SourceFile(path: $0.key, bytes: $0.value) }, policy: policy)
  }

  private struct Block {
    let path: String
    let below: String?
    let text: String
  }

  /// ```` ```yaml PATH ```` makes a file, ```` ```yaml PATH below KEY: ```` adds to one.
  private static func blocks() throws -> [Block] {
    let guide = try ShippedFolder.text("scripts/rehearsals/README.md")
    return guide.components(separatedBy: "\n```yaml ").dropFirst().compactMap { part in
      guard let end = part.range(of: "\n```"), let line = part.firstIndex(of: "\n") else {
        return nil
      }
      let words = part[..<line].split(separator: " ").map(String.init)
      return Block(
        path: words[0], below: words.count == 3 ? words[2] : nil,
        text: String(part[part.index(after: line)..<end.lowerBound]))
    }
  }

  private static func put(_ block: Block, into files: inout [String: [UInt8]]) {
    guard let key = block.below else {
      files[block.path] = Array((block.text + "\n").utf8)
      return
    }
    let file = String(decoding: files[block.path] ?? [], as: UTF8.self)
    files[block.path] = Array(
      file.replacingOccurrences(of: "\n\(key)\n", with: "\n\(key)\n\(block.text)\n").utf8)
  }
}
