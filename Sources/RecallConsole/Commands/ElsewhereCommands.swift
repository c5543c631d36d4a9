import RecallDomain

/// Verbs whose work is not in this console: they say where it is.
extension ConsoleCommand {
  static var report: ConsoleCommand { telling("report.not-here") }

  private static func telling(_ key: String) -> ConsoleCommand {
    ConsoleCommand { console, _ throws(StoreFailure) in
      console.desk.tell(key)
      return .goOn
    }
  }
}
