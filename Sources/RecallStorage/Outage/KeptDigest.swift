import Crypto
import Foundation
import RecallDomain

/// What tells one kept call from another, to the last word of it. The same in every process: what a
/// dictionary's order could change is not in it.
enum KeptDigest {
  static func of(_ kept: KeptCall) -> String {
    var hash = SHA256()
    hash.take("\(kept.ticket.claim)/\(kept.ticket.token)")
    for act in kept.acts {
      let entry = act.entry
      hash.take("\(act.name)/\(entry.seq)/\(entry.kind)/\(entry.at.micros)/\(act.writes.count)")
      hash.take(entry.payload)
      if case .close(let closing) = act { hash.take(closing.note.summary) }
    }
    return hash.finalize().hexDigits
  }
}

extension SHA256 {
  /// With its length, so that no two parts can be read as other ones.
  fileprivate mutating func take(_ data: Data) {
    update(data: Data("\(data.count):".utf8))
    update(data: data)
  }

  fileprivate mutating func take(_ text: String) { take(Data(text.utf8)) }
}

extension KeptAct {
  fileprivate var name: String {
    switch self {
    case .begin: "begin"
    case .append: "append"
    case .withdraw: "withdraw"
    case .park: "park"
    case .close: "close"
    }
  }
}
