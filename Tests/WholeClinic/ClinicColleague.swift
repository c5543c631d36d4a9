import Crowd
import Foundation
import RecallConsole
import RecallDomain
import RecallStorage

extension ActFault {
  /// The same where nobody dies of it.
  fileprivate var survived: ActFault {
    switch self {
    case .refused, .answerLost: self
    case .diesBefore: .refused(.busy)
    case .diesAfter: .answerLost(.unreachable("no answer came"))
    }
  }
}

/// Somebody who works on the same store without a console of calls: one round of work after the other,
/// each act a turn of its own, and the same dice of what goes wrong.
final class ClinicColleague {
  let name: String
  let store: WatchedStore
  private(set) var strand: Strand!
  var isSentHome = false

  init(
    _ name: String, in room: ClinicRoom, meet: @escaping (String, Bool) -> ActFault?,
    round: @escaping (ClinicColleague, Int) -> Void
  ) throws {
    self.name = name
    store = WatchedStore(try room.open())
    strand = Strand { [unowned self] strand in
      store.beforeAct = { act, writes in
        strand.rest()
        return meet(act, writes)?.survived
      }
      var number = 0
      while !isSentHome {
        strand.rest()
        if isSentHome { break }
        number += 1
        round(self, number)
      }
    }
  }

  /// The same act, until an answer comes: it carries its key. `nil`: it was refused, or there is no end
  /// to what goes wrong.
  func insisting<Result>(_ act: () throws(StoreFailure) -> Result) -> Result? {
    for _ in 0..<12 {
      do throws(StoreFailure) { return try act() } catch {
        switch error {
        case .busy, .unreachable, .full, .failed: continue
        default: return nil
        }
      }
    }
    return nil
  }
}
