import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("Lines after inbox")
struct InboxReadingTests {
  func read(_ line: String) -> InboxReading {
    InboxReading.read(line, ClinicFolder.typed) { QueueName(rawValue: $0) }
  }

  @Test("a queue, an act with its item, a number alone")
  func lines() {
    #expect(read("") == .list(nil, overdue: false))
    #expect(read("insurance") == .list(.insurance, overdue: false))
    #expect(read("overdue") == .list(nil, overdue: true))
    #expect(read("overdue records") == .list(.records, overdue: true))
    #expect(read("3") == .act(.show, item: "3", rest: ""))
    #expect(read("hand 2 records") == .act(.hand, item: "2", rest: "records"))
    #expect(read("give 2") == .act(.giveBack, item: "2", rest: ""))
    #expect(read("responder 2") == .act(.answer, item: "2", rest: ""))
    #expect(read("answer") == .needsItem(.answer))
    #expect(read("zzz") == .unknown)
    #expect(read("zzz 1") == .unknown)
  }
}
