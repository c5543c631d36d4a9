import RecallDomain

/// `last`: the note this caller saved last, as four lines for the chart.
extension ConsoleCommand {
  static var last: ConsoleCommand {
    ConsoleCommand { console, _ throws(StoreFailure) in
      let desk = console.desk
      let query = NoteQuery(caller: desk.caller.id, newestFirst: true, limit: 1)
      guard let note = try desk.store.notes(query).first else {
        desk.tell("last.none")
        return .goOn
      }
      NoteView(desk: desk, note: note).showForChart()
      return .goOn
    }
  }
}
