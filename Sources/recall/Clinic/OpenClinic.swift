import Foundation
import RecallConsole
import RecallDomain
import RecallStorage
import ScriptEngine

/// A clinic as a command needs it: policy, scripts, store, who is working, and the clock.
final class OpenClinic {
  let folder: ClinicFolder
  let policy: ClinicPolicy
  let store: any RecallStore
  let staff: StaffMember
  let clock: Clock
  /// Said once at the start of a console: a demo's clock that was moved.
  let clockWasMoved: Bool
  let options: GlobalOptions

  /// For a command of the table `CommandNeed`: whoever may not give it goes no further.
  convenience init(_ options: GlobalOptions, for command: String) throws {
    try self.init(options)
    guard let need = CommandNeed.ofCommands[command] else { fatalError("undecided: \(command)") }
    if case .duty(let duties) = need { try permit(duties) }
  }

  init(
    _ options: GlobalOptions, environment: [String: String] = ProcessInfo.processInfo.environment
  )
    throws
  {
    self.options = options
    folder = try ClinicFolder.find(named: options.clinic, environment: environment)
    policy = try Self.policy(of: folder)
    store = try StorePlace(policy: policy, folder: folder).open()
    staff = try Self.person(options, store: store, policy: policy)
    (clock, clockWasMoved) = try ClinicClock.start(options.now, store: store, policy: policy)
  }

  var zone: Zone { Zone(policy.timeZone)! }

  /// Read when it is first asked for: a command that shows notes needs no scripts.
  private lazy var reading = Result {
    try folder.library(policy, rehearsals: false)
  }

  /// Without rehearsals, which no call needs: what is read at every start is as little as can be.
  func library() throws -> ScriptLibrary { try reading.get() }

  /// With the rehearsals and what their patients say.
  func libraryWithRehearsals() throws -> ScriptLibrary {
    try folder.library(policy)
  }

  /// The scripts as they are on the disk now, under the policy this program started with; `nil`
  /// when they cannot be read at this moment.
  func reread() -> ScriptLibrary? {
    try? folder.library(policy, rehearsals: false)
  }

  /// Segments whose script may be used: an unapproved script is for practice only.
  func editions() throws -> [String: Edition] {
    let library = try library()
    return policy.segments.compactMapValues { library.editions[$0.script] }
      .filter { $0.value.approved }
  }

  /// Says of an entry whether it may be called, by nobody in particular. Of the scripts only their names
  /// stay: a long import has better use for the memory.
  func judge(at now: Date) throws -> (Candidate) -> Callability {
    let library = try folder.library(policy, rehearsals: false)
    let rules = CallRules(policy: policy)
    let scripts = Set(
      policy.segments.keys.filter { segment in
        library.editions[policy.segments[segment]?.script ?? ""]?.approved ?? false
      })
    return { rules.judge($0, at: now, caller: nil, scripts: scripts) }
  }

  /// Judges every entry once and writes where it stands: after a new script, a new policy. In short
  /// transactions, so that nobody waits.
  func settle() throws {
    let now = clock.now()
    let judge = try judge(at: now)
    var last: RecallID?
    repeat {
      do { last = try store.settle(after: last, at: now, judge: judge) } catch {
        throw Failure(error)
      }
    } while last != nil
  }

  /// Ends the recalls of patients whose record says that nobody is to call them any more: after an
  /// import, and wherever the list is looked at.
  func endByFacts() throws {
    let (between, now) = (BetweenCalls(policy: policy), clock.now())
    var last: RecallID?
    repeat {
      do {
        last = try store.endByFacts(after: last, at: now) { between.overtaken($0, at: now) }
      } catch { throw Failure(error) }
    } while last != nil
  }

  /// Judges those whose day has come, for commands that take no patient.
  func settleDue() throws {
    guard staff.may(.moveTheList) else { return }
    let now = clock.now()
    let judge = try judge(at: now)
    do { while try store.settleDue(at: now, judge: judge) > 0 {} } catch { throw Failure(error) }
  }

