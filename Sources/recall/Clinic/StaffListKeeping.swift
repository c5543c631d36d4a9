import RecallConsole
import RecallDomain
import RecallStorage

extension OpenClinic {
  /// As the staff list has them; `nil` = not at all.
  func member(_ id: String) throws -> StaffMember? {
    do { return try store.staff().first { $0.id == id } } catch { throw Failure(error) }
  }

  /// A manager keeps the list of everybody below a lead, and not their own entry.
  func permitChange(of before: StaffMember?, to after: StaffMember?) throws {
    switch StaffListRefusal.judge(staff, before: before, after: after) {
    case nil: return
    case .ofLeads: try refuse(.appointLeads)
    case .ofOneself:
      try? store.refused(StaffDuty.keepStaff.rawValue, to: staff.id, at: clock.now())
      throw Failure(
        .notPermitted, "nobody changes their own entry of the staff list", hint: "ask a lead")
    }
  }
}

/// The rights of people's logins on a shared store, which follow the staff list.
struct SharedRights {
  private let server: PostgreSQLAddress?

  init(_ clinic: OpenClinic) {
    let place = try? StorePlace(policy: clinic.policy, folder: clinic.folder)
    server = clinic.store.kind == .live ? place?.server : nil
  }

  /// Brings the login of a person to what the list says, as far as whoever works here may; otherwise
  /// says what is left to whoever looks after the server.
  func follow(_ id: String, _ roles: Set<StaffRole>, _ words: CommandWords) {
    guard let server else { return }
    let held = (try? PostgreSQLStore.people(at: server))?[id] ?? []
    guard held != roles else { return }
    if (try? PostgreSQLStore.admit(id, as: roles, at: server)) != nil { return }
    let left = roles.isEmpty ? "staff.revoke-hint" : "staff.grant-hint"
    Printing.problem("hint: " + words.say(left, ["person": id]))
  }
}
