package import RecallDomain

/// What another life of a store knows that a backup of it lacks: the store that the backup replaces, or
/// a later backup of it.
package struct LaterFacts: Sendable {
  /// What keeps people safe: in force in the store that comes back too.
  package enum Safety: String, CaseIterable, Sendable {
    /// They want no calls any more, or their record says so.
    case optOut = "opt-out"
    /// A way of reaching them was forbidden in a call or an answer.
    case withdrawnConsent = "withdrawn-consent"
    case death
    case erasure
    /// Asked of a team, and nobody has answered it yet.
    case openItem = "open-item"
  }

  /// What can only be named.
  package enum Lost: String, CaseIterable, Sendable {
    /// They were called or written to: nobody sees it in their list.
    case contact
    case booking
    /// They were erased, and something in the backup stands in the way of doing it again: nobody is
    /// called meanwhile.
    case erasureInTheWay = "erasure-in-the-way"
  }

  package var inForce: [Safety: [PatientID]] = [:]
  package var lost: [Lost: [PatientID]] = [:]
  /// Numbers at which nobody is to be called any more, whoever is reached there.
  package var silencedNumbers = 0
  /// Messages that have gone out since: by their keys.
  package var sentMessages: [String] = []
  /// Words were erased because they were kept long enough, and came back with the backup.
  package var wordsErasedByRule = 0
  /// They were taken off the staff list, and are on it again.
  package var staffRemoved: [String] = []
  /// What could not be read, of a damaged store.
  package var unread: [String] = []

  package init() {}

  package var isEmpty: Bool {
    inForce.isEmpty && lost.isEmpty && silencedNumbers == 0 && sentMessages.isEmpty
      && wordsErasedByRule == 0 && staffRemoved.isEmpty && unread.isEmpty
  }
}
