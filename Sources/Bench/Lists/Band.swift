import RecallDomain

/// Entries that stand together in a made-up list: same segment, language, place and rank.
struct Band {
  /// Where patients live, with a ZIP and an area code that agree: their calling hours are known.
  struct Place {
    let state: String
    let postalCode: String
    let areaCode: String

    static let massachusetts = Place(state: "MA", postalCode: "02118", areaCode: "617")
    static let newYork = Place(state: "NY", postalCode: "10001", areaCode: "212")
    /// Three hours behind: not yet to be called at `ListShape.now`.
    static let california = Place(state: "CA", postalCode: "94110", areaCode: "415")
  }

  let entries: Int
  var segment = "overdue-follow-up"
  var language = "en"
  var place = Place.massachusetts
  /// 1 comes first.
  var priority = 3

  /// A patient as this band's rows have them, to ask for the class of their calling hours.
  var patient: Patient {
    var patient = Patient(
      id: PatientID("P"), firstName: "Ana", lastName: "Example",
      dateOfBirth: CivilDate(iso: "1960-01-01"))
    patient.postalCode = place.postalCode
    patient.state = place.state
    patient.language = language
    patient.phones = [PatientPhone(number: "+1\(place.areaCode)2010000", kind: .other, rank: 1)]
    return patient
  }
}
