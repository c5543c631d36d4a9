import Foundation
import RecallDomain

/// The first line of a sealed journal: opaque ids, and nothing of a patient. What follows is bound to
/// it: sealed words under another header do not open.
struct SealedHeader: Codable, Equatable {
  static let format = "recall-outage/1"
  /// A longer first line is none of ours.
  private static let longest = 4_096

  let format: String
  let claim: String
  let token: Int
  let caller: String
  /// Microseconds since 1970.
  let since: Int

  init(_ ticket: ClaimTicket, since: Date) {
    format = Self.format
    (claim, token, caller) = (ticket.claim, ticket.token, ticket.caller)
    self.since = since.micros
  }

  /// `nil` for any other file.
  init?(at path: String) {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Self.longest)
    let count = read(file, &bytes, bytes.count)
    guard count > 0 else { return nil }
    self.init(startOf: Data(bytes[..<count]))
  }

  init?(startOf data: Data) {
    guard let end = data.prefix(Self.longest).firstIndex(of: 10),
      let header = try? JSONDecoder().decode(
        SealedHeader.self, from: Data(data[data.startIndex..<end])),
      header.format == Self.format
    else { return nil }
    self = header
  }

  /// With its line end.
  func line() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + [10]
  }

  func waiting(at path: String, isElsewhere: Bool) -> WaitingJournal {
    WaitingJournal(
      path: path, claim: claim, token: token, caller: caller, since: Date(micros: since),
      isElsewhere: isElsewhere)
  }
}
