import Foundation

/// A command that changes something, to be killed at each moment of its work and given once more.
struct KilledCommand: Sendable, CustomStringConvertible {
  let name: String
  let words: @Sendable (FaultClinic) -> [String]
  /// What is typed at its prompts.
  var lines: @Sendable (FaultClinic) throws -> [String] = { _ in [] }
  /// How it ends when nobody kills it.
  var status: Int32 = 0
  /// Stands on the screen only when all of it is done.
  let says: String
  /// What it is told that is given once more after all of it was done.
  var isDone: String?
  var now: String? = Workplace.now
  /// When it is given once more.
  var later: String?
  /// Brings a clinic to where the command has work; once.
  var preparing: @Sendable (FaultClinic) throws -> Void = { _ in }
  /// The same for each copy of it.
  var beginning: @Sendable (FaultClinic) throws -> Void = { _ in }
  /// The store is whole at each moment: there is one, and of today's shape.
  var hasStore = true
  /// The store is an earlier program's: looking at it would change it.
  var isOlder = false
  /// Each of its transactions is the same whenever it is run.
  var isSteady = true
  /// What rows and files do not say of themselves.
  var judging: @Sendable (FaultClinic) throws -> [String] = { _ in [] }
  /// It says when it was made, and by whom.
  var isDated: String?
  /// Rows come out the same, however often it was given.
  var comparesRows = true

  var description: String { name }

  func arguments(in clinic: FaultClinic, again: Bool = false) -> [String] {
    let moment = (again ? later ?? now : now).map { ["--now", $0] } ?? []
    return ["--clinic", "demo", "--as", "ana"] + moment + words(clinic)
  }

  func environment(in clinic: FaultClinic) -> [String: String] {
    // Scripts that come with the program: those of the small demo.
    ["RECALL_SHARE": clinic.shared.path]
  }

  static let all: [KilledCommand] =
    lists + [outbox, approval, migration, backup, restore, erasure, retention]
    + [staffAdded, staffRemoved, initialised, inside, demo, upgraded, exported, newKey]
}

extension KilledCommand {
  // MARK: Lists that come in

  private static let lists = [
    list(
      "a list of recalls",
      """
      patient_id;name;date_of_birth;phone;reason;due_date;voicemail_ok
      """,
      (1...40).map {
        "k\($0);Kim \($0) Lee;1961-03-04;617-555-\(2000 + $0);annual-visit;2026-11-12;Y"
      }
        + ["k99;No Birthday;31/31/1970;617-555-2999;annual-visit;2026-11-12;Y"], status: 1),
    list(
      "a list of appointments", "appt_id;mrn;appt_date;appt_time;status;provider",
      (1...25).map { "a\($0);x\($0);12/1/2026;9:\(9 + $0) AM;Scheduled;Dr. Okafor" }),
    list(
      "a list of open times", "slot_id,start,minutes,provider,status",
      (10...40).map { "s\($0),2026-12-03 09:\($0),20,Dr. Okafor,free" }),
    answers,
  ]

  private static func list(
    _ name: String, _ header: String, _ rows: [String], status: Int32 = 0
  ) -> KilledCommand {
    KilledCommand(
      name: name, words: { _ in ["import", "list.csv"] }, status: status, says: " read · ",
      beginning: { clinic in
        _ = try clinic.place.file("list.csv", ([header] + rows).joined(separator: "\n") + "\n")
      },
      isSteady: false)
  }

  private static let answers = KilledCommand(
    name: "answers to messages", words: { _ in ["import", "list.csv"] }, says: " read · ",
    preparing: messaging,
    beginning: { clinic in
      let rows = Mailing.people.map {
        "\($0)@example.org,\($0 == "anna" ? "Please STOP" : "Can I come Friday?"),2026-11-24 13:40"
      }
      _ = try clinic.place.file(
        "list.csv", (["from,text,at"] + rows).joined(separator: "\n") + "\n")
    },
    isSteady: false)

  // MARK: Messages

