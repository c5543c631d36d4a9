import Foundation
import RecallDomain
import Testing

@testable import RecallStorage

/// A call as it lies on a computer while its store is away.
@Suite("a call that is kept on this computer")
struct SealedJournalTests {
  private let folder: TemporaryFolder
  private let place: OutageFolders
  private let ticket = ClaimTicket(
    claim: "claim-1", recall: RecallID("recall-1"), patient: PatientID("patient-1"), caller: "ana",
    token: 1,
    lastSeq: 1, call: CallID("call-one"), key: .fresh())

  init() throws {
    folder = try TemporaryFolder()
    place = OutageFolders([URL(fileURLWithPath: folder.path + "/outage")])
  }

  private func path() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/outage")
    return folder.path + "/outage/" + (try #require(names.first))
  }

  private func act(_ seq: Int, _ words: String) -> KeptAct {
    .append(Clinic.entry(seq, payload: words), [.doNotContact(ticket.patient)])
  }

  /// As a console that was killed leaves it.
  private func leave(_ words: [String]) throws {
    let acts = words.enumerated().map { act($0 + 2, $1) }
    let journal = try place.begin(ticket, since: Clinic.now, with: acts[0])
    for act in acts.dropFirst() { try journal.keep(act) }
  }

  private func found() throws -> KeptCall {
    let waiting = try #require(place.waiting().first)
    return try place.take(waiting, key: try #require(ticket.key)).kept
  }

  @Test("nobody else may read its file, and nothing of a patient can be read in it")
  func sealed() throws {
    try leave(["May I eat before?"])
    let attributes = try FileManager.default.attributesOfItem(atPath: try path())
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let of = try FileManager.default.attributesOfItem(atPath: folder.path + "/outage")
    #expect(of[.posixPermissions] as? Int == 0o700)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: try path()))
    for word in [
      "May I eat", "patient-1", "recall-1", "call-one",
      Data("May I eat".utf8).base64EncodedString(),
    ] {
      #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)")
    }
    #expect(bytes.range(of: try #require(ticket.key).bytes) == nil)
  }

  @Test("what was kept is there again, word for word, and goes on")
  func again() throws {
    try leave(["one", "two"])
    let waiting = try #require(place.waiting().first)
    #expect(waiting.caller == "ana" && waiting.claim == "claim-1" && waiting.since == Clinic.now)
    let journal = try place.take(waiting, key: try #require(ticket.key))
    try journal.keep(act(4, "three"))
    #expect(place.waiting().isEmpty, "another console leaves it alone")
    #expect(
      journal.kept.acts.map(\.entry.payload) == ["one", "two", "three"].map { Data($0.utf8) })
    #expect(journal.kept.reached.lastSeq == 4)
    journal.remove()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/outage").isEmpty)
  }

  @Test("cut off at any byte: every answer that was whole is there, and no other")
  func torn() throws {
    try leave(["one", "two"])
    let file = URL(fileURLWithPath: try path())
    let whole = try Data(contentsOf: file)
    var counts: Set<Int> = []
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: file)
      guard let waiting = place.waiting().first,
        let journal = try? place.take(waiting, key: try #require(ticket.key))
      else { continue }
      counts.insert(journal.kept.acts.count)
      #expect(whole.count - length > 0 && journal.kept.acts.count < 2)
    }
    #expect(counts == [0, 1])
  }

