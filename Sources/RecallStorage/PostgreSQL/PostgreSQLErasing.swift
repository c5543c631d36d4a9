package import RecallDomain

extension PostgreSQLStore {
  /// As the store's owner, in whose transactions alone the triggers let words go. Whoever is not of the
  /// owner's role is refused by the server.
  package func erasing<Result>(
    _ body: (any Connection) throws -> Result
  ) throws(StoreFailure) -> Result {
    try connection.transaction("eraseWords") { db in
      let roles = try StoreRoles.ofDatabase(db)
      try connection.script(
        "SET LOCAL ROLE \(roles.quotedOwner); SET LOCAL recall.erasing = 'words'")
      return try body(db)
    }
  }

  package func forgetErased() throws(StoreFailure) {
    let roles = try connection.transaction("forgetErased", reading: true) { db in
      try StoreRoles.ofDatabase(db)
    }
    let tables = Schema.erasedTables + ["claim", "outbox", "patient", "queue_item"]
    try connection.alone(
      "forgetErased",
      ["SET ROLE \(roles.quotedOwner)", "SET statement_timeout = 0"]
        + tables.map { "VACUUM \($0)" })
  }
}
