import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallExchange

@Suite("Importing into the real store")
struct StoreImportTests {
  @Test("the same file twice changes nothing")
  func twice() throws {
    let day = try StoreSetting()
    let rows = (1...600).map {
      "p\($0),\"TORRES, ANA\",1970-01-01,617-253-1000 x 4/617-253-2000,Spanish,no-show,2026-11-12,yes,Eva Torres,mother"
    }
    let header =
      "patient_id,name,dob,phone,language,reason,due,voicemail_ok,representative_name,representative_relationship"
    let text = header + "\n" + rows.joined(separator: "\n")
    #expect(try day.bring(text).added == 600)
    let again = try day.bring(text)
    #expect(again.unchanged == 600 && again.updated == 0)
    #expect(try day.store.check() == [])
  }

  @Test("the same bundle twice changes nothing, also where the options make the recalls")
  func bundleTwice() throws {
    let sample = "samples/synthea-r4/bundle-44-patients-last2encounters.json"
    guard let bundle = ImportSetting.shared(sample) else {
      print("skipped: ../shared/samples is not there")
      return
    }
    let day = try StoreSetting()
    let copy = try day.setting.file(
      Array(try Data(contentsOf: URL(fileURLWithPath: bundle))), "b.json")
    let made = ImportFill(reason: "no-show", due: CivilDate(iso: "2026-11-20"))
    for fill in [ImportFill(), made] {
      let run = { try day.setting.run([copy], fill: fill, into: StoreSink(day.store)) }
      #expect(try run().added == 44)
      #expect(try run().unchanged == 44)
    }
  }

  @Test("a mark stands until a list that has its column says otherwise")
  func marks() throws {
    let setting = try ImportSetting()
    let store = try SQLiteStore.create(
      path: setting.folder.appendingPathComponent("recall.sqlite").path, kind: .live)
    let bring = { (header: String, cells: String) throws -> Patient in
      let row = "p1,\"TORRES, ANA\",1970-01-01,no-show,2026-11-12"
      let path = try setting.file("patient_id,name,dob,reason,due\(header)\n\(row)\(cells)")
      _ = try ImportRun(
        policy: ImportSetting.policy, now: ImportSetting.now, today: ImportSetting.today
      ).run([path], into: store)
      var found: [Patient] = []
      try store.eachCandidate(segment: nil, at: ImportSetting.now) { found.append($0.patient) }
      return try #require(found.first)
    }
    let header = ",deceased,inactive,do_not_contact,confidential,sensitive,interpreter_needed"
    let marked = try bring(header, ",Y,Y,Y,Y,Y,Y")
    #expect(marked.deceased && marked.inactive && marked.permissions.doNotContact)
    #expect(try bring("", "") == marked)
    // An empty cell says nothing.
    #expect(try bring(header, ",,,,,,") == marked)
    let cleared = try bring(header, ",N,N,N,N,N,N")
    #expect(!cleared.deceased && !cleared.inactive && !cleared.permissions.doNotContact)
    #expect(!cleared.permissions.confidential && !cleared.sensitive && !cleared.interpreterNeeded)
  }
}
