import ArgumentParser
import Foundation
import RecallDomain
import RecallReports
import RecallStorage
import ScriptEngine

/// `recall doctor`: the environment, and what to do about what is missing. Works without a clinic.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at the environment and say what to do.",
    discussion: """
      Examples:
        recall doctor
        recall doctor --clinic lakeside --json
      """)

  @Flag(help: "One JSON document.")
  var json = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let checks = Doctor(options).checks()
    if json {
      Printing.json(.list(checks.map(\.json)))
    } else {
      for check in checks { Printing.line(check.line) }
    }
    if checks.contains(where: { $0.state == .broken }) {
      throw ExitCode(Failure.Code.findings.rawValue)
    }
  }
}

/// One thing the doctor looked at.
struct DoctorCheck {
  enum State: String { case ok, advice, broken }

  let name: String
  let state: State
  let found: String
  var advice: String?

  init(_ name: String, _ state: State, _ found: String, advice: String? = nil) {
    self.name = name
    self.state = state
    self.found = found
    self.advice = advice
  }

  var line: String {
    let mark = state == .ok ? "ok     " : state == .advice ? "advice " : "BROKEN "
    let text = TerminalText.clean("\(mark)\(name): \(found)")
    return advice.map { text + "\n         → " + $0 } ?? text
  }

  var json: JSONValue {
    [
      "name": .string(name), "state": .string(state.rawValue), "found": .string(found),
      "advice": .text(advice),
    ]
  }
}

/// What the program depends on, one question at a time.
struct Doctor {
  private let options: GlobalOptions
  private let environment = ProcessInfo.processInfo.environment

  init(_ options: GlobalOptions) { self.options = options }

  func checks() -> [DoctorCheck] {
    [
      version, zones, terminal, language, passwords, RecallrcReading.check(environment), shipped,
    ] + clinic()
  }

  private var version: DoctorCheck { DoctorCheck("recall", .ok, Version.number) }

  private var zones: DoctorCheck {
    let missing = ZoneLetters.missing
    return missing.isEmpty
      ? DoctorCheck("time zones", .ok, "all known")
      : DoctorCheck(
        "time zones", .broken, "unknown: \(missing.joined(separator: ", "))",
        advice: "install the package tzdata")
  }

  private var terminal: DoctorCheck {
    let term = environment["TERM"] ?? ""
    guard isatty(STDIN_FILENO) == 1 else {
      return DoctorCheck("terminal", .ok, "a pipe: lines are read plainly")
    }
    return term.isEmpty || term == "dumb"
      ? DoctorCheck(
        "terminal", .advice, "TERM is \"\(term)\"", advice: "set TERM, e.g. xterm-256color")
      : DoctorCheck("terminal", .ok, term)
  }

  private var language: DoctorCheck {
    let lang = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? ""
    return lang.uppercased().contains("UTF")
      ? DoctorCheck("characters", .ok, lang)
      : DoctorCheck(
        "characters", .advice, lang.isEmpty ? "LANG is not set" : lang,
        advice: "set LANG=C.UTF-8 so that accents are typed and shown right")
  }

  private var passwords: DoctorCheck {
    environment["PGPASSWORD"] == nil
      ? DoctorCheck("passwords", .ok, "none in the environment")
      : DoctorCheck(
        "passwords", .advice, "PGPASSWORD is set",
        advice: "use a passfile or service file: every process of yours can read the environment")
  }

  private var shipped: DoctorCheck {
    do {
      return DoctorCheck(
        "shipped scripts", .ok, try ShippedFiles.folder(environment: environment).path)
    } catch let failure as Failure {
      return DoctorCheck("shipped scripts", .advice, failure.message, advice: failure.hint)
    } catch { return DoctorCheck("shipped scripts", .advice, "not found") }
  }

  private func clinic() -> [DoctorCheck] {
    do {
      let folder = try ClinicFolder.find(named: options.clinic, environment: environment)
      let policy = try OpenClinic.policy(of: folder)
      return [
        DoctorCheck("clinic", .ok, folder.path), edition(of: folder),
        permissions(of: folder, policy),
        OutageCheck(folder, policy).waiting,
      ]
        + store(folder, policy) + [practice(folder, policy)]
        + MessageCheck(policy: policy.messages, folder: folder).checks()
        + DialCommand.checks(policy, folder) + scripts(folder, policy)
    } catch let failure as Failure {
      let state: DoctorCheck.State = options.clinic == nil ? .advice : .broken
      return [DoctorCheck("clinic", state, failure.message, advice: failure.hint)]
    } catch { return [DoctorCheck("clinic", .broken, "could not be read")] }
  }

