/// What becomes of a terminal at which nobody types: `idle: { blank: 15 minutes, leave: 60 minutes }`.
///
/// HIPAA asks for an end of sessions "after a predetermined time of inactivity" and leaves the time to
/// the site (45 CFR 164.312(a)(2)(iii)); fifteen minutes is the most that CIS Controls 4.3 allow.
package struct IdlePolicy: Hashable, Sendable {
  /// Seconds without a key until the screen is hidden; `nil` = never.
  package var blank: Int? = 15 * 60
  /// Seconds without a key until the console closes; `nil` = never.
  package var leave: Int? = 60 * 60

  package init() {}

  package enum Step: Hashable, Sendable { case stays, blanks, leaves }

  /// - Parameter seconds: without a key.
  package func step(after seconds: Int) -> Step {
    if let leave, seconds >= leave { return .leaves }
    if let blank, seconds >= blank { return .blanks }
    return .stays
  }
}
