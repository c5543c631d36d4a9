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
    let folder = try? ClinicFolder.find(named: options.clinic)
    let policy = folder.flatMap { try? OpenClinic.policy(of: $0) }
    if json {
      let english = try CommandWords.english(folder, policy)
      Printing.json(.list(checks.map { $0.json(english) }))
    } else {
      let words = try CommandWords(folder, policy, options)
      for check in checks { Printing.line(check.line(words)) }
    }
    if checks.contains(where: { $0.state == .broken }) {
      throw ExitCode(Failure.Code.findings.rawValue)
    }
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

  private var version: DoctorCheck { DoctorCheck("recall", .ok, .data(Version.number)) }

  private var zones: DoctorCheck {
    let missing = ZoneLetters.missing
    return missing.isEmpty
      ? DoctorCheck("zones", .ok, .words("doctor.zones"))
      : DoctorCheck(
        "zones", .broken,
        .words("doctor.zones-unknown", ["zones": .data(missing.joined(separator: ", "))]),
        advice: .words("doctor.zones-unknown.advice"))
  }

  private var terminal: DoctorCheck {
    let term = environment["TERM"] ?? ""
    guard isatty(STDIN_FILENO) == 1 else {
      return DoctorCheck("terminal", .ok, .words("doctor.terminal-pipe"))
    }
    return term.isEmpty || term == "dumb"
      ? DoctorCheck(
        "terminal", .advice, .words("doctor.terminal-dumb", ["term": .data(term)]),
        advice: .words("doctor.terminal-dumb.advice"))
      : DoctorCheck("terminal", .ok, .data(term))
  }

  private var language: DoctorCheck {
    let lang = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? ""
    return lang.uppercased().contains("UTF")
      ? DoctorCheck("characters", .ok, .data(lang))
      : DoctorCheck(
        "characters", .advice, lang.isEmpty ? .words("doctor.characters-unset") : .data(lang),
        advice: .words("doctor.characters.advice"))
  }

  private var passwords: DoctorCheck {
    environment["PGPASSWORD"] == nil
      ? DoctorCheck("passwords", .ok, .words("doctor.passwords"))
      : DoctorCheck(
        "passwords", .advice, .words("doctor.passwords-set"),
        advice: .words("doctor.passwords-set.advice"))
  }

  private var shipped: DoctorCheck {
    do {
      return DoctorCheck(
        "shipped", .ok, .data(try ShippedFiles.folder(environment: environment).path))
    } catch let failure as Failure {
      return DoctorCheck("shipped", .advice, failure)
    } catch { return DoctorCheck("shipped", .advice, .words("doctor.shipped-none")) }
  }

  private func clinic() -> [DoctorCheck] {
    do {
      let folder = try ClinicFolder.find(named: options.clinic, environment: environment)
      let policy = try OpenClinic.policy(of: folder)
      return [
        DoctorCheck("clinic", .ok, .data(folder.path)), edition(of: folder),
        permissions(of: folder, policy),
        OutageCheck(folder, policy).waiting,
      ]
        + store(folder, policy) + [practice(folder, policy)]
        + MessageCheck(policy: policy.messages, folder: folder).checks()
        + DialCommand.checks(policy, folder) + scripts(folder, policy)
    } catch let failure as Failure {
      let state: DoctorCheck.State = options.clinic == nil ? .advice : .broken
      return [DoctorCheck("clinic", state, failure)]
    } catch { return [DoctorCheck("clinic", .broken, .words("doctor.unreadable"))] }
  }

  /// Whether the folder has what this program comes with, or the clinic's own edits of that.
  private func edition(of folder: ClinicFolder) -> DoctorCheck {
    let name = "folder"
    guard let shipped = try? ShippedFiles.folder(environment: environment),
      let comparison = try? FolderComparison(folder, ShippedEdition(in: shipped))
    else { return DoctorCheck(name, .advice, .words("doctor.folder-unknown")) }
    guard comparison.lags else { return DoctorCheck(name, .ok, .words("doctor.folder")) }
    let lagging: [FileFate] = [.taken, .added, .kept, .together, .withdrawn]
    let count = lagging.reduce(0) { $0 + comparison.paths($1).count }
    return DoctorCheck(
      name, .advice, .words("doctor.folder-lags", count: count),
      advice: .words("doctor.folder-lags.advice", ["folder": .data(folder.path)]))
  }

  /// With a shared store the folder holds no patients, and a team reads it: others may not write.
  private func permissions(of folder: ClinicFolder, _ policy: ClinicPolicy) -> DoctorCheck {
    let mode = (try? FileManager.default.attributesOfItem(atPath: folder.path))?[.posixPermissions]
    let isShared = PostgreSQLAddress.isOne(policy.store)
    guard let mode = mode as? Int, mode & (isShared ? 0o002 : 0o077) != 0 else {
      return DoctorCheck(
        "permissions", .ok,
        .words(isShared ? "doctor.permissions-shared" : "doctor.permissions-own"))
    }
    if isShared {
      return DoctorCheck(
        "permissions", .advice, .words("doctor.permissions-writable"),
        advice: "chmod o-w \(folder.path)")
    }
    return DoctorCheck(
      "permissions", .advice, .words("doctor.permissions-readable"),
      advice: "chmod 700 \(folder.path)")
  }

  /// A store that is away keeps nothing else from being looked at.
  private func store(_ folder: ClinicFolder, _ policy: ClinicPolicy) -> [DoctorCheck] {
    do { return try facts(of: StorePlace(policy: policy, folder: folder).open()) } catch {
      guard let failure = error as? Failure else {
        return [DoctorCheck("store", .broken, .words("doctor.unreadable"))]
      }
      return [DoctorCheck("store", .broken, failure)]
    }
  }

  private func facts(of store: any RecallStore) throws -> [DoctorCheck] {
    do {
      return try store.describe().map { fact in
        let advice = StoreAdvice.on(fact)
        return DoctorCheck(
          named: .words("doctor.name.store-fact", ["fact": .name(of: fact)]),
          advice == nil ? .ok : .advice, .value(of: fact), advice: advice.map { Said.words($0) })
      }
    } catch { throw Failure(error) }
  }

  /// Where practice results are kept; without it nobody can call a clinic that wants a pass.
  private func practice(_ folder: ClinicFolder, _ policy: ClinicPolicy) -> DoctorCheck {
    let name = "practice"
    do {
      let place = try PracticePlace(policy: policy, folder: folder)
      let results = try place.openIfMade()?.practice(since: nil).count
      let found: Said =
        results.map { Said.words("doctor.practice", ["calls": "\($0)"]) }
        ?? .words("doctor.practice-none")
      guard place.server == nil, PostgreSQLAddress.isOne(policy.store) else {
        return DoctorCheck(name, .ok, found)
      }
      return DoctorCheck(
        name, .advice, .joined([found, .words("doctor.practice-file")], "; "),
        advice: .words("doctor.practice-file.advice"))
    } catch let failure as Failure {
      return DoctorCheck(name, policy.practice.required ? .broken : .advice, failure)
    } catch { return DoctorCheck(name, .broken, .words("doctor.unreadable")) }
  }

  private func scripts(_ folder: ClinicFolder, _ policy: ClinicPolicy) -> [DoctorCheck] {
    guard let library = try? folder.library(policy) else { return [] }
    let errors = library.findings.count { $0.severity == .error }
    let approved = library.editions.values.count { $0.approved }
    return [
      errors == 0
        ? DoctorCheck(
          "scripts", .ok,
          .words("doctor.scripts", ["approved": "\(approved)"], count: library.editions.count))
        : DoctorCheck(
          "scripts", .broken, .words("doctor.scripts-wrong", count: errors),
          advice: .words("doctor.scripts-wrong.advice"))
    ] + segments(policy, library)
  }

  /// Segments that are to be called, and cannot be for want of a script.
  private func segments(_ policy: ClinicPolicy, _ library: ScriptLibrary) -> [DoctorCheck] {
    let known = library.reports.keys.sorted()
    return policy.segments.sorted { $0.key < $1.key }.compactMap { name, segment in
      guard segment.enabled, library.reports[segment.script] == nil else { return nil }
      let near = DidYouMean.nearest(to: segment.script, among: known)
      return DoctorCheck(
        named: .words("doctor.name.segment", ["segment": .data(name)]), .broken,
        .words("doctor.segment", ["script": .data(segment.script)]),
        advice: near.map { Said.words("doctor.segment.near", ["script": .data($0)]) }
          ?? .words("doctor.segment.advice", ["script": .data(segment.script)]))
    }
  }
}
