package import Foundation

/// Something that must never happen, and did.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, CaseIterable, Sendable {
    /// A dial outside the hours in a zone where the patient may be.
    case window
    case patientCap = "cap of the patient"
    case numberCap = "cap of the number"
    /// A patient or a number that wants no calls.
    case optOut = "opt-out"
    /// A number that is known to be wrong or dead.
    case badNumber = "bad number"
    case promiseEarly = "promise kept too early"
    case promisePassedOver = "promise passed over"
    case promiseLost = "promise lost"
    /// A dial before the rest after an outcome was over.
    case rest
    /// A dial while somebody else had to answer first.
    case waiting = "dialled before an answer"
    /// A dial of a recall that had ended.
    case ended = "dialled after the end"
    /// What a person said did not stand.
    case outcome = "outcome of a person"
    case review = "closed without review"
    /// Words with a machine or with somebody else, beyond one in a round or two in all.
    case leftTooOften = "words left too often"
    /// A question for which its team was given more time than is promised.
    case dueLate = "due too late"
    case guardian
    case tooMany = "more attempts than the cadence has"
    case partOfDay = "same part of the day again"
    case earlyEnd = "ended too early"
    /// Somebody who may be written to was called before the message that begins the cadence.
    case messageMissed = "called before the message"
    case messageTwice = "message sent twice"
    case unconsented = "message without consent"
    /// Ended by what the record said, and not given back when it was corrected.
    case notGivenBack = "not given back by a correction"
    /// A question that nobody has to answer, an answer that nobody has to tell, a promise that stands
    /// nowhere, when the clinic closes.
    case lostAtNight = "lost at the end of a day"
    case unfinished = "neither ended nor waiting for anybody"
  }

  package let kind: Kind
  package let at: Date
  package let recall: String
  package let words: String

  package var description: String { "\(at) \(recall): \(kind.rawValue): \(words)" }
}
