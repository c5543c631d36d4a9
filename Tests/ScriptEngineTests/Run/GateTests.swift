import RecallDomain
import Testing

@testable import ScriptEngine

@Suite struct GateTests {
  static let person = CallNote.PersonOnLine(name: "Luis Delgado", relationship: "son")

  static func atGate(
    _ keeping: Keeping, lines: [LineID: String] = [:],
    identity: IdentityPolicy = IdentityPolicy(), start: CallStart = TestCall.start()
  ) -> TestCall {
    var call = TestCall(keeping, lines: lines, identity: identity, start: start)
    call.send(.heard("patient"))
    return call
  }

  @Test(
    "the gate opens when the policy is satisfied, and stops asking there",
    arguments: Keeping.allCases)
  func opens(_ keeping: Keeping) {
    var call = Self.atGate(keeping)
    #expect(call.words == ["who"])
    call.send(.compared(.fullName, .loose))
    #expect(call.prompt == "date_of_birth" && call.run.gate.level == .closed)
    call.send(.compared(.dateOfBirth, .match))
    #expect(call.prompt == "reason" && call.run.gate.level == .open)
    #expect(call.run.gate.raisedBy == "identity")
    #expect(call.run.identity.methods == [.fullName, .dateOfBirth])
    #expect(call.run.identity.tries == 0 && call.effects.isEmpty)
  }

  @Test(
    "with the gate open identity is verified at once, without words or prompt",
    arguments: Keeping.allCases)
  func atOnce(_ keeping: Keeping) {
    var call = Self.atGate(keeping)
    call.verify()
    call.send(.heard("identify"))
    #expect(call.prompt == "reason" && call.words == ["why"])
    #expect(call.path.suffix(2) == ["reason:identify", "identity:verified"])
  }

  @Test(
    "a mismatch is one try and asks the same again, until the tries are spent",
    arguments: Keeping.allCases)
  func mismatches(_ keeping: Keeping) {
    var call = Self.atGate(keeping)
    call.send(.compared(.fullName, .mismatch))
    #expect(call.effects == [.identityTry])
    #expect(call.run.prompt == .identifier("identity", .fullName, again: true))
    #expect(call.words == ["engine.again"])
    call.send(.compared(.fullName, .mismatch))
    #expect(call.prompt == "save no-answer/identity-not-confirmed")
    #expect(call.run.identity.result == .failed && call.run.identity.tries == 2)
  }

  @Test(
    "an empty line goes on to the next identifier, and spends nothing", arguments: Keeping.allCases)
  func notGiven(_ keeping: Keeping) {
    var call = Self.atGate(keeping)
    call.send(.compared(.fullName, .notGiven))
    #expect(call.prompt == "date_of_birth" && call.effects.isEmpty)
    call.send(.compared(.dateOfBirth, .match))
    #expect(call.prompt == "save no-answer/identity-not-confirmed" && call.run.tries == 0)
  }

  @Test(
    "a sensitive reason needs one identifier more, the first that is held and given",
    arguments: Keeping.allCases)
  func sensitive(_ keeping: Keeping) {
    let held: Set<IdentifierKind> = [.fullName, .dateOfBirth, .phoneLast4, .mrn]
    var call = Self.atGate(keeping, start: TestCall.start(sensitive: true, held: held))
    call.verify()
    #expect(call.prompt == "phone_last4")
    call.send(.compared(.phoneLast4, .notGiven))
    #expect(call.prompt == "mrn")
    call.send(.compared(.mrn, .match))
    #expect(call.run.gate.level == .open)
  }

  @Test(
    "a policy that the record cannot satisfy fails without a prompt or a word",
    arguments: Keeping.allCases)
  func unsatisfiable(_ keeping: Keeping) {
    let call = Self.atGate(keeping, start: TestCall.start(held: [.fullName]))
    #expect(call.prompt == "save no-answer/identity-not-confirmed")
    #expect(call.words == ["cannot"])
    let bare = Self.atGate(
      keeping, start: TestCall.start(sensitive: true, held: [.fullName, .dateOfBirth]))
    #expect(bare.prompt == "save no-answer/identity-not-confirmed")
  }

  @Test(
    "a full name spoken while closed spoils itself; another identifier takes its place",
    arguments: Keeping.allCases)
  func spoiltName(_ keeping: Keeping) {
    var call = Self.atGate(keeping, lines: ["hi": "Is this {patient_name}?"])
    #expect(call.prompt == "date_of_birth")
    call.send(.compared(.dateOfBirth, .match))
    #expect(call.prompt == "postal_code")
    call.send(.compared(.postalCode, .match))
    #expect(call.run.gate.level == .open)
    let own = Self.atGate(keeping, lines: ["who": "{patient_name}, when were you born?"])
    #expect(own.prompt == "date_of_birth")
    let first = Self.atGate(keeping, lines: ["hi": "Is this {patient_first}?"])
    #expect(first.prompt == "full_name")
  }

