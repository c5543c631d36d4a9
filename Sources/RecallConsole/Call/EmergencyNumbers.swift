import RecallDomain

/// The numbers that matter in an emergency: a remote caller's own 911 reaches the wrong city
/// (DOMAIN 9b). They are the clinic's settings, and stand ready whatever has become of the store.
struct EmergencyNumbers {
  let desk: Desk
  /// In which the call is spoken; `nil`: nobody is on the line.
  var spoken: String?

  func show() {
    desk.screen.notice(desk.say("emergency.heading"))
    desk.screen.facts(rows.map { (desk.say("emergency.\($0)"), [$1] + aloud($0)) })
  }

  /// Who calls 911 is also said to whoever is on the line: in the language of the call, where the console
  /// has another.
  private func aloud(_ key: String) -> [String] {
    guard key == "who-calls-911", let spoken, let words = whoCalls(in: spoken),
      words != whoCalls(in: desk.consoleLocale)
    else { return [] }
    return [desk.say("emergency.aloud", ["words": words])]
  }

  private func whoCalls(in locale: String) -> String? {
    desk.policy.emergency.whoCalls911(in: locale, otherwise: desk.policy.sourceLanguage)
  }

  var rows: [(key: String, value: String)] {
    let policy = desk.policy.emergency
    let rows = [
      ("who-calls-911", whoCalls(in: desk.consoleLocale)), ("site-number", policy.siteNumber),
      ("nurse-line", policy.nurseLine),
    ]
    return rows.compactMap { key, value in
      value.map { (key, TerminalText.clean($0)) }
    }.filter { !$0.1.isEmpty }
  }
}
