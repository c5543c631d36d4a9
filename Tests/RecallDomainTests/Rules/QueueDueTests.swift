import Foundation
import Testing

@testable import RecallDomain

@Suite("When a queue answers")
struct QueueDueTests {
  let hours = QueueHours(queues: [:], calling: CallingHours(), zone: "America/New_York")

  func due(_ queue: QueueName, _ opened: String, urgent: Bool = false) -> String {
    wall(hours.due(queue, urgent: urgent, opened: at(opened)))
  }

  @Test("a clinical question is due at the end of the clinic's day")
  func sameDay() {
    #expect(due(.clinical, "2026-11-24 14:05") == "2026-11-24 19:00")
    #expect(due(.clinical, "2026-11-24 07:00") == "2026-11-24 19:00")
    #expect(due(.clinical, "2026-11-28 11:00") == "2026-11-28 16:00")
  }

  @Test("asked after closing or on a closed day it is due at the end of the next business day")
  func afterClosing() {
    #expect(due(.clinical, "2026-11-24 19:00") == "2026-11-25 19:00")
    #expect(due(.clinical, "2026-11-25 20:00") == "2026-11-27 19:00")
    #expect(due(.clinical, "2026-11-28 17:00") == "2026-11-30 19:00")
    #expect(due(.clinical, "2026-11-29 12:00") == "2026-11-30 19:00")
  }

  @Test("the other queues answer within one business day", arguments: QueueName.allCases)
  func standard(_ queue: QueueName) {
    guard queue != .clinical else { return }
    #expect(due(queue, "2026-11-24 14:05") == "2026-11-25 19:00")
    #expect(due(queue, "2026-11-27 14:05") == "2026-11-30 19:00")
    #expect(due(queue, "2026-11-25 09:00") == "2026-11-27 19:00")
  }

  @Test("minutes run while the clinic is open")
  func minutes() {
    #expect(due(.clinical, "2026-11-24 14:05", urgent: true) == "2026-11-24 14:35")
    #expect(due(.clinical, "2026-11-24 18:50", urgent: true) == "2026-11-25 09:20")
    #expect(due(.clinical, "2026-11-24 03:00", urgent: true) == "2026-11-24 09:30")
    #expect(due(.clinical, "2026-11-28 15:45", urgent: true) == "2026-11-30 09:15")
  }

