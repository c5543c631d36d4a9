import Foundation
import RecallDomain

/// A call on this computer while its store is away: a line that says whose claim it is, then records,
/// each sealed with the claim's key (ChaCha20-Poly1305) and bound to the header and to the record before
/// it, so that none can be changed, exchanged or taken out of the middle.
///
/// Always: a record is on the disk before `keep` returns. Never: a word of a patient that is not sealed.
final class SealedJournal: OutageJournal {
  static let suffix = ".sealed"

  private(set) var kept: KeptCall
  private let path: String
  /// Locked for as long as this object lives.
  private let file: Int32
  private var seal: RecordSeal
  /// Of all records that are whole.
  private var length: Int

  private init(_ kept: KeptCall, _ path: String, _ file: Int32, _ seal: RecordSeal, _ length: Int) {
    (self.kept, self.path, self.file, self.seal, self.length) = (kept, path, file, seal, length)
  }

  deinit { close(file) }

  /// A new journal; its file belongs to this console for as long as the process lives.
  static func make(
    for ticket: ClaimTicket, since: Date, sealedWith key: ClaimKey, in folder: String
  ) throws(StoreFailure) -> SealedJournal {
    let (path, file) = try newFile(for: ticket, in: folder)
    do {
      let header = try SealedHeader(ticket, since: since).line()
      var seal = RecordSeal(key, header: header)
      let start = header + seal.close(try JSONEncoder().encode(ticket))
      guard PrivateFileLock.take(file) else { throw StoreFailure.busy }
      try SealedFile.append(start, to: file, at: 0)
      guard SealedFile.sync(folder: folder) else { throw StoreFailure.readOnly }
      let kept = KeptCall(ticket: ticket, since: since)
      return SealedJournal(kept, path, file, seal, start.count)
    } catch {
      unlink(path)
      close(file)
      throw StoreFailure(error, act: "keep")
    }
  }

  /// One that a console left behind.
  static func take(_ path: String, sealedWith key: ClaimKey) throws(StoreFailure) -> SealedJournal {
    let file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw .notFound }
    do throws(StoreFailure) {
      guard PrivateFileLock.take(file) else { throw .busy }
      let found = try SealedRecords(try SealedFile.all(of: file), key)
      return SealedJournal(found.kept, path, file, found.seal, found.length)
    } catch {
      close(file)
      throw error
    }
  }

  /// A record that did not fit whole is taken back: what follows it must be read.
  func keep(_ act: KeptAct) throws(StoreFailure) {
    var next = seal
    do {
      let record = next.close(try JSONEncoder().encode(act))
      try SealedFile.append(record, to: file, at: length)
      length += record.count
    } catch {
      ftruncate(file, off_t(length))
      throw StoreFailure(error, act: "keep")
    }
    seal = next
    kept.keep(act)
  }

  func remove() {
    unlink(path)
    _ = SealedFile.sync(folder: URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  private static func newFile(
    for ticket: ClaimTicket, in folder: String
  ) throws(StoreFailure) -> (path: String, file: Int32) {
    for number in 0..<100 {
      let name = "\(ticket.claim)-\(ticket.token)" + (number == 0 ? "" : "-\(number)") + suffix
      let path = folder + "/" + name
      let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      if file >= 0 { return (path, file) }
      guard errno == EEXIST else { throw SealedFile.failure(errno) }
    }
    throw .busy
  }
}
