package import Foundation

/// How days, times and numbers are written for staff, in any language: as in the United States, where
/// the clinic is. The Spanish of its health publications has `2:30 p.m.`, `80%` and `1,200`; that of
/// Spain, which `es` alone means to ICU, has `14:30`, `80 %` and `1.200`, and beside a colleague who
/// reads `2:30 PM` one appointment would be told in two ways.
package enum ClinicLocale {
  /// - Parameter tag: BCP 47; one that names a region keeps it.
  package static func locale(_ tag: String) -> Locale {
    let spoken = Locale(identifier: tag)
    guard spoken.region == nil else { return spoken }
    // ICU's own es_US puts the month before the day, as no Spanish speaker does: "nov 24".
    return Locale(identifier: tag == "es" ? "es_419" : "\(tag)_US")
  }
}
