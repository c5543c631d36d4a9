import Testing

@testable import RecallDomain

@Suite("Who may do what")
struct StaffDutyTests {
  private func duties(_ roles: StaffRole...) -> Set<StaffDuty> {
    let person = StaffMember(id: "x", name: "X", roles: Set(roles), languages: ["en"])
    return Set(StaffDuty.allCases.filter(person.may))
  }

  @Test("each role has what its work needs, and nothing beside")
  func table() {
    #expect(
      duties(.caller) == [
        .placeCalls, .seeTheList, .moveTheList, .readQueues, .workQueues, .readNotes, .seeFigures,
        .breakGlass,
      ])
    #expect(
      duties(.clinical) == [.readQueues, .workQueues, .answerClinical, .readNotes, .breakGlass])
    #expect(duties(.trainer) == [.seeReviews, .seeFigures, .seeAllFigures])
    #expect(
      duties(.office) == [
        .seeTheList, .moveTheList, .importLists, .readQueues, .workQueues, .readNotes,
        .readMessages, .sendMessages, .exportRecord, .breakGlass,
      ])
    #expect(
      duties(.auditor)
        == Set(StaffDuty.allCases.filter(\.onlyReads)).subtracting([
          .seeReviews, .reviewTheWeek,
        ]))
    let ofManagers = Set(StaffDuty.allCases).subtracting([
      .approveScripts, .appointLeads, .placeCalls, .readTrail, .eraseWords,
    ])
    #expect(duties(.manager) == ofManagers)
    #expect(duties(.lead) == Set(StaffDuty.allCases).subtracting([.placeCalls]))
    #expect(duties() == [])
    #expect(duties(.caller, .trainer) == duties(.caller).union(duties(.trainer)))
  }

  @Test("who audits changes nothing, who only trains sees no patient, who sends may read")
  func together() {
    for duty in StaffDuty.allCases {
      if duty.roles.contains(.auditor) { #expect(duty.onlyReads, "\(duty)") }
      if duty.roles.contains(.trainer) { #expect(!duty.showsPatients, "\(duty)") }
    }
    #expect(StaffDuty.sendMessages.roles.isSubset(of: StaffDuty.readMessages.roles))
    #expect(StaffDuty.workQueues.roles.isSubset(of: StaffDuty.readQueues.roles))
  }

  @Test("a manager makes nobody a lead, and themselves nothing")
  func list() {
    let person = { (id: String, roles: Set<StaffRole>) in
      StaffMember(id: id, name: id, roles: roles, languages: [])
    }
    let (max, lea) = (person("max", [.manager]), person("lea", [.lead]))
    let judge = StaffListRefusal.judge
    #expect(judge(max, nil, person("eve", [.caller])) == nil)
    #expect(judge(max, nil, person("eve", [.lead])) == .ofLeads)
    #expect(judge(max, lea, person("lea", [.caller])) == .ofLeads)
    #expect(judge(max, lea, nil) == .ofLeads)
    #expect(judge(max, max, person("max", [.manager, .caller])) == .ofOneself)
    #expect(judge(lea, nil, person("eve", [.lead])) == nil)
    #expect(judge(lea, lea, person("lea", [.lead, .caller])) == nil)
  }
}