  /// Ends the recalls whose last day has come, and those that a fact on record ends: at every start of
  /// the list, and of the console.
  func endDue() throws {
    // Whoever only reads sees the list as it is.
    guard staff.may(.moveTheList) else { return }
    try endByFacts()
    try endOnLastDay()
  }

  /// Ends the recalls whose last day has come. Costs nothing where there is none, however long the list.
  func endOnLastDay() throws {
    guard staff.may(.moveTheList) else { return }
    let (rules, between) = (CallRules(policy: policy), BetweenCalls(policy: policy))
    let (scripts, now) = (Set(policy.segments.keys), clock.now())
    do {
      while try store.endDue(
        at: now, overtaken: { between.overtaken($0, at: now) },
        judge: { rules.judge($0, at: now, caller: nil, scripts: scripts) }) > 0
      {}
    } catch { throw Failure(error) }
  }

  func worklist() throws -> Worklist {
    Worklist(rules: CallRules(policy: policy), scripts: Set(try editions().keys), caller: nil)
  }

  static func policy(of folder: ClinicFolder) throws -> ClinicPolicy {
    let (policy, findings) = ClinicFileReader.read(try folder.read("clinic.yaml"))
    guard let policy, !findings.contains(where: { $0.severity == .error }) else {
      throw Failure(findings, in: "clinic.yaml")
    }
    guard Zone(policy.timeZone) != nil else {
      throw Failure(
        .configuration, "this system does not know the time zone \"\(policy.timeZone)\"",
        hint: "install the package tzdata")
    }
    return policy
  }

  /// A demo clinic accepts any name, qualified in every offered language, as a caller and a lead, or
  /// with what a server has given their login; a live clinic knows only its staff.
  private static func person(
    _ options: GlobalOptions, store: any RecallStore, policy: ClinicPolicy
  ) throws -> StaffMember {
    let server = store as? PostgreSQLStore
    let id = options.staff ?? server?.user ?? NSUserName()
    guard !id.isEmpty, id == TerminalText.clean(id) else { throw Failure.noName(id) }
    if let server, store.kind == .live, id != server.user { try askedByItsOwner(server) }
    do {
      if let known = try store.staff().first(where: { $0.id == id }) { return known }
    } catch { throw Failure(error) }
    guard store.kind != .live else {
      let clock = try ClinicClock.start(options.now, store: store, policy: policy).clock
      try? store.refused("not-on-the-staff-list", to: nil, at: clock.now())
      throw Failure(
        .notPermitted, "\"\(TerminalText.clean(id))\" is not on this clinic's staff list",
        hint: "`recall staff add ID NAME` adds a person; `--as ID` says who is working")
    }
    return StaffMember(
      id: id, name: id.prefix(1).uppercased() + id.dropFirst(), roles: try demoRoles(server),
      languages: policy.languages)
  }

  /// More than the server gives would only be refused by it, in the middle of something.
  private static func demoRoles(_ server: PostgreSQLStore?) throws -> Set<StaffRole> {
    let everything: Set<StaffRole> = [.caller, .lead]
    guard let server else { return everything }
    do {
      if try server.isOwner() { return everything }
      let given = try server.rolesGiven()
      return given.isEmpty ? [.caller] : given
    } catch { throw Failure(error) }
  }
}

extension OpenClinic {
  /// The server has proven who somebody is; another name is for its operator alone.
  private static func askedByItsOwner(_ server: PostgreSQLStore) throws {
    let isOwner: Bool
    do { isOwner = try server.isOwner() } catch { throw Failure(error) }
    guard !isOwner else { return }
    throw Failure(
      .notPermitted,
      "the server knows you as \"\(TerminalText.clean(server.user))\": nobody works under another name",
      hint: "leave out --as")
  }
}

extension Failure {
  static func noName(_ id: String) -> Failure {
    Failure(
      .usage, "\"\(TerminalText.clean(id))\" is no name for a person",
      hint: "`--as ID` says who is working, in letters and digits")
  }
}
