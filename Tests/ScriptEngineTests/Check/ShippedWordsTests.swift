import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("the words that ship")
struct ShippedWordsTests {
  @Test("no protected word, no phrase to avoid, no informal address, no speech that is too long")
  func clean() throws {
    var policy = ClinicPolicy(name: "Lakeside Specialty Clinic")
    policy.neutralName = "Lakeside Clinic"
    policy.hoursByLanguage = [
      "en": "Monday to Friday from 9 to 5", "es": "de lunes a viernes de 9 a 5",
    ]
    policy.portalByLanguage = ["en": "the patient portal", "es": "el portal del paciente"]
    let rules: Set<RuleID> = [.wordBeforeIdentity, .toneAvoid, .toneRegister, .speechTooLong]
    let library = ScriptLibrary.read(files: try ShippedFolder.files(), policy: policy)
    #expect(
      library.findings.filter { rules.contains($0.rule) }.map { "\($0.place) \($0.message)" } == [])
  }
}