  @Test("changed at any byte: nothing false is read")
  func changed() throws {
    try leave(["one", "two"])
    let file = URL(fileURLWithPath: try path())
    let whole = try Data(contentsOf: file)
    let key = try #require(ticket.key)
    for place in stride(from: 0, to: whole.count, by: 3) {
      var other = whole
      other[place] ^= 0x10
      guard let read = try? SealedRecords(other, key).kept else { continue }
      let payloads = read.acts.map(\.entry.payload)
      #expect(
        [[], [Data("one".utf8)]].contains(payloads),
        "byte \(place): at most the last one, which looks unfinished, is not taken")
    }
  }

  @Test("another key opens nothing")
  func otherKey() throws {
    try leave(["one"])
    let waiting = try #require(place.waiting().first)
    #expect(throws: StoreFailure.self) { try place.take(waiting, key: .fresh()) }
    #expect(try found().acts.count == 1, "and it is still there")
  }

  @Test("where the first folder takes no file, the next one does")
  func secondFolder() throws {
    let blocked = folder.path + "/blocked"
    try Data().write(to: URL(fileURLWithPath: blocked))
    let two = OutageFolders([
      URL(fileURLWithPath: blocked + "/outage"), URL(fileURLWithPath: folder.path + "/outage"),
    ])
    _ = try two.begin(ticket, since: Clinic.now, with: act(2, "one"))
    #expect(try path().hasSuffix(".sealed"))
    let none = OutageFolders([URL(fileURLWithPath: blocked + "/outage")])
    #expect(throws: StoreFailure.self) {
      try none.begin(ticket, since: Clinic.now, with: act(2, "one"))
    }
  }

  @Test("where a journal has no room any more, another goes on with all of it")
  func noRoom() throws {
    var kept = KeptCall(ticket: ticket, since: Clinic.now)
    kept.keep(act(2, "one"))
    let full = FullJournal(kept)
    let other = try place.keep(act(3, "two"), in: full)
    #expect(full.isRemoved)
    #expect(other.kept.acts.map(\.entry.payload) == ["one", "two"].map { Data($0.utf8) })
    let again = try place.keep(act(4, "three"), in: other)
    #expect(again === other && again.kept.acts.count == 3)
    let blocked = folder.path + "/blocked"
    try Data().write(to: URL(fileURLWithPath: blocked))
    let none = OutageFolders([URL(fileURLWithPath: blocked + "/outage")])
    let stays = FullJournal(kept)
    #expect(throws: StoreFailure.full) { try none.keep(act(3, "two"), in: stays) }
    #expect(!stays.isRemoved && stays.kept.acts.count == 1)
  }

  @Test("a file of somebody else is none of ours")
  func foreign() throws {
    let folder = URL(fileURLWithPath: folder.path + "/outage")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("hello\n".utf8).write(to: folder.appendingPathComponent("x.sealed"))
    try Data().write(to: folder.appendingPathComponent("y.sealed"))
    #expect(place.waiting().isEmpty)
    #expect(place.unreadable().count == 1)
  }

  @Test("a file whose first answer was never acknowledged goes, once nobody can be writing it")
  func neverBegan() throws {
    try leave(["one"])
    let file = URL(fileURLWithPath: try path())
    let whole = try Data(contentsOf: file)
    let header = try #require(whole.firstIndex(of: 10)) + 1
    for length in [0, header, header + 40, whole.count] {
      try whole.prefix(length).write(to: file)
      #expect(place.unreadable().isEmpty)
      _ = place.waiting()
      #expect(FileManager.default.fileExists(atPath: file.path), "it may be in the making")
      let old = Date(timeIntervalSinceNow: -600)
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
      let waits = !place.waiting().isEmpty
      #expect(waits == (length == whole.count))
      #expect(FileManager.default.fileExists(atPath: file.path) == waits)
    }
  }

  @Test("calls of the same person's other folders are seen, as what lies elsewhere")
  func elsewhere() throws {
    try leave(["one"])
    let family = URL(fileURLWithPath: folder.path)
    let other = OutageFolders([family.appendingPathComponent("now")], family: family)
    #expect(other.waiting().map(\.isElsewhere) == [true])
    let own = OutageFolders([family.appendingPathComponent("outage")], family: family)
    #expect(own.waiting().map(\.isElsewhere) == [false])
  }
}

/// A journal whose disk is full.
private final class FullJournal: OutageJournal {
  let kept: KeptCall
  private(set) var isRemoved = false

  init(_ kept: KeptCall) { self.kept = kept }

  func keep(_ act: KeptAct) throws(StoreFailure) { throw .full }
  func remove() { isRemoved = true }
}
