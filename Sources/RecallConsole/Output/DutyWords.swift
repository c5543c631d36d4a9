package import RecallDomain
package import ScriptEngine

/// What a role may not do, in one clear sentence in the language of the console: what, who may, and
/// who gives the role.
package struct DutyWords {
  /// `nil`: the clinic folder has no console texts; then in plain English.
  private let phrases: StaffPhrases?

  package init(phrases: StaffPhrases?) { self.phrases = phrases }

  package func refusal(of duty: StaffDuty, to person: StaffMember) -> String {
    let who = TerminalText.clean(person.id)
    guard let phrases else {
      let names = StaffRole.allCases.filter(duty.roles.contains).map(\.rawValue)
      return "\(who) may not do this (\(duty.rawValue)): it is for \(names.joined(separator: ", "))"
    }
    return phrases.text(
      "duty.refused",
      ["who": who, "what": text(duty), "roles": roles(duty.roles), "own": roles(person.roles)])
  }

  package var hint: String {
    phrases?.text("duty.hint") ?? "`recall staff add` gives a person a role"
  }

  package func text(_ duty: StaffDuty) -> String {
    phrases?.text("duty.\(duty.rawValue)") ?? duty.rawValue
  }

  package func roles(_ roles: Set<StaffRole>) -> String {
    StaffRole.allCases.filter(roles.contains)
      .map { phrases?.text("role.\($0.rawValue)") ?? $0.rawValue }.joined(separator: ", ")
  }
}
