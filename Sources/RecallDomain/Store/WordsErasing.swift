package import Foundation

/// Words that are not to be kept any longer, taken out of what is kept: rows stay, with everything that
/// counts depend on.
///
/// What is append-only for everybody is set aside inside each such transaction alone, and only for whoever
/// owns the store: on a server the login that made it, in a file whoever may write the file. Each
/// transaction takes a few rows and waits for nobody; a program that dies between two has erased what it
/// had acknowledged, and the next one goes on.
package protocol WordsErasing {
  /// What of a kind may go, counted in short reads.
  func erasable(_ kind: RetentionPolicy.Kind, _ reach: ErasureReach) throws -> ErasableCount
  /// Erases it, batch by batch; answers how many rows lost their words. Again: none.
  func eraseWords(_ kind: RetentionPolicy.Kind, _ reach: ErasureReach, as act: ErasureAct) throws
    -> Int
  /// Keys that seal what computers keep of claims (`ClaimKey`), of claims that ended before: nothing that
  /// was kept so long ago comes in any more. Answers how many went.
  func eraseClaimKeys(endedBefore instant: Date, as act: ErasureAct) throws(StoreFailure) -> Int
  /// What there is of one person, and what stands in the way; `nil`: nobody has this id.
  func personHeld(_ patient: PatientID) throws(StoreFailure) -> PersonHeld?
  /// One person, on a lawful request: words, names, numbers. Throws `taken` while something stands in the
  /// way. Repeating it is harmless, also when it stopped half-way.
  func erasePerson(_ patient: PatientID, because: String, as act: ErasureAct) throws
  /// Of a file: its free pages too are rewritten, so that nothing of what was erased is in it. On a server
  /// the tables are vacuumed: until then what was erased lies in dead rows that no query sees.
  func forgetErased() throws(StoreFailure)
}

/// Whose words.
package enum ErasureReach: Hashable, Sendable {
  /// Everybody's from before an instant, but of patients born after that day.
  case older(than: Date, bornUntil: CivilDate)
  /// All of one person's, as far as nothing is open.
  case person(PatientID)
}

/// What there is of one person.
package struct PersonHeld: Hashable, Sendable {
  /// What has to end first.
  package enum Obstacle: Hashable, Sendable {
    /// They are in somebody's hands, or a call of theirs needs an outcome.
    case call
    case items(Int)
    /// Not sent yet.
    case messages(Int)
    /// Opened in an emergency, and nobody has looked at that yet.
    case openings(Int)
  }

  package var obstacles: [Obstacle] = []
  package var isErased = false
  package var numbers = 0
  package var representatives = 0
  /// Rows that have words.
  package var words: [RetentionPolicy.Kind: Int] = [:]
  package var calls = 0
  package var recalls = 0

  package init() {}
}

/// Who erases, when, and what stands in the place of a note's words.
package struct ErasureAct: Sendable {
  package let who: String
  package let at: Date
  package let notice: String

  package init(who: String, at: Date, notice: String) {
    self.who = who
    self.at = at
    self.notice = notice
  }
}

package struct ErasableCount: Hashable, Sendable {
  package var rows = 0
  package var oldest: Date?
  package var youngest: Date?

  package init() {}

  package mutating func add(_ instant: Date) {
    rows += 1
    oldest = min(oldest ?? instant, instant)
    youngest = max(youngest ?? instant, instant)
  }
}
