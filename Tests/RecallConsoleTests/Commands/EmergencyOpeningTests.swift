import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

/// A nurse whose role does not show the list, and a patient who is on the telephone in an emergency.
@Suite("Opened in an emergency")
struct EmergencyOpeningTests {
  private func day(_ role: StaffRole, _ id: String = "kim") throws -> ConsoleDay {
    let day = try ConsoleDay()
    day.caller = StaffMember(id: id, name: "Kim", roles: [role], languages: ["en"])
    return day
  }

  private func acts(_ day: ConsoleDay, _ name: String) throws -> Int {
    var count = 0
    try day.store.eachAct(since: nil) { if $0.act == name { count += 1 } }
    return count
  }

  @Test("without a reason nothing is shown; with one the patient is, and it is on the record")
  func opens() throws {
    let day = try day(.clinical)
    let plain = day.run(["open r-1", "open r-1 emergency", "open r-1 emergency 12"])
    #expect(!plain.everything.contains("Rosa") && plain.problems.contains("may not call patients"))
    #expect(try day.store.openings(waitingOnly: false).isEmpty)
    let said = day.run(["open r-1 emergency she fainted at the desk"])
    #expect(said.output.contains("Rosa Delgado Ruiz") && said.output.contains("+16175550142"))
    #expect(said.output.unwrapped.contains("a manager will look at it"))
    #expect(!said.output.contains("1961"), "what the gate asks for is not shown")
    let opening = try #require(try day.store.openings(waitingOnly: true).first)
    #expect(opening.who == "kim" && opening.recall == RecallID("r-1"))
    #expect(opening.because == "she fainted at the desk")
    #expect(try acts(day, "opened-in-emergency") == 1)
    #expect(day.notes.isEmpty)
  }

  @Test("who does not know the ID looks for the name, at a prompt of its own")
  func lookup() throws {
    let day = try day(.clinical)
    day.locale = "es"
    let said = day.run(["buscar emergencia llamó sin aire", "Rosa"])
    #expect(said.output.contains("Rosa Delgado Ruiz"))
    #expect(try day.store.openings(waitingOnly: true).count == 1)
  }

  @Test("a manager is told until somebody has looked, and nobody looks at their own")
  func looked() throws {
    let day = try day(.clinical)
    _ = day.run(["open r-1 emergency she fainted"])
    day.caller = StaffMember(id: "max", name: "Max", roles: [.manager], languages: ["en"])
    #expect(day.run([]).output.unwrapped.contains("1 patient was opened in an emergency"))
    let inbox = day.run(["inbox", "report"])
    #expect(inbox.everything.unwrapped.contains("kim opened r-1, today at 2:05 PM: “she fainted”"))
    #expect(inbox.output.contains("recall review openings look ID"))
    day.caller = StaffMember(id: "ana", name: "Ana", roles: [.caller], languages: ["en"])
    #expect(!day.run(["inbox"]).everything.contains("fainted"))
    day.caller = StaffMember(id: "kim", name: "Kim", roles: [.manager], languages: ["en"])
    #expect(!day.run(["inbox"]).everything.contains("fainted"), "nobody looks at their own")
    day.caller = StaffMember(id: "max", name: "Max", roles: [.manager], languages: ["en"])
    let id = try #require(try day.store.openings(waitingOnly: true).first?.id)
    #expect(!(try day.store.lookAtOpening(id, by: "kim", at: day.now)))
    #expect(try day.store.lookAtOpening(id, by: "max", at: day.now))
    #expect(!(try day.store.lookAtOpening(id, by: "max", at: day.now)))
    #expect(!day.run([]).output.contains("opened in an emergency"))
    #expect(try acts(day, "opening-looked-at") == 1)
  }

  @Test("who only trains or audits opens nobody so", arguments: [StaffRole.trainer, .auditor])
  func refused(role: StaffRole) throws {
    let day = try day(role)
    let said = day.run(["open r-1 emergency she fainted", "lookup emergency she fainted"])
    #expect(!said.everything.contains("Rosa"))
    #expect(try day.store.openings(waitingOnly: false).isEmpty)
    #expect(try acts(day, "refused") == 2)
  }
}
