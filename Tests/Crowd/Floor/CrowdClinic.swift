import Foundation

/// The demo clinic of a run: thousands of made-up patients, households that share a telephone, and
/// few open times.
struct CrowdClinic {
  let plan: CrowdPlan
  private let folder = "clinic"

  /// Where the SQLite file lies.
  var file: URL { plan.folder.appendingPathComponent("\(folder)/recall.sqlite") }

  func make() throws {
    var arguments = ["--now", ShiftClock.start(of: 0), "--as", "c00", "demo", folder]
    arguments += ["--patients", "\(plan.patients)", "--seed", "\(plan.seed % 1_000_000)"]
    if case .postgresql(let url) = plan.store { arguments += ["--store", url] }
    let ended = try run(arguments)
    guard ended.status == 0 else { throw CrowdTrouble("the clinic was not made: \(ended.text)") }
    if let script = plan.onlyScript { try keepOnly(script) }
    if plan.store != .sqlite { try letIn() }
  }

  /// On a server each caller comes as themselves, with the rights of a caller and no more.
  private func letIn() throws {
    for number in 1...plan.consoles {
      let ended = try run(["--clinic", folder, "store", "grant", Self.caller(number)])
      guard ended.status == 0 else { throw CrowdTrouble("nobody is let in: \(ended.text)") }
    }
  }

  static func caller(_ number: Int) -> String { (number < 10 ? "c0" : "c") + String(number) }

  /// Segments whose script is gone are left out of every list.
  private func keepOnly(_ script: String) throws {
    let clinic = plan.folder.appendingPathComponent(folder)
    let files = FileManager.default
    for file in try files.contentsOfDirectory(atPath: clinic.path + "/approvals")
    where file != script + ".yaml" {
      for place in ["approvals", "scripts", "locales/en", "locales/es"] {
        try files.removeItem(at: clinic.appendingPathComponent("\(place)/\(file)"))
      }
    }
  }

  /// Arguments of a console for this caller.
  func console(_ caller: String, at now: String) -> [String] {
    ["--clinic", folder, "--as", caller, "--now", now, "--locale", "en"]
  }

  /// `recall store check`, and what it has to say.
  func check() throws -> (status: Int32, text: String) {
    try run(["--clinic", folder, "--as", "c00", "--now", ShiftClock.afterwards, "store", "check"])
  }

  /// How many calls `resume` lists as needing an outcome, long after everybody has gone home.
  func needingOutcome() throws -> Int {
    let ended = try run(console("c00", at: ShiftClock.afterwards), lines: ["resume", "quit"])
    guard ended.status == 0 else { throw CrowdTrouble("resume failed: \(ended.text)") }
    // Each begins with its number; what does not fit the width goes on in the next line.
    var listed = 0
    for line in ended.text.split(separator: "\n")
    where line.split(separator: " ").first == "\(listed + 1)" { listed += 1 }
    return listed
  }

  /// Runs the program to its end.
  private func run(
    _ arguments: [String], lines: [String] = []
  ) throws -> (status: Int32, text: String) {
    let console = try ConsoleProcess(plan, arguments, user: CrowdStore.owner)
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
