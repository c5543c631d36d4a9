import RecallDomain

/// The numbers that matter in an emergency: a remote caller's own 911 reaches the wrong city
/// (DOMAIN 9b). They are the clinic's settings, and stand ready whatever has become of the store.
struct EmergencyNumbers {
  let desk: Desk

  func show() {
    desk.screen.notice(desk.say("emergency.heading"))
    desk.screen.facts(rows.map { (desk.say("emergency.\($0)"), [$1]) })
  }

  var rows: [(key: String, value: String)] {
    let policy = desk.policy.emergency
    let rows = [
      ("who-calls-911", policy.whoCalls911), ("site-number", policy.siteNumber),
      ("nurse-line", policy.nurseLine),
    ]
    return rows.compactMap { key, value in
      value.map { (key, TerminalText.clean($0)) }
    }.filter { !$0.1.isEmpty }
  }
}
