import RecallDomain

/// Version 15: the lives of the store, so that what was kept elsewhere for one of them is not taken for
/// another's.
extension Schema {
  static let stepOfEpochs: [String] = [
    """
    CREATE TABLE store_epoch (
      number INTEGER PRIMARY KEY CHECK (number > 0),
      id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
      began INTEGER NOT NULL,
      cause TEXT NOT NULL CHECK (\(oneOf("cause", StoreEpoch.Cause.self)))
    ) STRICT
    """,
    """
    INSERT INTO store_epoch (number, id, began, cause)
      VALUES (1, lower(hex(randomblob(16))), 0, 'made')
    """,
  ]
}
