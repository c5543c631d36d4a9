import Foundation
import RecallDomain
import Testing

@testable import RecallReports

@Suite("The list for other programs")
struct WorklistDocumentTests {
  private let zone = Zone("America/New_York")!

  private func item(_ change: (inout Candidate) -> Void = { _ in }) -> WorklistItem {
    var policy = ClinicPolicy(name: "Lakeside")
    policy.segments = ["overdue": SegmentPolicy(script: "overdue")]
    var patient = Patient(
      id: PatientID("p"), firstName: "=HYPERLINK(1)", lastName: "Núñez, \"La\"",
      dateOfBirth: CivilDate(year: 1961, month: 3, day: 4))
    patient.state = "MA"
    patient.postalCode = "02139"
    patient.phones = [PatientPhone(number: "+16175550142", kind: .mobile, rank: 1)]
    let entry = RecallEntry(
      id: RecallID("r"), patient: patient.id, segment: "overdue", reason: nil,
      due: CivilDate(year: 2026, month: 11, day: 12)!, priority: 2)
    var candidate = Candidate(entry: entry, patient: patient)
    change(&candidate)
    return Worklist(rules: CallRules(policy: policy), scripts: ["overdue"], caller: nil).item(
      candidate, at: InstantText.read("2026-11-24T14:05:00-05:00")!)
  }

  private var document: WorklistDocument { WorklistDocument(zone: zone, why: { _ in "+why" }) }

  @Test("a document in pieces is the document in one piece")
  func pieces() {
    for count in 0...3 {
      let items = (0..<count).map { _ in document.json(item(), sitting: 1) }
      var pieces = JSONListPieces()
      let text = JSONListPieces.beginning + items.map { pieces.item($0) }.joined() + pieces.end()
      #expect(text == JSONValue.list(items).document + "\n")
    }
  }

  @Test("an item has every pinned key, and its sitting")
  func keys() throws {
    let text = document.json(
      item { $0.entry.due = CivilDate(year: 2026, month: 12, day: 3)! }, sitting: nil
    )
    .document
    let read = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let pinned = [
      "recall", "patient", "name", "segment", "due", "provider", "priority", "attempt",
      "attempts_max", "flags", "callable_from", "why", "excluded",
    ]
    #expect(Set(read.keys) == Set(pinned + ["sitting"]))
    #expect(read["excluded"] as? String == "not-yet-due")
    #expect(read["callable_from"] as? String == "2026-12-03T09:00:00-05:00")
  }

  @Test("why how many are left out stands behind the items")
  func leftOut() throws {
    var tally = WorklistTally()
    tally.count(item { $0.patient.phones = [] })
    let text =
      JSONListPieces.beginning + JSONListPieces().end([("left_out", document.leftOut(tally))])
    let read = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let reasons = try #require(read["left_out"] as? [[String: Any]])
    #expect(reasons.first?["reason"] as? String == "no-number")
    #expect(reasons.first?["count"] as? Int == 1)
  }

  @Test("a row has a cell for each column, and no cell is a formula")
  func row() {
    let row = document.csv(item(), sitting: 2)
    #expect(row.hasPrefix("r,p,\"'=HYPERLINK(1) Núñez, \"\"La\"\"\",overdue,2026-11-12,"))
    #expect(row.hasSuffix(",'+why,,2"))
    #expect(WorklistDocument.csvHeader.split(separator: ",").count == 14)
  }

  @Test(
    "cells that a spreadsheet would run are text",
    arguments: [
      "=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "  =1", "＝1", "\u{3000}=1", "\u{200B}=1",
    ])
  func formulas(_ text: String) { #expect(GuardedCell.text(text).hasPrefix("'")) }

  @Test("others stand as they are", arguments: ["Ana", "1961-03-04", "O'Rourke", ""])
  func harmless(_ text: String) { #expect(GuardedCell.text(text) == text) }
}
