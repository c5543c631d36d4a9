import Testing

@Suite("random acts")
struct SQLiteRandomTests {
  @Test("agree with the model, whatever the order", arguments: [1, 2, 3, 5, 8, 13] as [UInt64])
  func agree(seed: UInt64) throws {
    try withSQLite { bench, _ throws in
      var acts = try RandomActs(bench, seed: seed, patients: 9)
      try acts.run(150)
    }
  }
}
