package import Foundation
package import RecallDomain

/// What an event makes happen outside the engine, to be durable in the answer's own transaction.
/// Words are not effects: the console asks the run what to say after the commit.
package enum CallEffect: Hashable, Sendable {
  /// There is something to say to this queue: the first time it opens an item (one per queue and
  /// call), later it revises it.
  case route(QueueName, concern: Concern, question: String?, urgent: Bool, due: Date?)
  /// A queue item of this call was undone by `/back`.
  case withdraw(QueueName)
  /// `stop_calling` was raised: with the gate open the patient, else the number dialled.
  case optOut(patient: Bool)
  case hold(GivenAppointment)
  case release(GivenAppointment)
  case emergencyRaised
  case emergencyWithdrawn
  case queueMessage(ContactMethod)
  /// `number` counts the changes of the call, those taken back too.
  case changeContact(ContactChange, number: Int)
  case takeBackContact(number: Int)
  /// A line was marked as hard to say.
  case stumble(LineOnScreen, words: String)
  /// One mismatch at the gate, for the patient and day.
  case identityTry
}

/// Why an event cannot be handled here; the console says it and asks again. Nothing has changed.
package enum CallRefusal: Error, Hashable, Sendable {
  case notHere
  case unknownResponse(String)
  /// Once an emergency is raised nothing else is.
  case emergencyStands
  case nothingToUndo
  case languageNotOffered(String)
  /// `/end`: the gate level forbids it.
  case outcomeNeedsGate(Ending)
  /// `/end`: these must be asked first.
  case outcomeNeeds(Ending, [CallField])
  /// `/end`: needs an act of the script (a booking, a message left) that cannot be claimed.
  case outcomeNeedsAct(Ending)
  /// The patient, verified, or a representative may say so; on this number anybody may say no.
  case contactNeedsGate(ContactChange)
  /// In an emergency only `escalated/emergency` ends the call.
  case emergencyEndsOnly
  /// The script runs in a circle without a prompt; a checked one never does.
  case endless
}