  private static let outbox = KilledCommand(
    name: "the outbox sent", words: { _ in ["outbox", "--send"] }, says: "sent: ",
    // Later than every lease.
    later: "2026-11-24T14:45:00-05:00", preparing: messaging, isSteady: false,
    judging: Mailing.problems, comparesRows: false)

  private static let messaging: @Sendable (FaultClinic) throws -> Void = { clinic in
    try Mailing.setUp(clinic)
  }

  // MARK: Scripts

  /// Of a clinic that was just made, so that nothing is approved yet.
  private static let approval = KilledCommand(
    name: "the approval of a script", words: { _ in ["script", "approve", "overdue-follow-up"] },
    says: "approved overdue-follow-up", now: nil,
    preparing: { clinic in try clinic.remake(["init", "demo"]) },
    isDated: "demo/approvals/overdue-follow-up.yaml")

  // MARK: The store as a whole

  private static let migration = KilledCommand(
    name: "an older store brought up to date", words: { _ in ["store", "migrate"] }, says: "store",
    now: nil, beginning: { clinic in try OlderStore.make(in: clinic, version: 7) }, hasStore: false,
    isOlder: true)

  private static let backup = KilledCommand(
    name: "a backup", words: { _ in ["store", "backup", "copy.sqlite"] }, says: "verified it",
    isDone: "is there already",
    judging: { clinic in
      try StoreCopy(clinic.place.home.appendingPathComponent("copy.sqlite")).problems()
    })

  private static let restore = KilledCommand(
    name: "a backup brought back", words: { _ in ["store", "restore", "copy.sqlite"] },
    says: "brought back", isDone: "already",
    preparing: { clinic in
      try clinic.runWhole(["store", "backup", "copy.sqlite"])
    },
    beginning: { clinic in
      try clinic.bring("copy.sqlite")
      try clinic.loseStore()
    }, hasStore: false)

  // MARK: Words that go

  private static let erasure = KilledCommand(
    name: "a person erased", words: { ["store", "erase", $0.onePatient] },
    lines: { ["decided by the office", $0.onePatient] }, says: "erased, and not to be read",
    preparing: { clinic in try clinic.call("Zanzibar", closing: true) }, isSteady: false)

  private static let retention = KilledCommand(
    name: "words kept long enough", words: { _ in ["store", "retain", "--apply"] },
    says: "erased, and not to be read", isDone: nil, now: "2038-01-04T10:00:00-05:00",
    preparing: { clinic in try clinic.call("Zanzibar", closing: true) }, isSteady: false)

  // MARK: People

  private static let staffAdded = KilledCommand(
    name: "a colleague added",
    words: { _ in ["staff", "add", "bea", "Bea", "--roles", "caller,office"] }, says: "added bea")

  private static let staffRemoved = KilledCommand(
    name: "a colleague removed", words: { _ in ["staff", "remove", "bea"] }, says: "removed bea",
    isDone: "nothing of that name",
    preparing: { clinic in
      try clinic.runWhole(["staff", "add", "bea", "Bea", "--roles", "caller,office"])
    })

  // MARK: Clinic folders

  private static let initialised = making("a clinic made", ["init"], says: "made the clinic folder")

  /// Somebody has made the folder, and it holds a file of theirs.
  private static let inside = making(
    "a clinic made in a folder that is there", ["init"], says: "made the clinic folder",
    isThere: true)

  private static let demo = making(
    "a demo made", ["demo"], more: ["--patients", "9"], says: "recall> ", lines: ["quit"])

  /// Files that nobody has edited, one that both have, and one that is new.
  private static let upgraded = KilledCommand(
    name: "a clinic folder upgraded", words: { _ in ["init", "--upgrade", "demo"] },
    says: "this is recall", now: nil,
    beginning: { clinic in
      try clinic.ownFiles()
      let newer = ["clinic.yaml", "scripts/README.md", "locales/en/console.yaml"]
      for path in newer { try clinic.append("# Newer.\n", to: clinic.shared, path) }
      try clinic.append("# New.\n", to: clinic.shared, "scripts/NEW.md")
      try clinic.append("# Ours.\n", to: clinic.place.folder, "locales/en/console.yaml")
    })

