import Foundation
import RecallDomain

/// Under which rules a patient was taken; the same are asked again when the number is dialled.
enum ClaimTerms: Equatable {
  /// By `next`: the list's own rules.
  case list
  /// By `open`: the caller has chosen this patient, whatever their language.
  case chosen
  /// A limit of the clinic is set aside, for this reason.
  case overriding(String)
  /// An invented patient of practice, at any hour.
  case rehearsed

  func judge(_ desk: Desk, at now: Date) -> (Candidate) -> Callability {
    let (rules, caller, scripts) = (desk.rulesOfChoice, desk.caller, desk.shelf.segments)
    switch self {
    case .list: return desk.judge(at: now)
    case .chosen: return { rules.judge($0, at: now, caller: caller, scripts: scripts) }
    case .rehearsed:
      return { candidate in
        candidate.patient.phones.first.map { .callable(number: $0.number) }
          ?? .excluded(.noNumber, until: nil)
      }
    case .overriding: return { rules.judgeOverriding($0, at: now, scripts: scripts) }
    }
  }
}
