import Foundation

/// The demo clinic of a run: thousands of made-up patients, households that share a telephone, and
/// few open times.
struct CrowdClinic {
  let plan: CrowdPlan
  private let folder = "clinic"

  /// Where the SQLite file lies.
  var file: URL { plan.folder.appendingPathComponent("\(folder)/recall.sqlite") }

  func make() throws {
    if case .postgresql(let url) = plan.store { try share(storedAt: url) }
    let ended = try run(
      ["--now", ShiftClock.start(of: 0), "--as", "c00", "demo", folder, "--patients"]
        + ["\(plan.patients)", "--seed", "\(plan.seed % 1_000_000)"])
    guard ended.status == 0 else { throw CrowdTrouble("the clinic was not made: \(ended.text)") }
  }

  /// What ships with the program, with another `store:`; a new clinic is copied from it.
  private func share(storedAt url: String) throws {
    let own = Self.ownShare(plan)
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    for name in ["scripts", "locales"] {
      try FileManager.default.copyItem(
        at: plan.share.appendingPathComponent(name), to: own.appendingPathComponent(name))
    }
    let settings = try String(
      contentsOf: plan.share.appendingPathComponent("clinic.yaml"), encoding: .utf8)
    let lines = settings.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasPrefix("store:") ? "store: \"\(url)\"" : String($0)
    }
    try Data(lines.joined(separator: "\n").utf8).write(
      to: own.appendingPathComponent("clinic.yaml"))
  }

  /// `RECALL_SHARE` of this run.
  static func ownShare(_ plan: CrowdPlan) -> URL {
    plan.store == .sqlite ? plan.share : plan.folder.appendingPathComponent("share")
  }

  /// Arguments of a console for this caller.
  func console(_ caller: String, at now: String) -> [String] {
    ["--clinic", folder, "--as", caller, "--now", now, "--locale", "en"]
  }

  /// `recall store check`, and what it has to say.
  func check() throws -> (status: Int32, text: String) {
    try run(["--clinic", folder, "--as", "c00", "--now", ShiftClock.afterwards, "store", "check"])
  }

  /// Calls that `resume` lists as needing an outcome, long after everybody has gone home.
  func needingOutcome() throws -> Int {
    let ended = try run(console("c00", at: ShiftClock.afterwards), lines: ["resume", "quit"])
    guard ended.status == 0 else { throw CrowdTrouble("resume failed: \(ended.text)") }
    return ended.text.split(separator: "\n").count { $0.hasSuffix(" take over") }
  }

  /// Runs the program to its end.
  private func run(
    _ arguments: [String], lines: [String] = []
  ) throws -> (status: Int32, text: String) {
    let console = try ConsoleProcess(
      plan.program, arguments, in: plan.folder, share: Self.ownShare(plan))
    for line in lines { console.send(line) }
    console.closeInput()
    while true {
      if case .ended(let status, let screen, let complaint) = console.look() {
        return (status, screen + complaint)
      }
      var file = pollfd(fd: console.output, events: Int16(POLLIN), revents: 0)
      _ = poll(&file, 1, 1_000)
    }
  }
}