  /// Whether the folder has what this program comes with, or the clinic's own edits of that.
  private func edition(of folder: ClinicFolder) -> DoctorCheck {
    let name = "clinic folder"
    guard let shipped = try? ShippedFiles.folder(environment: environment),
      let comparison = try? FolderComparison(folder, ShippedEdition(in: shipped))
    else { return DoctorCheck(name, .advice, "could not be held against what comes with recall") }
    guard comparison.lags else { return DoctorCheck(name, .ok, "of this recall, or edited since") }
    let lagging: [FileFate] = [.taken, .added, .kept, .together, .withdrawn]
    let count = lagging.reduce(0) { $0 + comparison.paths($1).count }
    return DoctorCheck(
      name, .advice, "lags behind this recall in \(count) \(count == 1 ? "file" : "files")",
      advice: "`recall init --upgrade \(folder.path) --dry-run` shows them; your edits stay")
  }

  /// With a shared store the folder holds no patients, and a team reads it: others may not write.
  private func permissions(of folder: ClinicFolder, _ policy: ClinicPolicy) -> DoctorCheck {
    let mode = (try? FileManager.default.attributesOfItem(atPath: folder.path))?[.posixPermissions]
    let isShared = PostgreSQLAddress.isOne(policy.store)
    guard let mode = mode as? Int, mode & (isShared ? 0o002 : 0o077) != 0 else {
      return DoctorCheck(
        "permissions", .ok,
        isShared ? "nobody else may change the clinic folder" : "the clinic folder is yours alone")
    }
    if isShared {
      return DoctorCheck(
        "permissions", .advice, "everybody may change the clinic folder",
        advice: "chmod o-w \(folder.path)")
    }
    return DoctorCheck(
      "permissions", .advice, "others may look into the clinic folder",
      advice: "chmod 700 \(folder.path)")
  }

  /// A store that is away keeps nothing else from being looked at.
  private func store(_ folder: ClinicFolder, _ policy: ClinicPolicy) -> [DoctorCheck] {
    do { return try facts(of: StorePlace(policy: policy, folder: folder).open()) } catch {
      let failure = error as? Failure
      return [
        DoctorCheck(
          "store", .broken, failure?.message ?? "could not be read", advice: failure?.hint)
      ]
    }
  }

  private func facts(of store: any RecallStore) throws -> [DoctorCheck] {
    do {
      return try store.describe().map { fact in
        let advice = StoreAdvice.on(fact.name, fact.value)
        return DoctorCheck(
          "store \(fact.name)", advice == nil ? .ok : .advice, fact.value, advice: advice)
      }
    } catch { throw Failure(error) }
  }

  /// Where practice results are kept; without it nobody can call a clinic that wants a pass.
  private func practice(_ folder: ClinicFolder, _ policy: ClinicPolicy) -> DoctorCheck {
    let name = "practice store"
    do {
      let place = try PracticePlace(policy: policy, folder: folder)
      let results = try place.openIfMade()?.practice(since: nil).count
      let found =
        results.map { "practice calls kept: \($0)" } ?? "none yet: the first practice call makes it"
      guard place.server == nil, PostgreSQLAddress.isOne(policy.store) else {
        return DoctorCheck(name, .ok, found)
      }
      return DoctorCheck(
        name, .advice, "\(found); a file, which one person alone can open",
        advice: "a team keeps its results on a server: practice: { store: postgresql://… } in"
          + " clinic.yaml, then `recall store migrate`")
    } catch let failure as Failure {
      return DoctorCheck(
        name, policy.practice.required ? .broken : .advice, failure.message, advice: failure.hint)
    } catch { return DoctorCheck(name, .broken, "could not be read") }
  }

  private func scripts(_ folder: ClinicFolder, _ policy: ClinicPolicy) -> [DoctorCheck] {
    guard let library = try? folder.library(policy) else { return [] }
    let errors = library.findings.count { $0.severity == .error }
    let approved = library.editions.values.count { $0.approved }
    return [
      errors == 0
        ? DoctorCheck("scripts", .ok, "\(library.editions.count) proved, \(approved) approved")
        : DoctorCheck(
          "scripts", .broken, "\(errors) findings", advice: "`recall script check` lists them")
    ] + segments(policy, library)
  }

  /// Segments that are to be called, and cannot be for want of a script.
  private func segments(_ policy: ClinicPolicy, _ library: ScriptLibrary) -> [DoctorCheck] {
    let known = library.reports.keys.sorted()
    return policy.segments.sorted { $0.key < $1.key }.compactMap { name, segment in
      guard segment.enabled, library.reports[segment.script] == nil else { return nil }
      let near = DidYouMean.nearest(to: segment.script, among: known)
      return DoctorCheck(
        "segment \(name)", .broken,
        "clinic.yaml gives it the script \"\(segment.script)\", and scripts/ has none of that name",
        advice: near.map { "write \"script: \($0)\"" }
          ?? "write scripts/\(segment.script).yaml, or \"enabled: false\" for the segment")
    }
  }
}
