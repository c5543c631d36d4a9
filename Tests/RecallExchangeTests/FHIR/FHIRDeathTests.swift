import RecallDomain
import Testing

@testable import RecallExchange

@Suite("Deaths in FHIR")
struct FHIRDeathTests {
  @Test(
    "a death that is not said as FHIR says it counts, and is flagged",
    arguments: [
      (#""deceasedBoolean":"true""#, true), (#""deceasedBoolean":true"#, true),
      (#""_deceasedDateTime":{"extension":[{"url":"x","valueCode":"unknown"}]}"#, true),
      (#""deceasedBoolean":1"#, true), (#""deceasedBoolean":"false""#, false),
      (#""deceasedBoolean":false"#, false), (#""deceasedDateTime":null"#, false),
    ])
  func deaths(member: String, isDeceased: Bool) throws {
    let setting = try ImportSetting()
    let list = MemoryList()
    let patient =
      #"{"resourceType":"Patient","id":"p","birthDate":"1970-01-01","#
      + #""name":[{"family":"Bee","given":["Ann"]}],"# + member + "}"
    let fill = ImportFill(reason: "no-show", due: CivilDate(iso: "2026-11-20"))
    _ = try setting.run([try setting.file(patient, "p.json")], fill: fill, into: list)
    #expect(list.patients.values.map(\.deceased) == [isDeceased])
  }
}
