import Foundation
import RecallDomain
import RecallTestSupport
import Testing

@testable import RecallStorage

/// A backup is brought back, and the store that it replaces can still be read: what keeps people safe is
/// not lost with it, and whoever was called since is named.
@Suite("What came after a backup")
struct LaterFactsTests {
  private static let act = ErasureAct(who: "lee", at: Clinic.minutes(90), notice: "gone")

  /// A day goes on after the backup, then the backup takes what came after it.
  private func afterABackup(
    inAFileAlone: Bool = false,
    _ after: (StoreBench) throws -> Void,
    then body: (SQLiteStore, LaterFacts, _ later: SQLiteStore) throws -> Void,
    since before: (StoreBench) throws -> Void = { _ in }
  ) throws {
    func day(_ bench: TrailBench) throws {
      let desk = try StoreBench(bench.store) { try bench.another() }
      try desk.bring(6)
      try bench.fill()
      try before(desk)
      let folder = try TemporaryFolder()
      let (backup, live) = (folder.path + "/backup", folder.path + "/live")
      try StoreBackup.write(bench.store, to: backup) { _ in }
      let copy = try SQLiteStore.open(path: backup)
      copy.chainEntries(with: bench.key)
      try copy.beginEpoch(.copied, by: "lee", at: Clinic.now)
      try after(desk)
      try StoreBackup.write(bench.store, to: live) { _ in }
      let later = try SQLiteStore.open(path: live)
      #expect(try copy.hasOneBeginning(with: later))
      try copy.beginEpoch(.restored, by: "lee", at: Self.act.at)
      let facts = try copy.takeLaterFacts(of: live, as: Self.act)
      _ = try copy.sealTrail(bench.key, at: Self.act.at)
      #expect(try copy.check() == [] && copy.isIntact())
      #expect(try copy.verifyTrail(bench.keys).isWhole)
      try body(copy, facts, later)
    }
    if inAFileAlone { try TrailBench.onSQLite(day) } else { try TrailBench.onBoth(day) }
  }

  private func ids(_ facts: LaterFacts, _ safety: LaterFacts.Safety) -> [String] {
    (facts.inForce[safety] ?? []).map(\.rawValue)
  }

  /// Says something in a call, which then ends.
  private func say(_ effects: (ClaimTicket) -> [CallWrite], in call: String, _ desk: StoreBench)
    throws
  {
    let (ticket, number) = try desk.call(call, by: call)
    let heard = try desk.store.append(
      Clinic.entry(2), effects: effects(ticket), under: ticket, at: Clinic.now)
    try desk.store.close(Clinic.closing(heard, number: number), under: heard, at: Clinic.now)
  }

  @Test("opt-outs, deaths, silent numbers, forbidden ways and open questions are in force again")
  func safety() throws {
    var (wished, dead, asked) = ("", "", "")
    try afterABackup { desk in
      try say(
        { ticket in
          wished = ticket.patient.rawValue
          let mail = ContactChange.consent([.email], at: nil, allowed: false)
          return [
            .doNotContact(ticket.patient), .silence(number: "+16175550188"),
            .contact(mail, of: ticket.patient, number: 1, on: Clinic.today),
          ]
        }, in: "c-a", desk)
      try say(
        { ticket in
          asked = ticket.patient.rawValue
          return [.openItem(Clinic.item("c-b-clinical-2", under: ticket))]
        }, in: "c-b", desk)
      let (ticket, number) = try desk.call("c-c", by: "cyn")
      dead = ticket.patient.rawValue
      try desk.store.close(
        Clinic.closing(ticket, number: number, heldForDeath: true), under: ticket, at: Clinic.now)
    } then: { copy, facts, _ in
      #expect(ids(facts, .optOut) == [wished] && ids(facts, .death) == [dead])
      #expect(ids(facts, .withdrawnConsent) == [wished] && ids(facts, .openItem) == [asked])
      #expect(facts.silencedNumbers == 1 && facts.unread.isEmpty)
      #expect(Set(facts.lost[.contact] ?? []).map(\.rawValue).count == 3)
      let patient = try #require(try copy.patient(wished))
      #expect(patient.permissions.doNotContact)
      #expect(try copy.queueItems(.clinical).map(\.question) == ["¿Puedo comer antes?"])
      #expect(try copy.nobodyCalls() == [wished, dead])
      for patient in [wished, dead, asked] {
        var told: [String] = []
        try copy.eachEntry(TrailQuery(patient: PatientID(patient))) { told.append($0.act) }
        #expect(told.contains("taken-from-before") && told.contains("lost-with-before"))
      }
    }
  }

