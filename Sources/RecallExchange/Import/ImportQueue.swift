internal import RecallDomain

/// Rows of one kind on their way to the store, each with its place, a batch at a time.
struct ImportQueue<Row> {
  struct Place {
    var line: Int
    var file: String
  }

  /// Handed to the store as they are: rows are large, and none of a batch is held twice.
  private var rows: [Row] = []
  private var places: [Place] = []
  private var size: BatchSize

  init(_ size: BatchSize) { self.size = size }

  /// Takes a row; `true` when a batch is full.
  mutating func add(_ row: Row, line: Int, file: String) -> Bool {
    rows.append(row)
    places.append(Place(line: line, file: file))
    return rows.count >= size.rows
  }

  /// What is waiting goes to the store in one act.
  ///
  /// - Parameters:
  ///   - isLive: somebody is calling meanwhile.
  ///   - oneByOne: what a schema rule refuses goes to the store row by row, so that the bad one is
  ///     refused alone; otherwise the refusal is thrown.
  mutating func write<Verdict>(
    isLive: Bool, oneByOne: Bool, _ store: ([Row]) throws(StoreFailure) -> [Verdict],
    taken: (Row, Place, Verdict) -> Void, refused: (Place, _ constraint: String) -> Void
  ) throws(ImportFailure) {
    guard !rows.isEmpty else { return }
    defer { _ = drop() }
    do throws(StoreFailure) {
      let begin = ContinuousClock.now
      let verdicts = try store(rows)
      size.learn(took: .now - begin, isLive: isLive)
      for (index, verdict) in verdicts.enumerated() { taken(rows[index], places[index], verdict) }
    } catch {
      guard case .refused = error, oneByOne else { throw .store(error) }
      for (row, place) in zip(rows, places) {
        do throws(StoreFailure) {
          for verdict in try store([row]) { taken(row, place, verdict) }
        } catch {
          guard case .refused(let constraint) = error else { throw .store(error) }
          refused(place, constraint)
        }
      }
    }
  }

  /// Forgets what is waiting, but not its memory. Answers how many there were.
  mutating func drop() -> Int {
    defer {
      rows.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
    }
    return rows.count
  }
}

/// How many rows go into one act. While somebody is calling, as many as the store takes in the time of
/// two or three live answers, the rest that it takes between two acts included, so that whoever waits
/// for their turn waits about as long as the answer itself lasts; otherwise as many as pay for the cost
/// of the act, within the memory of an import.
struct BatchSize {
  private static let live = Duration.milliseconds(12)
  private static let quiet = Duration.milliseconds(400)
  private static let least = 64

  private(set) var rows = 512
  private let most: Int

  /// - Parameter hasCommitOfItsOwn: each act is a transaction, whose end costs a journey to the disk.
  init(hasCommitOfItsOwn: Bool) { most = hasCommitOfItsOwn ? 2_048 : 512 }

  mutating func learn(took: Duration, isLive: Bool) {
    let share = (isLive ? Self.live : Self.quiet) / max(took, .microseconds(100))
    let fitting = Int(Double(rows) * share)
    // At most doubled or halved: one slow commit tells little.
    let next = min(max(fitting, rows / 2), rows * 2)
    rows = min(max(next, Self.least), most)
  }
}
