import Crypto
import Foundation
import RecallDomain
import ScriptEngine

@testable import RecallStorage

extension FuzzEntry {
  /// A call as it was kept: lines of its journal, and the sealed file of an outage.
  static let journal = FuzzEntry(name: "journal") { bytes in
    if bytes.starts(with: Array("{\"caller\"".utf8)) { try JournalFuzz.sealed(bytes) }
    try JournalFuzz.replayed(bytes)
    try JournalFuzz.act(bytes)
  }
}

enum JournalFuzz {
  static let key = ClaimKey(Data((0..<32).map { UInt8($0) }))!
  private static let noon = Date(timeIntervalSince1970: 1_795_539_600)

  /// Each line an event, as the journal's table holds it, on the shipped script.
  static func replayed(_ bytes: [UInt8]) throws {
    var run = CallRun(edition: FuzzedClinic.edition)
    var matches = 0
    for (place, line) in bytes.split(separator: 0x0A).prefix(40).enumerated() {
      guard let event = try? CallEvent(payload: Data(line)) else { continue }
      try promise(
        (try? CallEvent(payload: event.payload)) == event, "an event comes back as it was kept")
      let before = run
      guard (try? run.handle(event, at: noon.addingTimeInterval(Double(place)))) != nil else {
        try promise(run == before, "an event that is refused changes nothing")
        continue
      }
      if case .compared(_, .match) = event { matches += 1 }
      if case .personNamed(_, accepted: true) = event { matches += 1 }
      try promise(
        run.gate.level == .closed || matches > 0, "no gate opens without a match of this call")
    }
    let kept = try JSONEncoder().encode(run.journal)
    let journal = try JSONDecoder().decode([TimedEvent].self, from: kept)
    try promise(journal == run.journal, "a journal comes back as it was kept")
    let again = try? CallRun(replaying: journal, edition: FuzzedClinic.edition)
    try promise(again == run, "a call is what its journal says, and nothing else")
  }

  /// Never read as anything but what was sealed: nothing but whole records at the front open.
  static func sealed(_ bytes: [UInt8]) throws {
    guard let found = try? SealedRecords(Data(bytes), key) else { return }
    try promise(found.length <= bytes.count, "no record reaches behind the end")
    try promise(found.kept.ticket.claim == "claim-1", "a sealed call is the one that was sealed")
  }

  static func act(_ bytes: [UInt8]) throws {
    guard let act = try? JSONDecoder().decode(KeptAct.self, from: Data(bytes)),
      let written = try? JSONEncoder().encode(act)
    else { return }
    let again = try? JSONDecoder().decode(KeptAct.self, from: written)
    try promise(again?.entry == act.entry, "an act that waits comes back as it was kept")
    _ = act.awayFromTheStore
  }
}
