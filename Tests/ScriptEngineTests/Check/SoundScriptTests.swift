import Testing

@testable import ScriptEngine

@Suite("a sound script")
struct SoundScriptTests {
  @Test("a whole script with every interrupt and every kind of act passes")
  func passes() {
    #expect(Draft.sound.report.findings.map { "\($0)" } == [])
    #expect(Draft.sound.report.states > 100)
    #expect(Draft.sound.report.edges > Draft.sound.report.states)
  }
}
