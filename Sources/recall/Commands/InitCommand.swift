import ArgumentParser
import Foundation
import RecallDomain
import RecallStorage

/// `recall init DIR`: a new clinic folder with the shipped files and an empty live store. The
/// scripts are left unapproved: that is the clinic's own decision. With `--upgrade`: a folder that is
/// there gets what has changed since in the files that came with the program.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a new clinic folder and its store, or upgrade one.",
    discussion: """
      Examples:
        recall init lakeside --as maria
        recall init lakeside --store postgresql://db.example/lakeside
        recall init --upgrade lakeside --dry-run
      """)

  @Argument(help: ArgumentHelp("The folder of the clinic.", valueName: "dir"))
  var folder: String

  @Option(
    help: ArgumentHelp(
      "A shared store: postgresql://HOST/DATABASE, without a password. Else a file in the folder.",
      valueName: "address"))
  var store: String?

  @Flag(help: "Take over what has changed in the files that come with recall; your edits stay.")
  var upgrade = false

  @Flag(help: "With --upgrade: show what would be done, and change nothing.")
  var dryRun = false

  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if dryRun, !upgrade { throw ValidationError("--dry-run goes with --upgrade") }
    if upgrade, store != nil {
      throw ValidationError("--store is for a new clinic, and --upgrade for one that is there")
    }
  }

  func run() throws {
    let clinic = ClinicFolder(folder)
    guard !upgrade else { return try upgrade(clinic) }
    guard !clinic.exists else {
      ClinicMaking(clinic).clearAway()
      throw Failure(
        .cannotCreate, "there is a clinic in \"\(clinic.path)\" already",
        hint: "choose another folder")
    }
    if let store { _ = try StorePlace.address(store) }
    try ClinicMaking(clinic).make(
      mode: store == nil ? 0o700 : 0o755, onServer: store != nil
    ) { try make($0) }
    try tell(made: clinic)
  }

  private func tell(made clinic: ClinicFolder) throws {
    let words = try CommandWords(clinic, OpenClinic.policy(of: clinic), options)
    let say = { (step: String) in words.say("init.\(step)", ["folder": folder]) }
    Printing.line(words.say("init.made", ["folder": clinic.path]))
    for step in ["edit", "check", "approve", "import"] { Printing.line(say(step)) }
    guard store != nil else { return }
    for step in ["colleagues", "add", "grant", "team", "practice", "migrate"] {
      Printing.line(say(step))
    }
  }

  private func upgrade(_ clinic: ClinicFolder) throws {
    let upgrade = try FolderUpgrade(ClinicFolder.find(named: folder))
    let words = try CommandWords(clinic, try? OpenClinic.policy(of: clinic), options)
    let text = UpgradeText(upgrade: upgrade, named: folder, isDry: dryRun, words: words)
    // Told as it was found: afterwards all of it is as it should be.
    let lines = text.lines
    if !dryRun {
      let untold = upgrade.changesSomething ? try leaveTrace(of: upgrade) : nil
      try upgrade.apply()
      if let untold { Printing.problem(untold) }
    }
    for line in lines { Printing.line(line) }
  }

  /// In the trail before anything is changed: one that dies half-way has told of it. Where the store is
  /// away, or still to be brought forward, the folder is upgraded all the same.
  ///
  /// - Returns: what is said when the trail could not be told.
  private func leaveTrace(of upgrade: FolderUpgrade) throws -> String? {
    let folder = upgrade.folder
    do {
      let policy = try OpenClinic.policy(of: folder)
      let store = try StorePlace(policy: policy, folder: folder).open()
      let now = try store.moment(asked: nil)
      try store.leaveUpgrade(upgrade.versions, by: options.staff ?? NSUserName(), at: now)
      TrailKeeping(folder).seal(store, at: now)
      return nil
    } catch {
      let failure = error as? Failure ?? (error as? StoreFailure).map { Failure($0) }
      let words = try CommandWords(folder, try? OpenClinic.policy(of: folder), options)
      let why = failure.map { Said.error($0.message) } ?? .words("init.store-away")
      return Said.words("init.untold", ["why": why]).text(words)
    }
  }

  private func make(_ clinic: ClinicFolder) throws {
    try ShippedFiles.copy(to: clinic, forTeam: store != nil)
    if let store { try StoreLine(clinic).write(store) }
    let policy = try OpenClinic.policy(of: clinic)
    try Founding(policy: policy, staff: options.staff).found(
      try StorePlace(policy: policy, folder: clinic).create(.live, begunWith: clinic.keyLeft()))
  }
}
