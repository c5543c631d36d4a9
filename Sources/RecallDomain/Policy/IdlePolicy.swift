/// What becomes of a terminal at which nobody types: `idle: { blank: 15 minutes, leave: 60 minutes }`.
///
/// HIPAA asks for procedures that "terminate an electronic session after a predetermined time of
/// inactivity" (automatic logoff, 45 CFR 164.312(a)(2)(iii)). It is addressable: a site chooses the time
/// by its own risks and writes down why, and nobody has set a number.
package struct IdlePolicy: Hashable, Sendable {
  /// Seconds without a key until the screen is hidden; `nil` = never. Fifteen minutes is the most that
  /// CIS Controls v8, safeguard 4.3, allow a workstation before it locks, and what Australia's ISM
  /// (control 0428) allows at most; a shared room wants less.
  package var blank: Int? = 15 * 60
  /// Seconds without a key until the console closes; `nil` = never. Longer than any call and most
  /// lunches: what is open then is left by somebody who has gone home.
  package var leave: Int? = 60 * 60

  package init(blank: Int? = 15 * 60, leave: Int? = 60 * 60) {
    (self.blank, self.leave) = (blank, leave)
  }

  /// A list in a pager has nothing that would be lost: it closes where a screen is hidden.
  package var closesList: Int? {
    switch (blank, leave) {
    case (let blank?, let leave?): min(blank, leave)
    default: blank ?? leave
    }
  }

  package enum Step: Hashable, Sendable { case stays, blanks, leaves }

  /// - Parameter seconds: without a key.
  package func step(after seconds: Int) -> Step {
    if let leave, seconds >= leave { return .leaves }
    if let blank, seconds >= blank { return .blanks }
    return .stays
  }
}
