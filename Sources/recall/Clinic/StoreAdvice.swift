/// What to do about a setting of the store, where there is something to do.
enum StoreAdvice {
  static func on(_ name: String, _ value: String) -> String? {
    switch (name, value) {
    case ("synchronous_commit", "off"), ("fsync", "off"), ("full_page_writes", "off"):
      "turn it on in postgresql.conf: without it a power cut can undo what was saved"
    case ("connection", "not encrypted"):
      "add sslmode=verify-full to store: in clinic.yaml"
    default: nil
    }
  }
}
