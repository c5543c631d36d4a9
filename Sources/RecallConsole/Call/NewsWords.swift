import ScriptEngine

/// Words of a script as they are told beside a call: whatever is filled in is left open.
enum NewsWords {
  /// `{greeting}, this is {caller}` as `…, this is …`.
  static func plain(_ text: String?) -> String? {
    text.map { $0.replacing(#/\{[a-z_]+\}/#, with: "…") }
  }

  /// From the first word that differs on, when enough is the same before it to be left out.
  static func focus(_ change: ScriptChange) -> String? {
    guard let before = plain(change.before), let after = plain(change.after) else { return nil }
    let (old, new) = (before.split(separator: " "), after.split(separator: " "))
    let same = zip(old, new).prefix { $0 == $1 }.count
    guard same > 3, same < new.count else { return nil }
    return "… " + new[same...].joined(separator: " ")
  }
}
