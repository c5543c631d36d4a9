import RecallDomain

/// What to do about a setting of the store, where there is something to do.
enum StoreAdvice {
  /// - Returns: the key of its text.
  static func on(_ fact: StoreFact) -> String? {
    switch (fact.name, fact.value) {
    case ("synchronous_commit", "off"), ("fsync", "off"), ("full_page_writes", "off"):
      "doctor.store-undurable.advice"
    case ("connection", "not encrypted"): "doctor.store-unencrypted.advice"
    default: nil
    }
  }
}
