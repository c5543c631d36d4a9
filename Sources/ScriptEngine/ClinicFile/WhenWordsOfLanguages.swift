package import RecallDomain

/// What the offered languages understand, from their `language.yaml`.
extension WhenWords {
  package init(_ languages: [Language]) {
    self.init(adding: languages.map(\.understands))
  }
}
