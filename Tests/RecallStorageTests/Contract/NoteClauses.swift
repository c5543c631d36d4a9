import Foundation
import RecallDomain
import Testing

/// Notes as they are looked for.
extension StoreContract {
  static let notes: [StoreClause] = [
    StoreClause("notes are found by each condition, page after page, with their additions") {
      bench throws in
      try bench.bring(250)
      for number in 1...230 {
        let (ticket, phone) = try bench.call("c\(number)", at: Clinic.minutes(Double(number)))
        var closing = Clinic.closing(
          ticket, number: phone,
          ending: number.isMultiple(of: 2) ? Ending(.declined)! : Ending(.noAnswer)!)
        closing.note.ended = Clinic.minutes(Double(number / 3))
        try bench.store.close(closing, under: ticket, at: Clinic.minutes(Double(number)))
      }
      let ids = { (query: NoteQuery) throws -> [String] in
        var ids: [String] = []
        try bench.store.eachNote(query) { ids.append($0.note.id.rawValue) }
        return ids
      }
      let all = try ids(NoteQuery())
      #expect(all.count == 230 && Set(all).count == 230)
      #expect(try ids(NoteQuery(newestFirst: true)) == all.reversed())
      #expect(try ids(NoteQuery(limit: 120)) == Array(all.prefix(120)))
      #expect(try ids(NoteQuery(outcome: .declined)).count == 115)
      #expect(try ids(NoteQuery(segment: "missed-visit")).isEmpty)
      #expect(try ids(NoteQuery(since: Clinic.minutes(10), until: Clinic.minutes(11))).count == 3)
      let first = try #require(try bench.store.notes(NoteQuery(limit: 1)).first)
      #expect(try ids(NoteQuery(number: first.number)).contains(first.id.rawValue))
      #expect(try ids(NoteQuery(id: first.id)) == [first.id.rawValue])
      try bench.store.noteReading(of: "all notes", by: "lee", showing: [], at: Clinic.now)
    }
  ]
}
