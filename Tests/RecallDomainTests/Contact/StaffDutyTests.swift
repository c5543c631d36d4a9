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
    #expect(duties(.caller) == [.readNotes])
    #expect(duties(.clinical) == [.readNotes])
    #expect(duties(.trainer) == [.readNotes, .reviewNotes, .seeAllFigures])
    #expect(duties(.office) == [.sendMessages, .readMessages, .exportRecord, .readNotes])
    #expect(duties(.auditor) == [.seeAllFigures, .readMessages, .exportRecord, .readNotes])
    #expect(duties(.manager) == Set(StaffDuty.allCases).subtracting([.approveScripts]))
    #expect(duties(.lead) == Set(StaffDuty.allCases))
    #expect(duties() == [])
    #expect(duties(.caller, .trainer) == [.readNotes, .reviewNotes, .seeAllFigures])
  }

  @Test("who sends messages may read them, and who audits changes nothing")
  func together() {
    #expect(StaffDuty.sendMessages.roles.isSubset(of: StaffDuty.readMessages.roles))
    for duty in [StaffDuty.sendMessages, .keepStaff, .correctAnyNote, .approveScripts] {
      #expect(!duty.roles.contains(.auditor))
    }
  }
}
