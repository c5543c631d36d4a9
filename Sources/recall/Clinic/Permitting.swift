import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

extension OpenClinic {
  /// Whether the person who works here has this duty.
  func has(_ duty: StaffDuty) -> Bool { staff.may(duty) }

  /// Refuses what no role of this person has, in their language and on the record.
  func permit(_ duties: StaffDuty...) throws { try permit(duties) }

  func permit(_ duties: [StaffDuty]) throws {
    guard let duty = duties.first, !staff.mayDo(anyOf: duties) else { return }
    try refuse(duty)
  }

  /// One of several that were asked for is refused.
  func refuse(_ duty: StaffDuty) throws -> Never {
    let now = (try? NoteAccess(clinic: self, options: options).moment()) ?? clock.now()
    // A store that cannot be written at this moment permits nothing either.
    try? store.refused(duty.rawValue, to: staff.id, at: now)
    let phrases = try? Desk.phrases(self, options)
    throw Failure(
      .notPermitted, DutyWords(phrases: phrases).refusal(of: duty, to: staff),
      hint: DutyWords(phrases: phrases).hint)
  }
}
