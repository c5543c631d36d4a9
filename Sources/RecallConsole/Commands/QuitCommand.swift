import RecallDomain

/// `quit`.
extension ConsoleCommand {
  static var quit: ConsoleCommand {
    ConsoleCommand { _, _ throws(StoreFailure) in .leave(0) }
  }
}
