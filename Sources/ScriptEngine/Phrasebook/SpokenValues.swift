package import Foundation
package import RecallDomain

/// What a line may say that the record does not hold: the moment, and what was given in this call.
package struct SpokenValues: Hashable, Sendable {
  package var now: Date
  package var callbackWindow: CallbackWindow?
  package var appointment: GivenAppointment?
  /// When the queue last routed to in this call will have answered.
  package var answerBy: Date?

  package init(
    now: Date, callbackWindow: CallbackWindow? = nil, appointment: GivenAppointment? = nil,
    answerBy: Date? = nil
  ) {
    self.now = now
    self.callbackWindow = callbackWindow
    self.appointment = appointment
    self.answerBy = answerBy
  }
}
