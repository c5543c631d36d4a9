/// How a call counts, beside what the script's `end` or the caller said.
package struct SettledEnding: Hashable, Sendable {
  package let ending: Ending
  /// What was said, when an appointment made the call `scheduled`.
  package let also: Ending?

  /// A recall that holds an appointment when the call closes is `scheduled`, whatever the end says;
  /// an emergency and a death apart. An outcome given by a person is never lost to a rule
  /// (DESIGN, invariant 9).
  package init(said: Ending, bookedInCall: Bool, bookedBefore: Bool) {
    let standsAlone =
      said.outcome == .escalated && (said.detail == .emergency || said.detail == .deceased)
    guard bookedInCall || bookedBefore, !standsAlone else {
      ending = said
      also = nil
      return
    }
    let scheduled = Ending(.scheduled, bookedInCall ? .booked : .alreadyBooked)!
    ending = scheduled
    also = said == scheduled ? nil : said
  }
}
