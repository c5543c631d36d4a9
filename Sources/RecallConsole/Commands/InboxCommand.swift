import RecallDomain

/// `inbox [QUEUE]`: what waits for the person who works here; `inbox take 1` and the like act on it.
extension ConsoleCommand {
  static var inbox: ConsoleCommand {
    ConsoleCommand { console, argument throws(StoreFailure) in
      switch try InboxRoom(desk: console.desk).obey(argument) {
      case .stopped(let signal): .leave(128 + signal)
      case .shown, .done, .left, .refused, .notFound, .notUnderstood: .goOn
      }
    }
  }
}
