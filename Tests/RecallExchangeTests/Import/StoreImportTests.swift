import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallExchange

@Suite("Importing into the real store")
struct StoreImportTests {
  @Test("the same file twice changes nothing")
  func twice() throws {
    let setting = try ImportSetting()
    let store = try SQLiteStore.create(
      path: setting.folder.appendingPathComponent("recall.sqlite").path, kind: .live)
    let rows = (1...600).map {
      "p\($0),\"TORRES, ANA\",1970-01-01,617-253-1000 x 4/617-253-2000,Spanish,no-show,2026-11-12,yes,Eva Torres,mother"
    }
    let header =
      "patient_id,name,dob,phone,language,reason,due,voicemail_ok,representative_name,representative_relationship"
    let path = try setting.file(header + "\n" + rows.joined(separator: "\n"))
    let run = ImportRun(
      policy: ImportSetting.policy, now: ImportSetting.now, today: ImportSetting.today)
    #expect(try run.run([path], into: store).added == 600)
    let again = try run.run([path], into: store)
    #expect(again.unchanged == 600)
    #expect(again.updated == 0)
    let sample = "samples/synthea-r4/bundle-44-patients-last2encounters.json"
    if let bundle = ImportSetting.shared(sample) {
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: bundle)))
      let copy = try setting.file(bytes, "b.json")
      let plain = try run.run([copy], into: store)
      #expect(plain.added == 44)
      #expect(try run.run([copy], into: store).unchanged == 44)
      let filled = ImportRun(
        policy: ImportSetting.policy,
        fill: ImportFill(reason: "no-show", due: CivilDate(iso: "2026-11-20")),
        now: ImportSetting.now, today: ImportSetting.today)
      #expect(try filled.run([copy], into: store).added == 44)
      #expect(try filled.run([copy], into: store).unchanged == 44)
    }
  }
}
