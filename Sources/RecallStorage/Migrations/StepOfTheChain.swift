import RecallDomain

/// Version 16: entries of the trail are chained with a key that is not in the store, a chain for each
/// session, and sealed from time to time. What stood before is held by the first seal.
extension Schema {
  static let stepOfTheChain: [String] = [
    "ALTER TABLE audit ADD COLUMN session INTEGER",
    "ALTER TABLE audit ADD COLUMN seq INTEGER",
    "ALTER TABLE audit ADD COLUMN mac BLOB",
    // Which key the clinic's programs chain with; it never says the key.
    "ALTER TABLE meta ADD COLUMN audit_key TEXT",
    """
    CREATE TABLE audit_seal (
      number INTEGER PRIMARY KEY CHECK (number > 0),
      at INTEGER NOT NULL,
      -- Entries up to this one have been looked at.
      upto INTEGER NOT NULL,
      -- Of the first: what stood before the chain, in blocks. Of the others: the heads of the chains that
      -- have grown since the one before.
      heads TEXT NOT NULL,
      fingerprint TEXT NOT NULL CHECK (fingerprint <> ''),
      mac BLOB NOT NULL CHECK (length(mac) = 32)
    ) STRICT
    """,
  ]

  static func chainTriggers(in dialect: Dialect) -> [String] {
    appendOnly("audit_seal", in: dialect) + [
      Refusal(
        name: "meta_key_stays", act: "UPDATE OF audit_key", table: "meta",
        when: "old.audit_key IS NOT NULL AND new.audit_key IS NULL",
        says: "a trail that is chained stays chained"
      ).statement(in: dialect)
    ]
  }
}
