internal import RecallDomain

/// Every key of `clinic.yaml`, where it stands: what the reader knows, and recall-clinic(5) tells.
enum ClinicKeyTable {
  static let top = [
    "recall-clinic", "name", "neutral_name", "phone", "hours", "portal", "time_zone", "state",
    "languages", "store", "store_security", "identity", "disclosure", "calling", "limits",
    "cadence", "delays", "segments", "reasons", "providers", "list", "queues", "emergency",
    "messages", "dial", "practice", "documentation", "report", "review",
    "idle", "retention",
  ]
  static let identity = ["require", "sensitive_adds", "tries"]
  static let calling = ["weekday", "saturday", "sunday", "holidays", "closed", "state_overlay"]
  static let limits = ["contacts_per_day", "contacts_per_week"]
  static let acts = ["call", "message", "close"]
  static let step = acts + ["after", "within"]
  static let segment = [
    "script", "priority", "lead_days", "clinical_review", "enabled", "sensitive", "strict",
    "cadence", "limits", "calling",
  ]
  static let reason = ["segment", "sensitive", "strict", "priority"]
  static let provider = ["priority", "languages"]
  static let list = ["sitting"]
  static let queue = ["due", "urgent", "owner", "roles"]
  static let emergency = ["site_number", "nurse_line", "who_calls_911"]
  static let messages = ["patience", "attempts", "keep"]
  static let command = [
    "command", "format", "from", "reply_to", "subject", "unsubscribe", "idempotent", "patience",
  ]
  static let dial = ["command"]
  static let practice = ["required", "store"]
  static let documentation = ["language", "required", "correct_within"]
  static let report = ["small_group"]
  static let review = ["blind"]
  static let idle = ["blank", "leave"]
  static let retention = RetentionPolicy.Kind.allCases.map(\.rawValue)

  /// As paths; a name that the clinic chooses is in capitals.
  static let paths: [String] =
    top
    + [
      ("identity", identity), ("calling", calling), ("limits", limits), ("cadence", step),
      ("list", list), ("emergency", emergency), ("messages", messages), ("dial", dial),
      ("practice", practice), ("documentation", documentation), ("report", report),
      ("review", review), ("idle", idle), ("retention", retention),
    ].flatMap { place, keys in keys.map { "\(place).\($0)" } }
    + [
      ("segments.NAME", segment), ("reasons.CODE", reason), ("providers.NAME", provider),
      ("queues.QUEUE", queue), ("messages.CHANNEL", command),
    ].flatMap { place, keys in [place] + keys.map { "\(place).\($0)" } }
}