  @Test("the policy's own terms win")
  func policy() {
    var own = hours
    own.queues[.insurance] = QueuePolicy(due: .businessDays(3), urgent: .minutes(60))
    #expect(
      wall(own.due(.insurance, urgent: false, opened: at("2026-11-24 14:05")))
        == "2026-11-30 19:00")
    #expect(
      wall(own.due(.insurance, urgent: true, opened: at("2026-11-24 14:05")))
        == "2026-11-24 15:05")
  }

  @Test("what concerns a visit is settled before it; a complaint or a review is not about one")
  func beforeTheVisit() {
    func due(_ queue: QueueName, _ opened: String, visit: String) -> String {
      wall(hours.due(queue, urgent: false, opened: at(opened), visit: at(visit)))
    }
    for queue in [QueueName.transport, .insurance] {
      // Tomorrow: by this evening. Next week: as usual. Over a holiday: the last open day before it.
      #expect(due(queue, "2026-11-24 14:05", visit: "2026-11-25 09:00") == "2026-11-24 19:00")
      #expect(due(queue, "2026-11-24 14:05", visit: "2026-11-30 09:00") == "2026-11-25 19:00")
      #expect(due(queue, "2026-11-25 10:00", visit: "2026-11-27 09:00") == "2026-11-25 19:00")
      // Today: at once. Asked after closing for tomorrow before opening: never after the visit.
      #expect(due(queue, "2026-11-24 14:05", visit: "2026-11-24 17:00") == "2026-11-24 14:35")
      #expect(due(queue, "2026-11-24 20:00", visit: "2026-11-25 08:00") == "2026-11-25 08:00")
      // A visit that is over says nothing.
      #expect(due(queue, "2026-11-24 14:05", visit: "2026-11-24 09:00") == "2026-11-25 19:00")
    }
    for concern in Concern.allCases {
      let opened = at("2026-11-24 14:05")
      let due = hours.due(
        .records, urgent: false, opened: opened, concern: concern, visit: opened + 60)
      #expect(wall(due) == (concern.isForTheVisit ? "2026-11-24 14:06" : "2026-11-25 19:00"))
    }
    #expect(Concern.number.isForTheVisit && Concern.clinicalQuestion.isForTheVisit)
    #expect(!Concern.complaint.isForTheVisit && !Concern.death.isForTheVisit)
  }

  @Test("a visit that comes in later, moves or is cancelled gives an open item another time")
  func visitsChange() {
    var item = QueueItem(
      id: QueueItemID("i-1"), queue: .transport, recall: RecallID("r-1"), patient: PatientID("p-1"),
      call: nil, opened: at("2026-11-23 14:05"), due: at("2026-12-02 19:00"), verified: true,
      concern: .ride)
    func due(_ visit: String?, now: String = "2026-11-24 14:05") -> String {
      wall(hours.due(item, visit: visit.map { at($0) }, at: at(now)))
    }
    // None: as promised. Ahead: the last open day before it. Today: at once.
    #expect(due(nil) == "2026-12-02 19:00")
    #expect(due("2026-11-30 09:00") == "2026-11-28 16:00")
    #expect(due("2026-12-20 09:00") == "2026-12-02 19:00")
    #expect(due("2026-11-24 17:00") == "2026-11-24 14:35")
    // Moved and cancelled, it has the time back that was promised.
    (item.due, item.dueOtherwise) = (at("2026-11-28 16:00"), at("2026-12-02 19:00"))
    #expect(due("2026-12-01 09:00") == "2026-11-30 19:00")
    #expect(due(nil) == "2026-12-02 19:00")
    // Its last day has passed: an import that says something else gives no more time.
    item.due = at("2026-11-24 14:20")
    #expect(due("2026-11-24 17:00") == "2026-11-24 14:20")
    // What is overdue stays so, and what is answered is left alone.
    #expect(due("2026-12-20 09:00", now: "2026-11-24 14:30") == "2026-11-24 14:20")
    item.state = .answered
    #expect(due(nil) == "2026-11-24 14:20")
    (item.state, item.concern) = (.open, .complaint)
    #expect(due("2026-11-25 09:00") == "2026-12-02 19:00")
  }

  @Test("a clinic without hours still has due times")
  func noHours() {
    var none = hours
    (none.calling.weekday, none.calling.saturday) = (nil, nil)
    for queue in QueueName.allCases {
      for urgent in [true, false] {
        let opened = at("2026-11-24 14:05")
        #expect(none.due(queue, urgent: urgent, opened: opened) > opened)
        let visited = none.due(queue, urgent: urgent, opened: opened, visit: opened + 7200)
        #expect(visited > opened)
      }
    }
  }
}

/// The edges of the clinic's days.
extension QueueDueTests {
  @Test("asked on a Friday evening it is due on Monday; what is urgent while Saturday is open")
  func fridayEvening() {
    #expect(due(.clinical, "2026-11-20 19:30") == "2026-11-23 19:00")
    #expect(due(.clinical, "2026-11-20 18:59", urgent: true) == "2026-11-21 10:29")
    #expect(due(.insurance, "2026-11-20 18:30") == "2026-11-23 19:00")
    var weekdays = hours
    weekdays.calling.saturday = nil
    let asked = at("2026-11-20 19:30")
    #expect(wall(weekdays.due(.clinical, urgent: true, opened: asked)) == "2026-11-23 09:30")
  }

  @Test("a holiday does not count")
  func holiday() {
    #expect(due(.clinical, "2026-12-24 20:00") == "2026-12-28 19:00")
    #expect(due(.insurance, "2026-12-24 10:00") == "2026-12-28 19:00")
    #expect(due(.clinical, "2026-12-25 10:00", urgent: true) == "2026-12-26 10:30")
  }

  @Test("when the clocks change, minutes are minutes and the day ends by the wall")
  func clocks() {
    var always = hours
    always.calling.sunday = TimeWindow(from: TimeOfDay(minutes: 0)!, to: TimeOfDay(minutes: 1200)!)
    let spring = at("2026-03-08 01:45")
    #expect(
      always.due(.clinical, urgent: true, opened: spring).timeIntervalSince(spring) == 1800)
    #expect(wall(always.due(.clinical, urgent: true, opened: spring)) == "2026-03-08 03:15")
    let autumn = at("2026-11-01 00:45")
    #expect(
      always.due(.clinical, urgent: true, opened: autumn).timeIntervalSince(autumn) == 1800)
    #expect(wall(always.due(.clinical, urgent: false, opened: autumn)) == "2026-11-01 20:00")
  }
}
