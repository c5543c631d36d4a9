import RecallConsole
import RecallDomain
import RecallReports

/// One JSON document: callable entries in the order of `next`, then those left out.
struct WorklistAsJSON: WorklistPrinting {
  let document: WorklistDocument
  let policy: ClinicPolicy
  let output: LineOutput

  func print(_ walk: WorklistWalk, _ wanted: LeftOutWanted) throws {
    var pieces = JSONListPieces()
    try output.piece(JSONListPieces.beginning)
    let tally = try InOrder(walk: walk, policy: policy).each(wanted) { item, sitting in
      try output.piece(pieces.item(document.json(item, sitting: sitting)))
    }
    try output.piece(pieces.end([("left_out", document.leftOut(tally))]))
  }
}

/// Rows for a spreadsheet in the same order.
struct WorklistAsRows: WorklistPrinting {
  let document: WorklistDocument
  let policy: ClinicPolicy
  let output: LineOutput

  func print(_ walk: WorklistWalk, _ wanted: LeftOutWanted) throws {
    try output.piece(WorklistDocument.csvHeader + "\r\n")
    try InOrder(walk: walk, policy: policy).each(wanted) { item, sitting in
      try output.piece(document.csv(item, sitting: sitting) + "\r\n")
    }
  }
}

/// The whole list in the order of `next`: promises, then everybody callable; where wanted, those
/// left out in a second walk.
struct InOrder {
  let walk: WorklistWalk
  let policy: ClinicPolicy

  @discardableResult
  func each(
    _ wanted: LeftOutWanted, _ body: (WorklistItem, _ sitting: Int?) throws -> Void
  ) throws -> WorklistTally {
    var (tally, sittings) = (try walk.othersInCounts(), Sittings(policy.list))
    for item in try walk.promised() { try body(item, nil) }
    try walk.each { item in
      tally.count(item)
      guard item.excluded == nil, item.promise == nil else { return }
      try body(item, sittings.next(in: item.segment))
    }
    guard wanted.all else { return tally }
    try walk.each { if wanted.includes($0) { try body($0, nil) } }
    return tally
  }
}

/// For a person's eyes: block after block of one segment each, in the order in which they fill, so
/// that the first blocks are the most urgent ones; the counts at the end.
struct WorklistAsText: WorklistPrinting {
  let view: WorklistView
  let policy: ClinicPolicy
  let output: LineOutput

  func print(_ walk: WorklistWalk, _ wanted: LeftOutWanted) throws {
    try output.line(view.title())
    try printPromised(try walk.promised())
    let tally = try printBlocks(walk)
    if wanted.all { try printLeftOut(walk, wanted) }
    try output.line("")
    try output.lines(view.summary(tally, isWhole: wanted.all))
  }

  private func printPromised(_ items: [WorklistItem]) throws {
    guard !items.isEmpty else { return }
    try output.lines(["", view.promisedHeading(items.count)])
    for (index, item) in items.enumerated() {
      try output.lines(view.lines(item, place: index + 1))
    }
  }

  /// A block is printed when it is full, or the list ends: its heading says how many it has. No more
  /// than one block of each segment is held.
  private func printBlocks(_ walk: WorklistWalk) throws -> WorklistTally {
    var (tally, sittings) = (try walk.othersInCounts(), Sittings(policy.list))
    var blocks: [String: Block] = [:]
    try walk.each { item in
      tally.count(item)
      guard item.excluded == nil, item.promise == nil else { return }
      let sitting = sittings.next(in: item.segment)
      var block = blocks[item.segment] ?? Block(sitting: sitting)
      block.items.append(item)
      blocks[item.segment] = block
      if block.items.count == sittings.size {
        try print(block, of: item.segment)
        blocks[item.segment] = Block(sitting: sitting + 1, printed: block.printed + sittings.size)
      }
    }
    // What is left, in the order of the first of each.
    let rest = blocks.values.filter { !$0.items.isEmpty }
      .sorted { WorklistItem.inOrder($0.items[0], $1.items[0]) }
    for block in rest { try print(block, of: block.items[0].segment) }
    return tally
  }

  private struct Block {
    let sitting: Int
    var items: [WorklistItem] = []
    /// Entries of the segment in earlier blocks.
    var printed = 0
  }

  private func print(_ block: Block, of segment: String) throws {
    let isOnly = block.sitting == 1 && block.items.count < Sittings(policy.list).size
    try output.line("")
    try output.lines(
      view.heading(
        segment: segment, sitting: isOnly ? nil : block.sitting, of: block.items.count))
    for (index, item) in block.items.enumerated() {
      try output.lines(view.lines(item, place: block.printed + index + 1))
    }
  }

  private func printLeftOut(_ walk: WorklistWalk, _ wanted: LeftOutWanted) throws {
    var isFirst = true
    try walk.each { item in
      guard wanted.includes(item) else { return }
      if isFirst { try output.lines(["", view.leftOutHeading()]) }
      isFirst = false
      try output.lines(view.leftOutLines(item))
    }
  }
}
