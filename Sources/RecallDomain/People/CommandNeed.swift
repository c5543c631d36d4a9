/// What a command wants of whoever gives it. None is left without a decision: a test walks every
/// command that the program has, as every role.
package enum CommandNeed: Equatable, Sendable {
  /// One of these duties; an option may want another one besides.
  case duty([StaffDuty])
  /// To be on the staff list, in whatever role.
  case staff
  /// Nothing but files of the clinic folder: their permissions decide.
  case files
  /// Rights on the database server, or, for a store in a file, on the file.
  case server
  /// Nothing: no clinic is opened, or one is made.
  case nothing

  package func allows(_ person: StaffMember) -> Bool {
    guard case .duty(let duties) = self else { return true }
    return person.mayDo(anyOf: duties)
  }

  /// By the words that name a command, without `recall`.
  package static let ofCommands: [String: CommandNeed] = [
    "console": .staff,
    "demo": .nothing,
    "init": .nothing,
    "doctor": .nothing,
    "import": .duty([.importLists]),
    "worklist": .duty([.seeTheList]),
    "notes": .duty([.readNotes]),
    "export": .duty([.exportRecord]),
    "inbox": .duty([.readQueues]),
    "outbox list": .duty([.readMessages]),
    "outbox retry": .duty([.sendMessages]),
    "outbox drop": .duty([.sendMessages]),
    "report": .duty([.seeFigures]),
    "review sample": .duty([.reviewNotes]),
    "review results": .duty([.seeReviews, .placeCalls]),
    "review openings list": .duty([.lookAtOpenings, .readTrail]),
    "review openings look": .duty([.lookAtOpenings]),
    "review weekly": .duty([.reviewTheWeek]),
    "script check": .files,
    "script explain": .nothing,
    "script show": .files,
    "script strangers": .files,
    "script graph": .files,
    "script diff": .staff,
    "script approve": .duty([.approveScripts]),
    "script coverage": .duty([.readNotes]),
    "script stumbles": .duty([.seeReviews]),
    "locale check": .files,
    "locale accept": .files,
    "locale export": .files,
    "locale import": .files,
    "practice call": .nothing,
    "practice report": .server,
    "staff list": .staff,
    "staff add": .duty([.keepStaff]),
    "staff remove": .duty([.keepStaff]),
    "store status": .server,
    "store migrate": .server,
    "store grant": .server,
    "store revoke": .server,
    "store check": .server,
    "store backup": .server,
    "store restore": .server,
    "store retain": .duty([.eraseWords]),
    "store erase": .duty([.eraseWords]),
    "audit show": .duty([.readTrail]),
    "audit verify": .server,
    "audit checkpoint": .server,
    "audit key": .server,
  ]
}
