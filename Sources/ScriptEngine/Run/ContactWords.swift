package import RecallDomain

extension ContactChange {
  /// One sentence for staff: in the note, and beside the prompt where it was typed.
  package func sentence(in phrases: StaffPhrases) -> String {
    switch self {
    case .consent(let channels, let place, let allowed):
      let names = channels.map { phrases.text("consent.\($0.rawValue)") }
      let key = "note.contact.\(allowed ? "yes" : "no")" + (place == nil ? "" : "-at")
      return phrases.text(
        key,
        [
          "channels": names.joined(separator: ", "), "place": PhoneNumber.display(place ?? ""),
        ])
    case .only(let number?):
      return phrases.text("note.contact.only", ["place": PhoneNumber.display(number)])
    case .only(nil): return phrases.text("note.contact.only-lifted")
    case .need(let need, let holds):
      let key = holds ? "note.contact.need" : "note.contact.need-not"
      return phrases.text(key, ["need": phrases.text("need.\(need.rawValue)")])
    case .prefer(let method):
      return phrases.text(
        "note.contact.prefer", ["channel": phrases.text("channel.\(method.rawValue)")])
    }
  }
}