  private static func making(
    _ name: String, _ words: [String], more: [String] = [], says: String, lines: [String] = [],
    isThere: Bool = false
  ) -> KilledCommand {
    KilledCommand(
      name: name,
      words: { clinic in
        words + ["demo"] + more + (clinic.storeURL.map { ["--store", $0] } ?? [])
      }, lines: { _ in lines }, says: says, isDone: words == ["init"] ? "already" : nil,
      beginning: { clinic in
        try FileManager.default.removeItem(at: clinic.place.folder)
        try clinic.loseStore()
        guard isThere else { return }
        try FileManager.default.createDirectory(
          at: clinic.place.folder, withIntermediateDirectories: false)
        _ = try clinic.place.file("demo/theirs.txt", "A file of theirs.\n")
      }, hasStore: false)
  }

  // MARK: Files

  private static let exported = KilledCommand(
    name: "an export", words: { _ in ["export", "--fhir", "record.json"] },
    says: "wrote record.json", isDone: "is there already",
    preparing: { clinic in try clinic.call("Zanzibar") },
    judging: { clinic in
      let data = try Data(contentsOf: clinic.place.home.appendingPathComponent("record.json"))
      let isWhole = (try? JSONSerialization.jsonObject(with: data)) != nil
      return isWhole ? [] : ["record.json is no document"]
    }, isDated: "record.json")

  private static let newKey = KilledCommand(
    name: "another key of the trail", words: { _ in ["audit", "key", "--new"] }, says: "key")
}

extension FaultClinic {
  /// clinic.yaml, scripts and words of the small demo.
  var shared: URL { place.home.appendingPathComponent("shipped") }

  /// Files that may be written: of the clinic, and of what comes with the program.
  func ownFiles() throws {
    for folder in [place.folder, shared] {
      for item in ["clinic.yaml", "scripts", "locales"] {
        let url = folder.appendingPathComponent(item)
        let real = url.resolvingSymlinksInPath()
        guard real.path != url.path else { continue }
        try FileManager.default.removeItem(at: url)
        try FileManager.default.copyItem(at: real, to: url)
      }
    }
  }

  func append(_ text: String, to folder: URL, _ path: String) throws {
    let file = folder.appendingPathComponent(path)
    let known = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    try Data((known + text).utf8).write(to: file)
  }

  func runWhole(_ words: [String], lines: [String] = []) throws {
    let console = try start(words, ["RECALL_SHARE": Program.packageRoot.path])
    for line in lines { console.send(line) }
    console.endInput()
    let ended = try console.finish()
    guard ended.status == 0 else { throw Trouble("\(words): \(ended.errors)\(ended.output)") }
  }

  /// The same place holds a clinic that was made by other words.
  func remake(_ words: [String]) throws {
    try FileManager.default.removeItem(at: place.folder)
    try loseStore()
    let console = try Conversation(
      words + ["--as", "ana"] + (storeURL.map { ["--store", $0] } ?? []), in: place,
      environment: ["RECALL_SHARE": shared.path], program: Program.builtForTests)
    console.endInput()
    let ended = try console.finish()
    guard ended.status == 0 else { throw Trouble("\(words): \(ended.errors)\(ended.output)") }
  }

  /// A call that leaves a note with this remark; its recall, and every other, then closed.
  func call(_ remark: String, closing: Bool = false) throws {
    try runWhole([], lines: ["next", "", "no_answer", remark, "", "quit"])
    guard closing else { return }
    try execute(
      "UPDATE recall SET state = 'closed', phase = 'off', kept_back = NULL, callback = NULL")
  }

  /// Of the note, else of anybody.
  var onePatient: String {
    let found = try? rows("SELECT patient FROM attempt ORDER BY started LIMIT 1").first?.first
    return found.flatMap { $0 } ?? "nobody"
  }

  /// A file that was made where this clinic was prepared.
  func bring(_ name: String) throws {
    try FileManager.default.copyItem(
      at: preparedHome.appendingPathComponent(name), to: place.home.appendingPathComponent(name))
  }
}
