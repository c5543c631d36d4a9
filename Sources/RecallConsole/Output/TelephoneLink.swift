import RecallDomain

/// A telephone number that a click dials (OSC 8 with a `tel:` address): digits and nothing else.
struct TelephoneLink {
  /// As people read it.
  let text: String
  private let address: String

  /// - Parameter number: E.164; `nil`: none that can be dialled from anywhere.
  init?(_ number: String) {
    let digits = number.drop { $0 == "+" }
    guard number.hasPrefix("+"), (7...15).contains(digits.count),
      digits.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    text = PhoneNumber.display(number)
    address = "tel:+" + digits
  }

  /// The line with the number as a link, once.
  func linked(_ line: String) -> String {
    let link = "\u{1B}]8;;\(address)\u{1B}\\\(text)\u{1B}]8;;\u{1B}\\"
    return line.replacing(text, with: link, maxReplacements: 1)
  }
}

/// Whether a terminal knows links: told by what it says of itself, because none can be asked. One that
/// is not known has none, since it might print the address.
package enum TerminalLinks {
  /// - Parameter wanted: what the person's own file says.
  package static func areKnown(_ environment: [String: String], wanted: Bool?) -> Bool {
    let term = environment["TERM"] ?? ""
    guard !["", "dumb", "linux"].contains(term), wanted != false else { return false }
    if let forced = environment["FORCE_HYPERLINK"], !forced.isEmpty { return forced != "0" }
    return wanted ?? (!isWrapped(term, environment) && isKnown(term, environment))
  }

  /// Inside tmux or screen, which have their own terminal outside.
  private static func isWrapped(_ term: String, _ environment: [String: String]) -> Bool {
    term.hasPrefix("screen") || term.hasPrefix("tmux") || environment["TMUX"] != nil
      || environment["STY"] != nil
  }

  private static func isKnown(_ term: String, _ environment: [String: String]) -> Bool {
    if terms.contains(where: { term.hasPrefix($0) }) { return true }
    if programs.contains(environment["TERM_PROGRAM"] ?? "") { return true }
    if environment["KITTY_WINDOW_ID"] != nil || environment["WT_SESSION"] != nil { return true }
    // GNOME Terminal and its relatives, since 0.50.
    return (environment["VTE_VERSION"].flatMap { Int($0) } ?? 0) >= 5_000
  }

  private static let terms = [
    "xterm-kitty", "alacritty", "foot", "wezterm", "xterm-ghostty", "contour",
  ]
  private static let programs: Set<String> = [
    "iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "mintty",
  ]
}
