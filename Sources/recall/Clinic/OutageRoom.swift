import Crypto
import Foundation
import RecallConsole
import RecallDomain
import RecallStorage

/// Where this computer keeps calls of a clinic while its store is away: beside a store that is a file,
/// and for one on a server, whose clinic folder a team may share, with the person's own state. Each
/// place stands in when the other takes no file.
struct OutageRoom {
  let folders: [URL]
  private let family: URL

  init(
    _ folder: ClinicFolder, _ policy: ClinicPolicy,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    let named = { (name: String) in environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let home = named("HOME") ?? NSHomeDirectory()
    family = URL(fileURLWithPath: named("XDG_STATE_HOME") ?? home + "/.local/state")
      .appendingPathComponent("recall/outage")
    let own = family.appendingPathComponent(Self.name(of: folder, policy))
    let beside = folder.url.appendingPathComponent("outage")
    folders = PostgreSQLAddress.isOne(policy.store) ? [own, beside] : [beside, own]
  }

  var place: OutageFolders { OutageFolders(folders, family: family) }

  /// Of one clinic and one store. A clinic that was moved, or whose store has another address since,
  /// finds its calls in their old folder by their claims, which no other store knows.
  private static func name(of folder: ClinicFolder, _ policy: ClinicPolicy) -> String {
    let whole = "\(folder.url.resolvingSymlinksInPath().path)\n\(policy.store)"
    return SHA256.hash(data: Data(whole.utf8)).prefix(8).hexDigits
  }

  /// `RECALL_STORE_PATIENCE`: milliseconds that a call waits for its store before it goes on without;
  /// 0, `nil` here: it never does, and nothing is kept on this computer.
  static func patience(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> TimeInterval? {
    guard let named = environment["RECALL_STORE_PATIENCE"].flatMap({ Int($0) }) else {
      return OutagePatience.inCalls
    }
    return named <= 0 ? nil : Double(min(max(named, 100), 60_000)) / 1_000
  }
}
