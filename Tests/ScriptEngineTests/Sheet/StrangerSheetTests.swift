import Foundation
import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("the stranger sheet")
struct StrangerSheetTests {
  private static let policy: ClinicPolicy = {
    var policy = ClinicPolicy(name: "Lakeside Specialty Clinic")
    policy.neutralName = "Lakeside Clinic"
    policy.phone = "+16175550100"
    policy.hoursByLanguage = ["en": "Monday to Friday", "es": "de lunes a viernes"]
    return policy
  }()

  private static func shipped() throws -> ScriptLibrary {
    ScriptLibrary.read(files: try ShippedFolder.files(), policy: policy)
  }

  private static func sheet() throws -> StrangerSheet {
    try #require(StrangerSheet(try shipped(), script: "overdue-follow-up"))
  }

  @Test("on random scripts it holds exactly what the walk over everything hears below open")
  func exact() {
    var compared = 0
    for seed in OracleTests.seeds.prefix(300) {
      let script = RandomScript.draft(seed: seed).script
      // With a protected fact in every line, the oracle finds each line that is heard too early.
      guard let oracle = NaiveWalk(script, limit: 20_000, facts: { _ in [.reason] }) else {
        continue
      }
      compared += 1
      let prefix = "\(RuleID.factBeforeIdentity.rawValue) @ "
      let expected = Set(
        script.nodes.values.flatMap { node in
          node.say.filter { oracle.found[prefix + "\($0.place)"] != nil }
            .map { "\(node.id) \($0.line)" }
        })
      let walk = StrangerWalk(script)
      let heard = Set(
        StrangerSheet.Audience.allCases.flatMap(walk.heard).flatMap { heard in
          heard.nodes.map { "\($0) \(heard.line)" }
        })
      #expect(heard == expected, "seed \(seed)")
    }
    #expect(compared > 150)
  }

  @Test("each conversation on it is replayed by a call, and the words are spoken there")
  func replayed() throws {
    let library = try Self.shipped()
    var replayed = 0
    for id in library.editions.keys.sorted() {
      let edition = try #require(library.editions[id])
      let sheet = try #require(StrangerSheet(library, script: id, locales: ["en"]))
      for section in sheet.pages[0].sections {
        for sentence in section.sentences {
          guard let conversation = sentence.conversation else { continue }
          var replay = try Replay(
            conversation, edition: edition, start: TestCall.start(), at: TestCall.noon)
          try replay.finish()
          let spoken = replay.moments.contains {
            if case .spoke(let node, let level) = $0 {
              level < .open && sentence.nodes.contains(node)
            } else {
              false
            }
          }
          #expect(spoken, "\(id) \(sentence.line): \(conversation)")
          replayed += 1
        }
      }
    }
    #expect(replayed > 50)
  }

  @Test(
    "what the chart holds is on it only where the gate is at scheduling, and then not the reason")
  func levels() throws {
    for section in try Self.sheet().pages.flatMap(\.sections) {
      let limit: GateLevel = section.audience == .helper ? .scheduling : .closed
      for sentence in section.sentences {
        #expect(sentence.facts.allSatisfy { $0.level <= limit }, "\(sentence.line)")
      }
    }
  }

  @Test("each listener has a section, in every offered language")
  func sections() throws {
    let sheet = try Self.sheet()
    #expect(sheet.pages.map(\.locale) == ["en", "es"])
    for page in sheet.pages {
      #expect(page.sections.map(\.audience) == StrangerSheet.Audience.allCases)
      #expect(page.words.hasPrefix("sha256:"))
    }
    #expect(sheet.pages[0].words != sheet.pages[1].words)
  }

  @Test("the voicemail shows the clinic's own values, and ‹…› for what the call brings")
  func voicemail() throws {
    let pages = try Self.sheet().pages
    let left = pages.map { page in
      page.sections.first { $0.audience == .machine }!.sentences.flatMap(\.forms)
    }
    #expect(left[0].count == 1 && left[1].count == 1)
    #expect(
      left[0][0].contains("Lakeside Clinic") && left[0][0].contains("617-555-0100")
        && left[0][0].contains("Monday to Friday")
        && left[0][0].contains("‹first name of whom we ask for›"))
    #expect(left[1][0].contains("de lunes a viernes"))
  }

  @Test("the portal's text is not on it; SMS and e-mail are")
  func messages() throws {
    let sent = try Self.sheet().pages[0].sections.first { $0.audience == .message }!
    #expect(sent.sentences.map(\.line) == ["message.email", "message.sms"])
  }

  @Test("a script with errors has a sheet that is not to be signed")
  func unsafe() throws {
    let files = try ShippedFolder.files().map { file -> SourceFile in
      guard file.path == "scripts/overdue-follow-up.yaml" else { return file }
      let text = String(decoding: file.bytes, as: UTF8.self)
        .replacing("patient: moment", with: "patient: reason")
      return SourceFile(path: file.path, bytes: Array(text.utf8))
    }
    let library = ScriptLibrary.read(files: files, policy: Self.policy)
    let sheet = try #require(StrangerSheet(library, script: "overdue-follow-up"))
    let page = try #require(sheet.pages.first)
    #expect(!sheet.isSafe)
    #expect(page.sentences.contains { $0.line == "reason.invite" })
    #expect(StrangerText(sheet).text.contains("NOT TO BE SIGNED"))
    #expect(!StrangerText(sheet).text.contains("I have read every sentence"))
    #expect(StrangerHTML(sheet).document.contains("Not to be signed"))
  }

  @Test("as text it fits 80 columns, counts its sentences and leaves room to sign")
  func text() throws {
    let sheet = try Self.sheet()
    let text = StrangerText(sheet).text
    #expect(text.split(separator: "\n").allSatisfy { TerminalText.width($0) <= 80 })
    for page in sheet.pages { #expect(text.contains("These \(page.sentences.count) sentences")) }
    #expect(text.contains(sheet.structure) && text.contains(sheet.pages[1].words))
    #expect(text.components(separatedBy: "Signature   ___").count == 3)
    #expect(text.contains("the first words of the call"))
  }

  @Test("as HTML nothing of a file is markup")
  func html() throws {
    let files = try ShippedFolder.files().map { file -> SourceFile in
      let text = String(decoding: file.bytes, as: UTF8.self)
        .replacing("May I speak with", with: "<script>alert('x')</script> & May I")
      return SourceFile(path: file.path, bytes: Array(text.utf8))
    }
    let library = ScriptLibrary.read(files: files, policy: Self.policy)
    let sheet = try #require(StrangerSheet(library, script: "overdue-follow-up"))
    let page = StrangerHTML(sheet).document
    #expect(!page.contains("<script>"))
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp;"))
    #expect(page.contains("<em>‹the caller&#39;s name›</em>"))
  }
}