  @Test("refusing leaves the gate closed", arguments: Keeping.allCases)
  func refusal(_ keeping: Keeping) {
    var call = Self.atGate(keeping)
    call.send(.compared(.fullName, .match), .refused)
    #expect(call.run.gate.level == .closed && call.run.identity.result == .refused)
  }

  @Test(
    "a new listener closes the gate and has fresh tries, three times a call",
    arguments: Keeping.allCases)
  func freshTries(_ keeping: Keeping) {
    var call = TestCall(keeping, identity: IdentityPolicy(tries: 1))
    call.send(.heard("someone_else"))
    for _ in 1...3 {
      call.send(.heard("comes"), .compared(.fullName, .mismatch))
      #expect(call.prompt == "save no-answer/identity-not-confirmed")
      call.send(.interrupted(.otherPerson), .heard("third"))
    }
    call.send(.heard("comes"))
    #expect(call.prompt == "save no-answer/identity-not-confirmed")
  }

  @Test(
    "six tries are all that a patient has on one day, over all calls", arguments: Keeping.allCases)
  func triesOfTheDay(_ keeping: Keeping) {
    let permits = TestCall.permits(triesToday: 5)
    var call = Self.atGate(keeping, start: TestCall.start(permits: permits))
    call.send(.compared(.fullName, .mismatch))
    #expect(call.prompt == "save no-answer/identity-not-confirmed")
    let spent = Self.atGate(
      keeping, start: TestCall.start(permits: TestCall.permits(triesToday: 6)))
    #expect(spent.prompt == "save no-answer/identity-not-confirmed")
  }

  @Test(
    "a run cut short begins again at its first identifier, its tries spent",
    arguments: Keeping.allCases)
  func cutShort(_ keeping: Keeping) {
    for cut in [[CallEvent.back], [.parked, .takenUp(by: "ben", TestCall.permits())]] {
      var call = Self.atGate(keeping)
      call.send(.compared(.fullName, .mismatch), .compared(.fullName, .match))
      for event in cut { call.send(event) }
      #expect(call.prompt == "full_name" && call.run.tries == 1)
      call.send(.compared(.fullName, .mismatch))
      #expect(call.prompt == "save no-answer/identity-not-confirmed")
    }
  }

  @Test(
    "a representative on record opens the gate by name and the patient's identifiers",
    arguments: Keeping.allCases)
  func representative(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("someone_else"), .heard("representative"))
    #expect(call.prompt == "person_name")
    call.send(.personNamed(Self.person, accepted: false))
    #expect(call.prompt == "person_name" && call.effects == [.identityTry])
    call.send(.personNamed(Self.person, accepted: true))
    #expect(call.prompt == "full_name")
    call.verify()
    #expect(call.run.gate.level == .open && call.run.identity.result == .representative)
    #expect(call.run.identity.person == Self.person)

    var nobody = TestCall(keeping, start: TestCall.start(representatives: false))
    nobody.send(.heard("someone_else"), .heard("representative"))
    #expect(nobody.prompt == "third" && nobody.words == ["third"])
  }

  @Test("entering representative or helper closes the gate first", arguments: Keeping.allCases)
  func closedFirst(_ keeping: Keeping) {
    var call = Self.atGate(keeping)
    call.verify()
    call.send(.heard("third"))
    #expect(call.run.gate.level == .open)
    call.send(.heard("representative"))
    #expect(call.run.gate.level == .closed)
  }

  @Test(
    "a helper is for a patient verified earlier, and raises the gate to scheduling",
    arguments: Keeping.allCases)
  func helper(_ keeping: Keeping) {
    var call = TestCall(keeping)
    call.send(.heard("someone_else"), .heard("helper"))
    #expect(call.prompt == "third")
    call.send(.heard("comes"))
    call.verify()
    call.send(.heard("third"), .heard("helper"), .personNamed(Self.person, accepted: true))
    #expect(call.prompt == "offer" && call.run.gate.level == .scheduling)
    #expect(call.run.identity.result == .helper)
    var denied = Self.atGate(keeping)
    denied.verify()
    denied.send(.heard("third"), .heard("helper"), .personNamed(Self.person, accepted: false))
    #expect(denied.prompt == "third" && denied.run.identity.result == .failed)
  }

  @Test(
    "a message, an emergency, somebody else and a new listener close the gate",
    arguments: Keeping.allCases)
  func closes(_ keeping: Keeping) {
    let ways: [CallEvent] = [
      .heard("leave"), .interrupted(.emergency), .interrupted(.otherPerson), .heard("swap"),
    ]
    for way in ways {
      var call = Self.atGate(keeping)
      call.verify()
      call.send(way)
      #expect(call.run.gate.level == .closed)
    }
  }
}
