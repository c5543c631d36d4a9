internal import RecallDomain

/// Whom a reference means, where several people of one import may bear one id: each server counts its
/// own patients, and a bundle may be of several.
enum FHIRWhose: Equatable {
  /// A patient of this import, by its key.
  case patient(String)
  /// Two people share the id, or it is of another server than the patient: nobody's recall, wish or
  /// visit is given to somebody else on a guess.
  case doubtful
  case unknown

  static let sharedID = "the id is another person's in the same import"
  static let doubt = "two people or two servers share the id it refers to; whose it is is not known"

  /// One id, and not the same person. Under one full URL name and birth date have to differ both, as in
  /// a row of a list: either may be a correction. Two full URLs are two resources, of which one person
  /// has the same name and no other birth date.
  static func isSomebodyElse(
    _ read: FHIRCollection.PatientItem, than known: FHIRCollection.PatientItem
  ) -> Bool {
    let strangers = LikeNames.areStrangers(
      (known.patient.firstName, known.patient.lastName),
      (read.patient.firstName, read.patient.lastName))
    let days = (known.patient.dateOfBirth, read.patient.dateOfBirth)
    let otherDay = days.0 != nil && days.1 != nil && days.0 != days.1
    return hasOtherURL(read, than: known) ? strangers || otherDay : strangers && otherDay
  }

  private static func hasOtherURL(
    _ read: FHIRCollection.PatientItem, than known: FHIRCollection.PatientItem
  ) -> Bool {
    let differ = { (one: [String], other: [String]) in
      !one.isEmpty && !other.isEmpty && Set(one).isDisjoint(with: other)
    }
    return differ(read.servers, known.servers) || differ(read.names, known.names)
  }
}
