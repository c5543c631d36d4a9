import ArgumentParser
import Foundation
import RecallDomain
import RecallReports
import RecallStorage

/// `recall audit checkpoint FILE`: seals the trail, and writes where it stands into a file that is to be
/// kept where nobody who can write to the store can write.
struct AuditCheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "Seal the trail, and note where it stands, outside.",
    discussion: """
      Keep the file on another machine, or print it: `recall audit verify --against FILE` then finds \
      an end that was cut off since, and an older store in the place of this one.

      Examples:
        recall audit checkpoint /safe/recall.checkpoint --overwrite
        recall audit checkpoint
      """)

  @Argument(help: ArgumentHelp("The file to write; \"-\" is standard output.", valueName: "file"))
  var file = "-"

  @Flag(help: "Write over a file that is there.")
  var overwrite = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let folder = try ClinicFolder.find(named: options.clinic)
    let policy = try OpenClinic.policy(of: folder)
    let store = try StorePlace(policy: policy, folder: folder).open()
    let made: AuditCheckpoint?
    do {
      let now = try store.moment(asked: options.now)
      made = try TrailKeeping(folder).checkpoint(store, at: now)
    } catch let failure as StoreFailure { throw Failure(failure) }
    guard let made else {
      throw Failure(
        .configuration, "the trail of this store is not chained",
        hint: "it begins its chain when `recall store migrate` is run by the store's owner")
    }
    try PrivateFile.write(made.line + "\n", to: file, overwriting: overwrite)
  }
}

extension RecallStore {
  /// The clock of a command that no person of the clinic works with: a live store's own; of a demo the
  /// instant asked for, else its last one on record.
  func moment(asked: Date?) throws(StoreFailure) -> Date {
    if kind == .live { return serverClock?() ?? Date() }
    let last = try latestInstant() ?? asked ?? Date(timeIntervalSince1970: 0)
    return max(asked ?? last, last)
  }
}

/// `recall audit key`: which key the trail is chained with; `--new` begins with another.
struct AuditKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Say which key the trail is chained with, or begin with another.",
    discussion: """
      Whoever has both the key and the database can write a trail of their own. Begin with another key \
      when somebody has left who had it, and when nobody is in a call. The old one stays in audit.key: it \
      is needed to verify what was chained with it, and counts for nothing that came after.

      Examples:
        recall audit key
        recall audit key --new
      """)

  @Flag(
    help: "Begin with another key from now on, after which every machine needs the new audit.key.")
  var new = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let folder = try ClinicFolder.find(named: options.clinic)
    let policy = try OpenClinic.policy(of: folder)
    let words = try CommandWords(folder, policy, options)
    let place = try StorePlace(policy: policy, folder: folder)
    if new { try begin(folder, place) }
    let fingerprint = try place.openUnchained().trailKey
    let keys = try AuditKeyFile(folder: folder).read()?.keys.map(\.fingerprint) ?? []
    Printing.line(
      words.say("key.trail", ["key": fingerprint ?? words.say("key.none-yet")]))
    let held = keys.isEmpty ? words.say("key.nothing") : keys.joined(separator: ", ")
    Printing.line(words.say("key.file", ["file": AuditKeyFile.name, "keys": held]))
    guard let fingerprint, !keys.contains(fingerprint) else { return }
    throw ExitCode(Failure.Code.findings.rawValue)
  }

  private func begin(_ folder: ClinicFolder, _ place: StorePlace) throws {
    let file = AuditKeyFile(folder: folder)
    var keys = try file.read()
    let key = AuditKey.random()
    if keys == nil { keys = AuditKeyring(key) } else { keys?.use(key) }
    do {
      let store = try place.openUnchained()
      try refuseInACall(store)
      try file.replace(with: keys!)
      if let server = place.server {
        try PostgreSQLStore.changeKey(to: key, at: server)
      } else {
        try store.changeKey(to: key)
      }
      store.chainEntries(with: key)
      let (who, now) = (options.staff ?? NSUserName(), try store.moment(asked: options.now))
      try store.leaveTrace(of: .keyChanged, by: who, subject: key.fingerprint, at: now)
      guard let made = try TrailKeeping(folder).checkpoint(store, at: now) else { return }
      // The old ones count for nothing from this seal on.
      var used = try file.read() ?? keys!
      used.end(before: made.seal)
      try file.replace(with: used)
    } catch let failure as StoreFailure { throw Failure(failure) }
  }

  /// A console takes the new key between two calls: what it wrote in the middle of one would be held for
  /// somebody's who has the old key.
  private func refuseInACall(_ store: any SharedActs) throws {
    guard try store.callsGoOn(at: try store.moment(asked: options.now)) else { return }
    throw Failure(
      .tryAgain, "somebody is in a call, and chains its entries with the key that is in use",
      hint: "begin with another key when nobody is in a call; consoles may stay open")
  }
}
