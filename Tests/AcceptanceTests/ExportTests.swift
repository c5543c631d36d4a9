import Foundation
import Testing

/// What goes out of one clinic comes into another: the same list, the same appointments.
@Suite("The record goes out, and comes back")
struct ExportTests {
  private static let later = "2026-11-24T15:00:00-05:00"

  private func clinic() throws -> Workplace {
    let place = try Workplace()
    try place.demo(patients: 40)
    _ = try place.console(["next", "", "patient", "y", "1961-03-04", "ready", "1", "", "quit"])
    return place
  }

  private func list(_ place: Workplace, _ clinic: String) throws -> [[String: Any]] {
    let listed = try place.json([
      "worklist", "--all", "--json", "--clinic", clinic, "--now", Self.later,
    ])
    return (listed["items"] as? [[String: Any]] ?? []).sorted {
      ($0["recall"] as? String ?? "") < ($1["recall"] as? String ?? "")
    }
  }

  private func same(_ place: Workplace) throws {
    let (here, there) = (try list(place, "demo"), try list(place, "other"))
    #expect(here.count > 30 && here.count == there.count)
    for (one, other) in zip(here, there) {
      for key in ["recall", "patient", "name", "segment", "due", "provider", "priority"] {
        #expect("\(one[key] ?? "")" == "\(other[key] ?? "")", "\(key)")
      }
    }
  }

  @Test("as FHIR: one file of its owner alone, never written over")
  func fhir() throws {
    let place = try clinic()
    let first = try place.run(["export", "--fhir", "out.json", "--clinic", "demo"])
    #expect(first.status == 0)
    let path = place.home.appendingPathComponent("out.json").path
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let again = try place.run(["export", "--fhir", "out.json", "--clinic", "demo"])
    #expect(again.status == 73 && again.errors.contains("is there already"))
    _ = try place.run(["--now", Workplace.now, "demo", "other", "--patients", "0"])
    let report = try place.json([
      "import", "out.json", "--json", "--clinic", "other", "--now", Self.later,
    ])
    #expect(report["rejected"] as? Int == 0)
    try same(place)
  }

  @Test("as CSV: recalls and appointments")
  func csv() throws {
    let place = try clinic()
    for rows in ["recalls", "appointments"] {
      let out = try place.run(["export", "--csv", rows, "\(rows).csv", "--clinic", "demo"])
      #expect(out.status == 0)
    }
    _ = try place.run(["--now", Workplace.now, "demo", "other", "--patients", "0"])
    let report = try place.json([
      "import", "recalls.csv", "appointments.csv", "--json", "--clinic", "other", "--now",
      Self.later,
    ])
    #expect(report["rejected"] as? Int == 0)
    try same(place)
  }

  @Test("notes are found by what is asked for; a number is never an argument")
  func notes() throws {
    let place = try clinic()
    let all = try place.notes()
    #expect(all.count == 1 && (all.first?["corrections"] as? [Any])?.isEmpty == true)
    let none = try place.json(["notes", "--json", "--outcome", "declined", "--clinic", "demo"])
    #expect(none["count"] as? Int == 0)
    let number = try place.run(["notes", "--number", "6175550142", "--clinic", "demo"])
    #expect(number.status == 64 && !number.errors.contains("6175550142"))
    let readable = try place.run(["notes", "--full", "--clinic", "demo"])
    #expect(readable.output.contains("An appointment was booked"))
    #expect(readable.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test("notes by a caller in any case, with the patient named; days that are exchanged are told")
  func findingNotes() throws {
    let place = try clinic()
    let all = try place.notes()
    let caller = try #require(all.first?["caller"] as? String)
    let loud = try place.run(["notes", "--caller", caller.uppercased(), "--clinic", "demo"])
    let patient = try #require(all.first?["patient"] as? String)
    #expect(loud.status == 0 && loud.output.contains("· \(patient) "), "\(loud)")
    let nobody = try place.run(["notes", "--caller", "nobody-here", "--clinic", "demo"])
    #expect(nobody.status == 64 && nobody.errors.contains("nobody here has the id"))
    let wrong = try place.run([
      "notes", "--since", "2026-12-02", "--until", "2026-12-01", "--clinic", "demo",
    ])
    #expect(wrong.status == 64 && wrong.errors.contains("is later than --until"))
    _ = try place.run(["notes", "--patient", "Rosa Delgado", "--clinic", "demo"])
    let trail = try place.run(["export", "--fhir", "-", "--clinic", "demo"])
    #expect(trail.status == 0 && trail.output.contains("patient without a note"))
    #expect(!trail.output.contains("patient Rosa Delgado"))
  }

  @Test("since a day: what was added to an older note since, and whom it is about")
  func since() throws {
    let place = try clinic()
    let call = try place.console(["next", "", "no_answer", "", "quit"])
    #expect(call.output.contains("saved"))
    let before = try place.run([
      "export", "--fhir", "-", "--since", "2026-11-27", "--clinic", "demo",
    ])
    #expect(!before.output.contains("Nobody answered"))
    let later = try place.console(
      ["last amend", "the daughter drives", "quit"], now: "2026-11-27T10:00:00-05:00")
    #expect(later.output.contains("the daughter drives"), "\(later)")
    for form in [["--fhir"], ["--csv", "notes"]] {
      let out = try place.run(
        ["export"] + form + ["-", "--since", "2026-11-27", "--clinic", "demo"])
      #expect(out.status == 0 && out.output.contains("Nobody answered"), "\(out)")
      #expect(!out.output.contains("An appointment was booked"))
    }
  }
}
