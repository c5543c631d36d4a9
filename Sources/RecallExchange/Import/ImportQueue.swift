internal import RecallDomain

/// Rows of one kind on their way to the store, each with its place, a batch at a time.
struct ImportQueue<Row> {
  struct Waiting {
    var row: Row
    var line: Int
    var file: String
  }

  private var waiting: [Waiting] = []
  private var size = BatchSize()

  /// Takes a row; `true` when a batch is full.
  mutating func add(_ row: Row, line: Int, file: String) -> Bool {
    waiting.append(Waiting(row: row, line: line, file: file))
    return waiting.count >= size.rows
  }

  /// What is waiting goes to the store in one transaction. A schema rule that refuses it has the
  /// rows go one by one, so that the bad one is refused alone.
  ///
  /// - Parameter isLive: somebody is calling meanwhile.
  mutating func write<Verdict>(
    isLive: Bool, _ store: ([Row]) throws(StoreFailure) -> [Verdict],
    taken: (Waiting, Verdict) -> Void,
    refused: (Waiting, _ constraint: String) -> Void
  ) throws(ImportFailure) {
    let batch = waiting
    waiting.removeAll(keepingCapacity: true)
    guard !batch.isEmpty else { return }
    do {
      try size.measure(isLive: isLive) { () throws(StoreFailure) in
        for (one, verdict) in zip(batch, try store(batch.map(\.row))) { taken(one, verdict) }
      }
    } catch .refused(let constraint) {
      guard batch.count > 1 else { return refused(batch[0], constraint) }
      for one in batch {
        do throws(StoreFailure) {
          for verdict in try store([one.row]) { taken(one, verdict) }
        } catch {
          guard case .refused(let constraint) = error else { throw .store(error) }
          refused(one, constraint)
        }
      }
    } catch {
      throw .store(error)
    }
  }

  /// What is waiting, without a store.
  mutating func drop() -> Int {
    defer { waiting.removeAll(keepingCapacity: true) }
    return waiting.count
  }
}

/// How many rows go into one transaction. While somebody is calling, as many as the store takes in
/// half the time that no live answer notices (DESIGN, "Store": writes of at most 50 ms); otherwise as
/// many as pay for the cost of a commit, within the memory of an import.
struct BatchSize {
  private static let live = Duration.milliseconds(25)
  private static let quiet = Duration.milliseconds(400)
  private static let bounds = 128...2_048

  private(set) var rows = 512

  mutating func measure<Failure>(
    isLive: Bool, _ write: () throws(Failure) -> Void
  ) throws(Failure) {
    let clock = ContinuousClock()
    let begin = clock.now
    try write()
    let took = max(clock.now - begin, .microseconds(100))
    let fitting = Int(Double(rows) * ((isLive ? Self.live : Self.quiet) / took))
    // At most doubled or halved: one slow commit tells little.
    let next = min(max(fitting, rows / 2), rows * 2)
    rows = min(max(next, Self.bounds.lowerBound), Self.bounds.upperBound)
  }
}
