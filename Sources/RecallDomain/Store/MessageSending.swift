package import Foundation

/// Sending what waits in the outbox, by whoever comes first.
///
/// A message is taken (`sending`, with who and until when) and that is durable *before* anything is
/// handed to the clinic's command; how it went is written after. Between the two nobody can know
/// whether the command had it: what is found so when its lease has run out is never sent again by
/// itself.
package protocol MessageSending: AnyObject {
  /// Takes the next message of these channels whose turn has come. `decide` is pure and sees the
  /// record as it stands inside the transaction; what may not leave is stopped or kept back on the
  /// way. `nil`: nothing more is to be sent now.
  func takeMessage(
    _ terms: SendingTerms, at now: Date,
    decide: (OutboxItem, Candidate) -> MessageTurnVerdict
  ) throws(StoreFailure) -> TakenMessage?
  /// How it went. Said late, after the message was given up as lost, it still counts where it says
  /// that it was sent. Repeated, it changes nothing.
  ///
  /// - Parameter items: what somebody is to look at, when the message is given up.
  func settleMessage(
    _ taken: TakenMessage, _ after: AfterHandOver, code: Int?, items: [QueueItem], at now: Date
  ) throws(StoreFailure)
  /// Messages whose sender is gone without a word: one at a time, as `settle` decides.
  func settleLostMessages(
    at now: Date, settle: (OutboxItem) -> (after: AfterHandOver, items: [QueueItem])
  ) throws(StoreFailure) -> Int
  /// A dead letter, to be sent once more: a person has decided so, and answers for it.
  func retryMessage(_ key: String, by staff: String, at now: Date) throws(StoreFailure)
  /// A dead letter laid aside, or a message that waits and is not wanted any more.
  func dropMessage(_ key: String, by staff: String, at now: Date) throws(StoreFailure)
  /// Recalls whose message step has come and is not written: a page of them by id, each as it stands at
  /// this moment; fewer than `limit` are the last. Reads only.
  func messagesToCome(
    after: RecallID?, limit: Int, at now: Date
  ) throws(StoreFailure) -> [Candidate]
  /// One line of the trail: who had the messages listed, with where they go and their words.
  func messagesRead(
    by reader: String, showing patients: [PatientID], at now: Date
  ) throws(StoreFailure)
}

/// Who takes messages, of which channels, and for how long.
package struct SendingTerms: Hashable, Sendable {
  /// Person, process and run, such as `ana@desk-3/4711-9f3c21aa`: no two runs ever have the same, so
  /// that what stands under it is in this very run's hands. One takes the next when the last is settled.
  package var sender: String
  package var channels: Set<ContactMethod>
  /// Seconds until the message counts as lost, by channel: longer than its command may take.
  package var lease: [ContactMethod: TimeInterval]

  package init(
    sender: String, channels: Set<ContactMethod>, lease: [ContactMethod: TimeInterval]
  ) {
    self.sender = sender
    self.channels = channels
    self.lease = lease
  }
}

/// A message in the sender's hands, to be handed over once.
package struct TakenMessage: Hashable, Sendable {
  package var message: OutboxItem
  /// Which try this is, from 1; fences: nobody else settles it.
  package var attempt: Int
  package var leaseEnds: Date

  package init(message: OutboxItem, attempt: Int, leaseEnds: Date) {
    self.message = message
    self.attempt = attempt
    self.leaseEnds = leaseEnds
  }
}
