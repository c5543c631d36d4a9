package import Foundation

/// A time that the clinic offers.
package struct Slot: Hashable, Sendable, Codable {
  package var id: SlotID
  package var start: Date
  package var minutes: Int
  package var provider: String?
  package var specialty: String?
  package var location: String?
  /// The language in which this time is offered, BCP 47; `nil` = any.
  package var language: String?

  package init(
    id: SlotID, start: Date, minutes: Int, provider: String? = nil, specialty: String? = nil,
    location: String? = nil, language: String? = nil
  ) {
    self.id = id
    self.start = start
    self.minutes = minutes
    self.provider = provider
    self.specialty = specialty
    self.location = location
    self.language = language
  }
}

/// An appointment given in a call: a slot held until the call closes, or one booked elsewhere.
package struct GivenAppointment: Hashable, Sendable, Codable {
  package var start: Date
  package var provider: String?
  package var location: String?
  /// `nil` for a booking made elsewhere.
  package var slot: SlotID?

  package init(start: Date, provider: String?, location: String? = nil, slot: SlotID?) {
    self.start = start
    self.provider = provider
    self.location = location
    self.slot = slot
  }
}

extension GivenAppointment {
  /// Whether it is with that provider; where one of the two is not known, nothing says otherwise.
  package func isWith(_ provider: String?) -> Bool {
    ProviderName.same(self.provider, provider) ?? true
  }

  package init(_ booked: BookedAppointment) {
    self.init(start: booked.start, provider: booked.provider, slot: nil)
  }
}

/// An appointment on record, from an import or a closed call.
package struct BookedAppointment: Hashable, Sendable, Codable {
  package enum Status: String, CaseIterable, Codable, Sendable {
    case booked, kept
    case noShow = "no-show"
    case cancelled
  }

  package var id: String
  package var patient: PatientID
  package var start: Date
  package var provider: String?
  package var specialty: String?
  package var status: Status
  /// The recall in whose call it was booked; `nil` = it came in with a list.
  package var recall: RecallID?

  package init(
    id: String, patient: PatientID, start: Date, provider: String?, specialty: String?,
    status: Status, recall: RecallID? = nil
  ) {
    self.id = id
    self.patient = patient
    self.start = start
    self.provider = provider
    self.specialty = specialty
    self.status = status
    self.recall = recall
  }
}
