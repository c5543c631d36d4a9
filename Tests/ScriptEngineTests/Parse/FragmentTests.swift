import Foundation
import RecallDomain
import ScriptEngine
import Testing

@Suite("Fragments") struct FragmentTests {
  let script = """
    recall-script: 1
    id: small
    use: [common]
    start: opening
    nodes:
      opening:
        hear: { patient: identity, later: bye }
      reason:
        end: escalated
    interrupts:
      dropped: bye
    """
  let fragment = """
    recall-fragment: 1
    id: common
    nodes:
      identity:
        verify: identity
        then: { verified: reason, failed: bye, refused: bye }
      bye:
        end: no-answer
        detail: hung-up
    interrupts:
      dropped: { end: no-answer, detail: dropped }
      busy: bye
    """

  func read(
    _ script: String, _ fragment: String, _ others: SourceFile...
  ) -> (scripts: [Script], findings: [Finding]) {
    ScriptReader.read(
      [
        source(script, path: "scripts/small.yaml"), source(fragment, path: "scripts/common.yaml"),
      ] + others)
  }

  @Test("are merged in, and the script's own interrupts win")
  func merged() throws {
    let read = read(script, fragment)
    #expect(read.findings == [])
    let merged = try #require(read.scripts.first)
    #expect(merged.uses == ["common"])
    #expect(merged.order == ["opening", "reason", "identity", "bye"])
    #expect(merged.interrupts[.dropped]?.target == .node("bye", listenerNew: false))
    #expect(merged.interrupts[.busy]?.place.file == "scripts/common.yaml")
    #expect(merged["identity"].place.file == "scripts/common.yaml")
    #expect(merged.startInbound == "identity")
  }

  @Test("a node may be defined once only, and both places are named")
  func duplicate() {
    let findings = read(
      script.replacingOccurrences(of: "  reason:", with: "  bye:\n    end: no-answer\n  reason:"),
      fragment
    ).findings
    #expect(
      said(findings) == ["8:3 node \"bye\" is defined twice, also at scripts/common.yaml:7:3"])
    #expect(findings.map(\.rule) == [.format])
  }

  @Test("two fragments may not answer the same interrupt, unless the script does")
  func roads() {
    let other = source(
      "recall-fragment: 1\nid: more\ninterrupts: { busy: bye, dropped: bye }\n",
      path: "scripts/more.yaml")
    let both = script.replacingOccurrences(of: "[common]", with: "[common, more]")
    #expect(
      read(both, fragment, other).findings.map(\.message)
        == ["interrupt \"busy\" is defined twice, also at scripts/common.yaml:12:3"])
  }

  @Test("neither use others nor have a start")
  func strict() {
    let findings = read(
      script,
      fragment.replacingOccurrences(
        of: "id: common", with: "id: common\nuse: [small]\nstart: identity")
    ).findings
    #expect(
      said(findings) == [
        "3:1 a fragment does not use other fragments", "4:1 a fragment has no \"start\"",
      ])
  }

  @Test("what a script lacks is found where the fragment names it")
  func lacking() {
    let findings = read(
      script.replacingOccurrences(of: "  reason:", with: "  reasons:"), fragment
    ).findings
    #expect(findings.map(\.place.file) == ["scripts/common.yaml"])
    #expect(
      findings.map(\.message)
        == ["node \"reason\" is not known in script \"small\"; did you mean \"reasons\"?"])
  }

  @Test("used twice, unknown or a script: each is told")
  func uses() {
    func said(_ uses: String) -> [String] {
      read(script.replacingOccurrences(of: "[common]", with: uses), fragment).findings.map(
        \.message)
    }
    #expect(
      said("[common, common]")
        == ["fragment \"common\" is used twice, first at scripts/small.yaml:3:7"])
    #expect(
      said("[comon]") == ["fragment \"comon\" is not known; did you mean \"common\"?"])
    #expect(said("[small]") == ["fragment \"small\" is not known: it is a script"])
    #expect(said("common") == ["key \"use\" must be a list, not text"])
  }

  @Test("a broken fragment takes its scripts along, and is told once")
  func broken() {
    let other = source(
      script.replacingOccurrences(of: "id: small", with: "id: other"),
      path: "scripts/other.yaml")
    let read = read(script, "recall-fragment: 1\nid: common\nnodes: [", other)
    #expect(read.scripts.isEmpty)
    #expect(read.findings.count == 1)
    let folder = ScriptReader.readFolder([
      source(script, path: "scripts/small.yaml"), other,
      source("nodes: [", path: "scripts/common.yaml"),
    ])
    #expect(folder.sources.map(\.id) == ["other", "small"])
    #expect(folder.sources.allSatisfy { $0.script == nil && $0.findings.count == 1 })
  }

  @Test("one broken script leaves the others")
  func independent() {
    let read = read(script, fragment, source("nodes: [", path: "scripts/other.yaml"))
    #expect(read.scripts.map(\.id) == ["small"])
    #expect(read.findings.map(\.place.file) == ["scripts/other.yaml"])
  }

  @Test("the shipped scripts are read without a finding")
  func shipped() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "scripts")
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
      .filter { $0.hasSuffix(".yaml") }
    let files = try names.map {
      SourceFile(
        path: "scripts/\($0)", bytes: Array(try Data(contentsOf: root.appending(path: $0))))
    }
    let read = ScriptReader.read(files)
    #expect(read.findings == [])
    #expect(!read.scripts.isEmpty)
    for script in read.scripts { #expect(script.interrupts.count == Interrupt.allCases.count) }
  }
}
