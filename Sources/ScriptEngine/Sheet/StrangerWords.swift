import RecallDomain

/// What the sheet says around its sentences, the same on paper and on a screen.
extension StrangerSheet {
  package static let title = "What a stranger may hear"

  /// What a signature below a page confirms, and what it rests on.
  package func statement(_ page: Page) -> String {
    guard isSafe else {
      return "The checker found \(errors) error\(errors == 1 ? "" : "s") in this script. Until "
        + "they are mended this page is no proof, and is not to be signed."
    }
    return "These \(page.sentences.count) sentences are all that this script can say or send in "
      + "this language before identity is confirmed, to a machine, or to somebody else. The "
      + "checker walked \(states) moments of every call it can lead to and found no way to any "
      + "other. \(told(page))"
  }

  private func told(_ page: Page) -> String {
    let (anybody, helper) = (shown(page.personalFacts), shown(page.helperFacts))
    let first =
      anybody.isEmpty
      ? "Nothing about a person is in them" : "Of a person they hold only \(Self.list(anybody))"
    let second = helper.isEmpty ? "" : "; a helper may hear \(Self.list(helper)) besides"
    return first + second + ". What is filled in during a call is marked ‹so›; nothing else from a "
      + "record can be spoken there."
  }

  private func shown(_ facts: [Fact]) -> [String] { facts.map { "‹\($0.shown)›" } }

  /// Whom these sections leave out, and why.
  package static let left =
    "A representative on record is verified like the patient and hears what the patient hears; the "
    + "portal is read by the patient alone. Neither is on this page."

  package static let confirmation =
    "I have read every sentence above and approve that those named may hear it."

  package static let signature = ["Name", "Signature", "Date"]

  package static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
