import Foundation
import Testing

@testable import RecallDomain

@Suite("The place in line")
struct PlaceInLineTests {
  private func place(
    _ id: String, promise: String? = nil, priority: Int = 3, due: String = "2026-11-12",
    _ fit: PartFit = .any
  ) -> PlaceInLine {
    PlaceInLine(
      promise: promise.map { at($0) }, priority: priority, due: day(due), fit: fit, id: id)
  }

  @Test("promise, priority, due date, part of the day, id: each decides among those level so far")
  func order() {
    let inOrder = [
      place("z", promise: "2026-11-24 13:00", priority: 9), place("y", promise: "2026-11-24 14:00"),
      place("x", priority: 1, due: "2026-11-20", .later), place("w", due: "2026-10-01", .later),
      place("v", .now), place("t"), place("u"), place("a", .later),
      place("b", due: "2026-11-13", .now), place("c", priority: 4, due: "2026-01-01", .now),
    ]
    #expect(inOrder.reversed().sorted() == inOrder)
    #expect(inOrder.shuffled().sorted().map(\.id) == inOrder.map(\.id))
  }

  @Test("the part of the day it is now suits by the parts tried and those the hours offer")
  func fits() {
    let all = Set(PartOfDay.allCases)
    let fit = { (tried: Set<PartOfDay>, part: PartOfDay, offered: Set<PartOfDay>) in
      PartFit(tried: tried, at: part, offered: offered)
    }
    for part in PartOfDay.allCases {
      #expect(fit([], part, all) == .any)
      #expect(fit(all, part, all) == .any)
      #expect(fit([part], part, all) == .later)
      #expect(fit(all.subtracting([part]), part, all) == .now)
      #expect(fit([part], part, [part]) == .any)
    }
    // Nobody waits for an evening that never comes.
    #expect(fit([.morning, .afternoon], .afternoon, [.morning, .afternoon]) == .any)
    #expect(fit([.morning], .evening, all) == .now)
  }

  @Test("a class of hours reads back from its name; without parts it is the place alone")
  func names() throws {
    let policy = clinic()
    let spread = candidate { $0.patient.postalCode = "37302" }.patient
    for (patient, attempts) in [
      (candidate().patient, []), (spread, []),
      (candidate().patient, [attempt("2026-11-20 10:00", .rangOut)]),
      (spread, [attempt("2026-11-20 10:00", .rangOut), attempt("2026-11-21 17:00", .rangOut)]),
    ] {
      let own = HoursClass(of: patient, after: attempts, policy: policy)
      #expect(HoursClass(named: own.name) == own)
      #expect(own.after([]).tried.isEmpty)
      #expect(own.zones == own.after([]).zones && own.state == own.after([]).state)
    }
    let own = HoursClass(
      of: candidate().patient, after: [attempt("2026-11-20 10:00", .rangOut)], policy: policy)
    #expect(own.name == "America/New_York MA +morning")
    #expect(HoursClass(named: "") == nil)
  }

  @Test("a class suits the part of the day where its patients are, in the segment's hours")
  func classFits() {
    let policy = clinic()
    let fits = HoursClasses.under(policy).fit
    let two = at("2026-11-24 14:05")
    #expect(fits("America/New_York MA +morning", "overdue", two) == .now)
    #expect(fits("America/New_York MA +afternoon", "overdue", two) == .later)
    // Three hours behind it is still morning.
    #expect(fits("America/Los_Angeles CA +morning", "overdue", two) == .later)
    #expect(fits("America/New_York MA", "overdue", two) == .any)
    #expect(fits("", "overdue", two) == .any)
  }

  @Test("of those level the one whose chance is now comes first, and each says why")
  func worklist() {
    let named = { (id: String, tried: [String]) in
      candidate {
        $0.entry = entry(id)
        $0.attempts = tried.map { attempt($0, .rangOut) }
      }
    }
    let policy = clinic { $0.cadence = [CadenceStep(.call(.best)), CadenceStep(.call(.best))] }
    let list = Worklist(rules: CallRules(policy: policy), scripts: ["overdue"], caller: caller())
    let items = list.items(
      [
        named("a", ["2026-11-18 14:30"]), named("b", []), named("c", ["2026-11-18 10:00"]),
        named("d", []),
      ], at: at("2026-11-24 14:05"))
    #expect(items.map(\.recall.rawValue) == ["c", "b", "d", "a"])
    #expect(items[0].why.contains(.partNotTried(.afternoon)))
    #expect(items[1].why.contains(.firstAttempt))
    #expect(items[3].why.contains(.partLater(.evening)))
  }
}
