package import Foundation

/// How an event stands in the journal: a name for people who read the table, and JSON with sorted
/// keys.
extension CallEvent {
  package var kind: String {
    switch self {
    case .began: "began"
    case .heard: "heard"
    case .compared: "compared"
    case .refused: "refused"
    case .personNamed: "person-named"
    case .answered: "answered"
    case .booked: "booked"
    case .noneSuit: "none-suit"
    case .clinicBooks: "clinic-books"
    case .left: "left"
    case .notLeft: "not-left"
    case .interrupted: "interrupted"
    case .back: "back"
    case .locale: "locale"
    case .interpreter: "interpreter"
    case .remark: "remark"
    case .stumbled: "stumbled"
    case .contact: "contact"
    case .ended: "ended"
    case .parked: "parked"
    case .takenUp: "taken-up"
    case .saved: "saved"
    case .withdrawn: "withdrawn"
    case .usedUp: "used-up"
    }
  }

  /// Never fails: an event is plain data.
  package var payload: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(self)) ?? Data()
  }

  package init(payload: Data) throws {
    self = try JSONDecoder().decode(CallEvent.self, from: payload)
  }
}
