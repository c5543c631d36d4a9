import Foundation
import Testing

/// Real public data goes in: what can be used lands, what cannot is listed with its reason. The
/// samples lie beside the checkout; where they do not, these tests are skipped and say so.
@Suite(
  "public samples",
  .enabled(if: Program.samples != nil, "skipped: no ../shared/samples beside this checkout"))
struct SamplesTests {
  private func clinic() throws -> Workplace {
    let place = try Workplace()
    try place.demo(patients: 0)
    return place
  }

  private func importing(_ place: Workplace, _ arguments: [String]) throws -> [String: Any] {
    try place.json(["import", "--json", "--clinic", "demo", "--now", Workplace.now] + arguments)
  }

  /// Rejects are listed beside the file that was read, so the samples themselves stay as they are.
  private func copy(_ folder: String, to place: Workplace) throws -> String {
    let target = place.home.appendingPathComponent(folder)
    try FileManager.default.copyItem(
      at: Program.samples!.appendingPathComponent(folder), to: target)
    return target.path
  }

  @Test("the Synthea bundle becomes a list, and a call in Spanish ends in a note with every key")
  func bundle() throws {
    let place = try clinic()
    let file = try copy("synthea-r4", to: place) + "/bundle-44-patients-last2encounters.json"
    let fill = ["--reason", "annual-visit", "--due", "2026-11-10"]
    let report = try importing(place, [file] + fill)
    #expect(report["added"] as? Int == 44)
    #expect(report["rejected"] as? Int == 0)
    let again = try importing(place, [file] + fill)
    #expect(again["added"] as? Int == 0)
    #expect(again["unchanged"] as? Int == 44)

    let recall = try recallOf("155d3d80-f3f0-4b39-9207-0d122cf94a11", place)
    let ended = try place.console([
      "open \(recall)", "", "patient", "y", "7/31/1967", "later", "mañana por la mañana", "",
      "quit",
    ])
    #expect(ended.output.contains("¿Podría hablar con Clara, por favor?"))
    #expect(ended.output.contains("saved"))
    let note = try #require(try place.notes().first)
    #expect((note["language"] as? [String: Any])?["spoken"] as? [String] == ["es"])
    #expect(note["outcome"] as? String == "callback-requested")
    #expect(Set(note.keys).isSuperset(of: Self.pinnedKeys))
  }

  /// INTERFACES, "JSON": what a note always has; there may be more.
  private static let pinnedKeys: Set<String> = [
    "format", "id", "recall", "patient", "segment", "attempt", "direction", "mode", "caller",
    "number", "started", "ended", "identity", "language", "script", "path", "barriers", "fields",
    "outcome", "detail", "also", "next", "routed", "remarks", "summary",
  ]

  private func recallOf(_ patient: String, _ place: Workplace) throws -> String {
    let list = try place.json([
      "worklist", "--all", "--json", "--clinic", "demo", "--as", "ana", "--now", Workplace.now,
    ])
    let items = list["items"] as? [[String: Any]] ?? []
    let item = items.first { ($0["patient"] as? String)?.contains(patient) ?? false }
    return try #require(item?["recall"] as? String)
  }

  @Test("every official FHIR example goes in, or is listed with the reason")
  func official() throws {
    let place = try clinic()
    let folder = try copy("fhir-r4-official", to: place)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for name in names {
      let ended = try place.run(
        ["import", "--json", "--clinic", "demo", "--now", Workplace.now, "\(folder)/\(name)"])
      #expect([0, 1].contains(ended.status), "\(name): \(ended.errors)")
      #expect(ended.output.contains("\"read\""))
    }
    let all = try importing(place, names.map { "\(folder)/\($0)" })
    #expect((all["ignored"] as? [String: Any])?.isEmpty == false)
  }

  @Test("Synthea's CSV rows go in through a map of column names")
  func csv() throws {
    let place = try clinic()
    let map = try place.file(
      "map.yaml",
      """
      recall-map: 1
      columns:
        patient_id: Id
        first_name: FIRST
        last_name: LAST
        date_of_birth: BIRTHDATE
        postal_code: ZIP
        state: STATE
        deceased: DEATHDATE
      """)
    let file = try copy("synthea-csv", to: place) + "/patients-excerpt.csv"
    let report = try importing(
      place, [file, "--map", map, "--reason", "annual-visit", "--due", "2026-11-10"])
    #expect(report["added"] as? Int == 9)
    let list = try place.json([
      "worklist", "--all", "--json", "--clinic", "demo", "--as", "ana", "--now", Workplace.now,
    ])
    let reasons = (list["items"] as? [[String: Any]] ?? []).compactMap { $0["excluded"] as? String }
    #expect(reasons.contains("no-number"))
    #expect(reasons.contains("deceased"))
  }
}
