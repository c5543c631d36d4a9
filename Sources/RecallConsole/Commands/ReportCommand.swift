import RecallDomain

/// `report`: whether care is reached, as far as this person may see it.
extension ConsoleCommand {
  static var report: ConsoleCommand {
    ConsoleCommand { console, words throws(StoreFailure) in
      let desk = console.desk
      desk.screen.write(try desk.report(desk, words))
      return .goOn
    }
  }
}
