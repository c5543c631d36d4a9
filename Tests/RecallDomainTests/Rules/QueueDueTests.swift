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

  @Test("a clinic without hours still has due times")
  func noHours() {
    var none = hours
    (none.calling.weekday, none.calling.saturday) = (nil, nil)
    for queue in QueueName.allCases {
      for urgent in [true, false] {
        let opened = at("2026-11-24 14:05")
        #expect(none.due(queue, urgent: urgent, opened: opened) > opened)
      }
    }
  }
}
