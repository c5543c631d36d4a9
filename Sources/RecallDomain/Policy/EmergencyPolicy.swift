/// What stands on the screen in an emergency: a remote caller's own 911 reaches the wrong city.
package struct EmergencyPolicy: Hashable, Sendable, Codable {
  package var siteNumber: String?
  package var nurseLine: String?
  /// By language; one text alone is the clinic's for every language, under its source language.
  package var whoCalls911: [String: String]

  package init(
    siteNumber: String? = nil, nurseLine: String? = nil, whoCalls911: [String: String] = [:]
  ) {
    self.siteNumber = siteNumber
    self.nurseLine = nurseLine
    self.whoCalls911 = whoCalls911
  }

  /// In that language, `es` for `es-US`; else in the language in which the clinic has it.
  package func whoCalls911(in locale: String, otherwise source: String) -> String? {
    whoCalls911[locale] ?? whoCalls911[LanguageTag.primary(locale)] ?? whoCalls911[source]
  }

  /// Offered languages in which it is not said, though it is in others.
  package func lacksWhoCalls911(in languages: [String]) -> [String] {
    guard whoCalls911.count > 1 else { return [] }
    return languages.filter {
      whoCalls911[$0] == nil && whoCalls911[LanguageTag.primary($0)] == nil
    }
  }
}
