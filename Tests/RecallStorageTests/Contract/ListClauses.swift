import Foundation
import RecallDomain
import Testing

extension StoreContract {
  static let list: [StoreClause] = [
    StoreClause("every open entry is read once, in order, over as many pages as it takes") {
      bench throws in
      try bench.bring(600)
      var read: [RecallEntry] = []
      try bench.store.eachCandidate(segment: nil, at: Clinic.now) { read.append($0.entry) }
      let ordered = read.sorted {
        ($0.priority, $0.due, $0.id.rawValue) < ($1.priority, $1.due, $1.id.rawValue)
      }
      #expect(read.count == 600 && Set(read.map(\.id)).count == 600)
      #expect(read == ordered)
      var missed = 0
      try bench.store.eachCandidate(segment: "missed-visit", at: Clinic.now) { _ in missed += 1 }
      #expect(missed == 0)
    },
    StoreClause("counts tell who is ready, who will be today, and what needs an outcome") {
      bench throws in
      try bench.bring(5)
      let counts = { (minutes: Double) in
        try bench.store.counts(
          for: "ana", at: Clinic.minutes(minutes), endOfDay: Clinic.minutes(500))
      }
      #expect(try counts(0) == DayCounts(ready: 5, laterToday: 0, needOutcome: 0))
      let until = [30.0, 61, 400, 900, 0]
      _ = try bench.next { candidate in
        let index = Int(candidate.entry.id.rawValue.dropFirst())! - 1
        return .excluded(.withinCadence, until: index == 4 ? nil : Clinic.minutes(until[index]))
      }
      #expect(try counts(0) == DayCounts(ready: 0, laterToday: 3, needOutcome: 0))
      #expect(try counts(30) == DayCounts(ready: 1, laterToday: 2, needOutcome: 0))
      #expect(try counts(70) == DayCounts(ready: 2, laterToday: 1, needOutcome: 0))
      #expect(try counts(1000) == DayCounts(ready: 4, laterToday: 0, needOutcome: 0))
    },
    StoreClause("a caller is found by number: everybody of a shared household") { bench throws in
      let number = "+16175550101"
      try bench.bring(
        Clinic.row("a", of: Clinic.patient("p1", numbers: [number])),
        Clinic.row("b", of: Clinic.patient("p2", numbers: ["+16175550102", number])),
        Clinic.row("c", of: Clinic.patient("p3")))
      #expect(try bench.store.lookup(number: number).map(\.entry.id.rawValue) == ["a", "b"])
      #expect(try bench.store.lookup(number: "+16175550199").isEmpty)
    },
    StoreClause("a name is found without its accents, by any of its words") { bench throws in
      try bench.bring(2)
      #expect(try bench.store.lookup(name: "nunez", limit: 9).count == 2)
      #expect(
        try bench.store.lookup(name: "NÚÑEZ p2", limit: 9).map(\.patient.id.rawValue) == ["p2"])
      #expect(try bench.store.lookup(name: "rosa", limit: 1).count == 1)
      #expect(try bench.store.lookup(name: "100%", limit: 9).isEmpty)
    },
    StoreClause("a patient whose recalls are all closed is still found, with the latest") {
      bench throws in
      try bench.bring(1)
      let (ticket, number) = try bench.call()
      try bench.store.close(
        Clinic.closing(ticket, number: number, state: .closed), under: ticket, at: Clinic.now)
      #expect(try bench.store.lookup(number: number).map(\.entry.state) == [.closed])
    },
  ]

  static let house: [StoreClause] = [
    StoreClause("notes come back whole, by patient, caller, day and id") { bench throws in
      try bench.bring(2)
      var notes: [CallNote] = []
      for (index, caller) in ["ana", "ben"].enumerated() {
        let (ticket, number) = try bench.call("c\(index)", by: caller)
        var closing = Clinic.closing(ticket, number: number)
        closing.note.ended = Clinic.minutes(Double(10 + index))
        try bench.store.close(closing, under: ticket, at: Clinic.now)
        notes.append(closing.note)
      }
      let store = bench.store
      #expect(try store.notes(NoteQuery()) == notes)
      #expect(try store.notes(NoteQuery(newestFirst: true, limit: 1)) == [notes[1]])
      #expect(try store.notes(NoteQuery(caller: "ana")) == [notes[0]])
      #expect(try store.notes(NoteQuery(since: Clinic.minutes(11))) == [notes[1]])
      #expect(try store.notes(NoteQuery(patient: notes[1].patient)) == [notes[1]])
      #expect(try store.notes(NoteQuery(id: notes[0].id)) == [notes[0]])
    },
    StoreClause("an edition is kept by its hash") { bench throws in
      try bench.store.saveEdition(hash: "sha256:x", compiled: Data("one".utf8))
      try bench.store.saveEdition(hash: "sha256:x", compiled: Data("one".utf8))
      #expect(try bench.store.edition(hash: "sha256:x") == Data("one".utf8))
      #expect(try bench.store.edition(hash: "sha256:y") == nil)
    },
    StoreClause("staff are added, changed and removed") { bench throws in
      var ana = StaffMember(
        id: "ana", name: "Ana", roles: [.caller, .lead], languages: ["es", "en"],
        consoleLocale: "es")
      try bench.store.addStaff(ana)
      ana.languages = ["es"]
      try bench.store.addStaff(ana)
      #expect(try bench.store.staff() == [ana])
      try bench.store.removeStaff("ana")
      #expect(try bench.store.staff().isEmpty)
      #expect(throws: StoreFailure.notFound) { try bench.store.removeStaff("ana") }
    },
    StoreClause("the store knows the latest instant it has recorded") { bench throws in
      #expect(try bench.store.latestInstant() == nil)
      try bench.bring(1)
      #expect(try bench.store.latestInstant() == Clinic.now)
      _ = try bench.call(at: Clinic.minutes(3))
      #expect(try bench.store.latestInstant() == Clinic.minutes(3))
    },
  ]
}
