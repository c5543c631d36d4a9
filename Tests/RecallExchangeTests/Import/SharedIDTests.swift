import RecallDomain
import RecallStorage
import Testing

@testable import RecallExchange

@Suite("One patient ID that a source gives to two people")
struct SharedIDTests {
  private static let header = "patient_id,name,date_of_birth,phone,segment,reason,due_date"
  private static let rosa = "p1,\"Delgado, Rosa\",1961-03-04,617-555-0142,missed-visit,a,2026-11-12"

  private func name(_ day: StoreSetting) throws -> [String] {
    try day.store.lookup(patientID: "p1").map(\.patient.fullName)
  }

  @Test("the second is left out and named, and the first stays who they are, in any import")
  func otherPerson() throws {
    let day = try StoreSetting()
    let bob = "p1,\"Smith, Bob\",1980-01-01,617-555-0199,missed-visit,b,2026-11-12"
    let both = try day.bring("\(Self.header)\n\(Self.rosa)\n\(bob)\n")
    #expect(both.read == 2 && both.added == 1 && both.rejected == 1)
    #expect(both.problems.map(\.line) == [3] && both.problems.map(\.field) == ["patient_id"])
    #expect(both.problems.map(\.problem) == [ImportWriter.otherPerson])
    #expect(try name(day) == ["Rosa Delgado"])
    #expect(try day.bring("\(Self.header)\n\(bob)\n").rejected == 1)
    #expect(try name(day) == ["Rosa Delgado"])
    let again = try day.bring("\(Self.header)\n\(Self.rosa)\n\(bob)\n")
    #expect(again.unchanged == 1 && again.rejected == 1)
  }

  @Test(
    "one recall ID for two patients: the second is left out and named, and the first stays as it is"
  )
  func otherRecall() throws {
    let day = try StoreSetting()
    let header = "recall_id,\(Self.header)"
    let bob = "R1,p2,\"Smith, Bob\",1980-01-01,617-555-0199,missed-visit,b,2026-12-24"
    let both = try day.bring("\(header)\nR1,\(Self.rosa)\n\(bob)\n")
    #expect(both.added == 1 && both.rejected == 1 && both.problems.map(\.line) == [3])
    #expect(both.problems.map(\.problem) == [ImportWriter.otherRecall])
    #expect(both.problems.map(\.field) == ["recall_id"])
    #expect(try day.bring("\(header)\n\(bob)\n").rejected == 1)
    #expect(try day.store.lookup(patientID: "p2").isEmpty)
    #expect(try name(day) == ["Rosa Delgado"])
  }

  @Test("a dry run rejects what an import would, of the store's and of the list's own rows")
  func dryRun() throws {
    let day = try StoreSetting()
    let header = "recall_id,\(Self.header)"
    let rows = [
      "R1,\(Self.rosa)",
      "R1,p2,\"Smith, Bob\",1980-01-01,617-555-0199,missed-visit,b,2026-12-24",
      "R3,p1,\"Smith, Bob\",1980-01-01,617-555-0199,missed-visit,b,2026-12-24",
      "R4,p4,Eve Luz,1981-01-01,617-555-0198,missed-visit,b,2026-12-24",
    ]
    let path = try day.setting.file(([header] + rows).joined(separator: "\n") + "\n")
    for _ in 1...2 {
      let dry = try day.setting.run([path], into: nil, against: day.store)
      #expect(dry.rejected == 2 && dry.accepted == 2 && dry.problems.map(\.line) == [3, 4])
      #expect(
        dry.problems.map(\.problem) == [ImportWriter.otherRecall, ImportWriter.otherPerson])
      let real = try day.setting.run([path], into: StoreSink(day.store))
      #expect(real.rejected == 2 && real.problems == dry.problems)
    }
    #expect(try day.store.lookup(patientID: "p2").isEmpty)
  }

  @Test("a dry run knows who is reached where an answer comes from")
  func dryReplies() throws {
    let day = try StoreSetting()
    try day.bring("\(Self.header)\n\(Self.rosa)\n")
    let path = try day.setting.file(
      "from,text,at\n617-555-0142,stop,2026-11-24 09:00\n617-555-0777,stop,2026-11-24 09:00\n")
    let dry = try day.setting.run([path], into: nil, against: day.store)
    #expect(dry.rejected == 1 && dry.accepted == 1)
    #expect(dry.problems.map(\.problem) == [ImportWriter.unknownSender])
  }

  @Test("our own ID of a recall is not taken for another patient's")
  func ownIDElsewhere() throws {
    let day = try StoreSetting()
    try day.bring("\(Self.header)\n\(Self.rosa)\n")
    let id = try #require(try day.store.lookup(patientID: "p1").first?.entry.id.rawValue)
    let bob = "\(id),p2,\"Smith, Bob\",1980-01-01,617-555-0199,missed-visit,b,2026-12-24"
    let report = try day.bring("recall_id,\(Self.header)\n\(bob)\n")
    #expect(report.rejected == 1 && report.problems.map(\.problem) == [ImportWriter.otherRecall])
  }

  @Test("a list that names its recalls for the first time makes none of them twice")
  func namedLater() throws {
    let day = try StoreSetting()
    try day.bring("\(Self.header)\n\(Self.rosa)\n")
    let named = "recall_id,\(Self.header)\nR1,\(Self.rosa)\n"
    #expect(try day.bring(named).added == 0)
    #expect(try day.bring(named).unchanged == 1)
    #expect(try day.store.lookup(patientID: "p1").count == 1)
    // Another name is another recall.
    #expect(try day.bring(named + "R2,\(Self.rosa)\n").added == 1)
    #expect(try day.bring(named + "R2,\(Self.rosa)\n").unchanged == 2)
  }

  @Test("an export that comes back under our own ID of a recall makes no second one")
  func ownID() throws {
    let day = try StoreSetting()
    try day.bring("\(Self.header)\n\(Self.rosa)\n")
    let id = try #require(try day.store.lookup(patientID: "p1").first?.entry.id)
    let again = try day.bring("recall_id,\(Self.header)\n\(id.rawValue),\(Self.rosa)\n")
    #expect(again.added == 0 && again.rejected == 0 && again.unchanged == 1)
    #expect(try day.store.lookup(patientID: "p1").count == 1)
  }

  @Test(
    "a correction of the name or of the birth date is taken over",
    arguments: [
      "p1,\"Delgado Ruiz, Rosa\",1961-04-03,617-555-0142,missed-visit,a,2026-11-12",
      "p1,\"Brooks, Rosa\",1961-03-04,617-555-0142,missed-visit,a,2026-11-12",
      "p1,\"Delgado, Rosa María\",1961-03-14,617-555-0142,missed-visit,a,2026-11-12",
    ])
  func correction(_ row: String) throws {
    let day = try StoreSetting()
    try day.bring("\(Self.header)\n\(Self.rosa)\n")
    let report = try day.bring("\(Self.header)\n\(row)\n")
    #expect(report.updated == 1 && report.rejected == 0)
  }
}
