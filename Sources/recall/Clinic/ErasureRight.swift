import Foundation
import RecallDomain
import RecallStorage
import ScriptEngine

/// Who may erase, and what stands in the place of what they erased.
struct ErasureRight {
  let clinic: OpenClinic

  init(_ clinic: OpenClinic) { self.clinic = clinic }

  /// Said before anything is shown: on a server the login decides, whatever the staff list says.
  func check() throws {
    guard let server = clinic.store as? PostgreSQLStore else { return }
    do { if try server.isOwner() { return } } catch { throw Failure(error) }
    throw Self.explained(.notPermitted)
  }

  static func explained(_ failure: StoreFailure) -> Failure {
    guard failure == .notPermitted else { return Failure(failure) }
    return Failure(
      .notPermitted, "on a server words are erased by whoever owns the store, and by nobody else",
      hint: "let the login that made the store with `recall store migrate` do it")
  }

  /// The notice is in the language of the notes.
  ///
  /// - Parameter key: of its text.
  func act(at now: Date, notice key: String = "note.erased") throws -> ErasureAct {
    let phrases = try clinic.library().staffPhrases
    let words =
      phrases[clinic.policy.documentationLanguage] ?? phrases[clinic.policy.sourceLanguage]
    let today = LocalTime(now, in: clinic.zone).date
    let notice = words?.text(key, ["date": "\(today)"]) ?? "\(today)"
    return ErasureAct(who: clinic.staff.id, at: now, notice: notice)
  }
}