  @Test(
    "who was erased is erased again, whatever was open, and a list that brings them calls nobody")
  func erasure() throws {
    // On a server words are erased by its owner; the copy of it that is asked is a file all the same.
    try afterABackup(inAFileAlone: true) { desk in
      let owner = try #require(desk.store as? any SharedActs)
      try owner.write("test") { db in
        _ = try db.run("UPDATE queue_item SET state = 'closed', closed_at = opened")
      }
      let erased = try #require(try desk.store.notes(NoteQuery()).first?.patient)
      try desk.store.erasePerson(erased, because: "asked", as: Self.act)
      // One whom the backup does not know at all.
      try desk.bring(Clinic.row("r9", of: Clinic.patient("p9", numbers: ["+16175550199"])))
      try desk.store.erasePerson(PatientID("p9"), because: "asked", as: Self.act)
    } then: { copy, facts, _ in
      let erased = try #require(facts.inForce[.erasure])
      #expect(erased.count == 2 && erased.map(\.rawValue).contains("p9"))
      #expect(facts.lost[.erasureInTheWay] == nil)
      for person in erased { #expect(try copy.personHeld(person)?.isErased == true) }
      let bench = try StoreBench(copy) { copy }
      let other = Clinic.patient("p77", numbers: ["+16175550199"])
      try bench.bring(Clinic.row("r77", of: other))
      let silenced = try copy.read("test") { db in
        try db.exists("SELECT 1 FROM silenced WHERE number = '+16175550199'")
      }
      #expect(silenced)
    } since: { desk in
      // Open when the backup was made, and closed before the erasure.
      try say({ [.openItem(Clinic.item("c-a-clinical-2", under: $0))] }, in: "c-a", desk)
    }
  }

  @Test("an erasure that a call stands in the way of is named, and nobody is called meanwhile")
  func erasureInTheWay() throws {
    var patient = ""
    try afterABackup(inAFileAlone: true) { desk in
      let taken = try desk.store.takeUp(
        CallID("c-a"), by: "ana", at: Clinic.minutes(20), lease: Clinic.lease, takeOver: true)
      let number = Clinic.patient(patient).phones[0].number
      try desk.store.close(
        Clinic.closing(taken.ticket, number: number), under: taken.ticket, at: Clinic.minutes(21))
      try desk.store.erasePerson(PatientID(patient), because: "asked", as: Self.act)
    } then: { copy, facts, _ in
      #expect(facts.lost[.erasureInTheWay] == [PatientID(patient)])
      #expect(ids(facts, .erasure).isEmpty)
      let kept = try #require(try copy.patient(patient))
      #expect(kept.permissions.doNotContact)
    } since: { desk in
      patient = try desk.call("c-a", by: "ana").0.patient.rawValue
    }
  }

  @Test("a backup that lacks nothing is told so, and one that is older knows nothing more")
  func nothing() throws {
    try afterABackup { _ in
    } then: { copy, facts, later in
      let knowsAll = try copy.goesOnAfter(later)
      #expect(facts.isEmpty && knowsAll)
    }
    try afterABackup { desk in
      try desk.store.exported("part", by: "ana", at: Clinic.now)
    } then: { copy, _, later in
      let knowsAll = try copy.goesOnAfter(later)
      #expect(!knowsAll && later.kind == copy.kind)
    }
  }
}

extension SQLiteStore {
  fileprivate func patient(_ id: String) throws -> Patient? {
    var found: Patient?
    try eachRecord { if $0.patient.id.rawValue == id { found = $0.patient } }
    return found
  }

  /// Patients whose record says that nobody calls them any more.
  fileprivate func nobodyCalls() throws -> Set<String> {
    var found: Set<String> = []
    try eachCandidate(segment: nil, at: Clinic.minutes(100)) {
      if $0.closingFact != nil || $0.heldForDeath { found.insert($0.patient.id.rawValue) }
    }
    return found
  }
}
