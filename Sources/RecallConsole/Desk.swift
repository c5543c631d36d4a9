package import Foundation
package import RecallDomain
package import ScriptEngine

/// Everything a console needs from outside, entered once: tests put a fixed clock and a piped
/// input here, and a call nobody expected fails the test.
package final class Desk {
  package let store: any RecallStore
  package let policy: ClinicPolicy
  package let caller: StaffMember
  package let clock: Clock
  private var scripts: DeskScripts
  /// What a new call gets; a call that runs keeps what it began with. While it is in proof, it is waited
  /// for.
  package var shelf: ScriptShelf { scripts.shelf }
  /// As much of it as stands above the first prompt.
  var standing: ScriptStanding { scripts.standing }
  package var words: StaffWords { scripts.words }
  /// Looks whether the files have changed; `nil` when they have not.
  private let reread: () -> ScriptShelf?
  /// What the caller has passed by now; `nil` = the clinic wants no practice before live calls.
  private let passes: () -> PracticePasses?
  /// What practice needs, read when somebody wants to practise; `nil` where there is none.
  package var practice: () -> PracticeRoom? = { nil }
  /// The figures as lines of text, in the language of the console.
  package var report: (Desk, _ words: String) throws(StoreFailure) -> [String] = { _, _ in [] }
  /// A list longer than the terminal stops at each screenful: not where a screen is read aloud, or its
  /// reader wants no pager.
  package var stopsAtPages = false
  /// Makes the telephone dial a number (E.164), and says whether it does; `nil` = dialled by hand.
  package var dialOut: ((String) -> Bool)?
  /// What has time until nobody is on the line: done before the main prompt is shown again.
  package var betweenCommands: () -> Void = {}
  /// What may have changed while nobody typed: looked at before a command is obeyed.
  package var beforeCommand: () -> Void = {}
  /// Where calls are kept while the store is away; `nil`: nowhere, and an answer waits for the store.
  package var outages: (any OutagePlace)?
  /// Where a block of work outlives this console.
  package var blocks = BlockKeeping()
  /// Minutes of the caller's usual block.
  package var usualBlock: Int?
  private(set) lazy var block = blocks.read()
  private(set) lazy var progress = DayProgress(desk: self)
  /// For how long somebody on the line waits for the store, in seconds.
  package var patience = OutagePatience.inCalls
  private(set) lazy var outage = Outage(desk: self)
  package private(set) var input: any LineInput
  package let screen: Screen
  /// Who may be called by this caller; languages of qualified colleagues are left to them.
  package private(set) var rules: CallRules
  /// The console's language; the spoken language is the call's own.
  package private(set) var consoleLocale: String
  package private(set) var phrases: StaffPhrases

  /// What was new in a script when its caller was told, by its id.
  var news: [String: ScriptNews] = [:]
  /// The entries of the list shown last, so that a number of it says which one is meant.
  var listed: [RecallID] = []
  /// The items of the inbox shown last, for the same.
  var listedItems: [QueueItemID] = []
  /// Names of colleagues by staff id, read when one is first shown.
  private var colleagues: [String: String] = [:]
  /// Instants worded before (`Moments`).
  var moments: [Moments.Key: String] = [:]
  /// An emergency was pressed where something waited for its store, and is on no record yet.
  var emergencyIsOwed = false
  /// The four lines of a note stand on the screen; the next verb clears them.
  var noteIsOnScreen = false

  package convenience init(
    store: any RecallStore, policy: ClinicPolicy, caller: StaffMember, clock: Clock,
    shelf: ScriptShelf, input: any LineInput, screen: Screen, consoleLocale: String,
    reread: @escaping () -> ScriptShelf? = { nil },
    passes: @escaping () -> PracticePasses? = { nil }
  ) {
    self.init(
      store: store, policy: policy, caller: caller, clock: clock, scripts: .proved(shelf),
      input: input, screen: screen, consoleLocale: consoleLocale, reread: reread, passes: passes)
  }

  package init(
    store: any RecallStore, policy: ClinicPolicy, caller: StaffMember, clock: Clock,
    scripts: DeskScripts, input: any LineInput, screen: Screen, consoleLocale: String,
    reread: @escaping () -> ScriptShelf? = { nil },
    passes: @escaping () -> PracticePasses? = { nil }
  ) {
    self.store = store
    self.policy = policy
    self.caller = caller
    self.clock = clock
    self.scripts = scripts
    self.reread = reread
    self.passes = passes
    self.input = input
    self.screen = screen
    rules = CallRules(
      policy: policy, leftToQualified: Self.spokenByOthers(store, caller), passes: passes())
    let locale = scripts.words.staffLocale(for: consoleLocale)
    self.consoleLocale = locale
    phrases = scripts.words.phrases(in: locale)
    self.input = BoundedInput(input) { [unowned self] in
      screen.problem(say("main.too-long", ["most": String(BoundedInput.most)]))
    }
    // Practice at a console has a desk of its own, and goes before the console does.
    let named = screen.linearName
    screen.linearName = { [weak self] in self?.say("linear.\($0)") ?? named($0) }
    let work: IdleScreen.Work = store.kind == .practice ? .practice : .console
    let idle = IdleScreen(policy.idle, at: work, screen: screen) { [unowned self] in say($0) }
    self.input =
      store.kind == .practice
      ? IdleInput(self.input, idle: idle)
      : AlertedInput(
        self.input, screen: screen, alerts: UrgentAlerts(desk: self), idle: idle,
        outage: { [unowned self] in outage })
  }

  /// `nil` = none runs any more.
  func run(_ block: WorkBlock?) {
    self.block = block
    blocks.keep(block)
  }

  /// Before a patient is taken: an edited script reaches the next call, and one that is not approved
  /// as it is now has none; a colleague who has joined may speak what nobody spoke before; what was
  /// practised meanwhile counts.
  func lookForNewScripts() {
    rules = CallRules(
      policy: policy, leftToQualified: Self.spokenByOthers(store, caller), passes: passes())
    guard let fresh = reread() else { return }
    take(fresh)
  }

  /// Before anything is obeyed: the scripts are proved. What was expected to be otherwise is said.
  package func endProof() {
    guard case .inProof(let proof, _) = scripts else { return }
    take(proof.shelf)
  }

  private func take(_ fresh: ScriptShelf) {
    let before = standing
    scripts = .proved(fresh)
    phrases = words.phrases(in: consoleLocale)
    if Set(fresh.refusals) != Set(before.refusals) { ScriptRefusals(desk: self).tell() }
  }

  /// Languages in which a colleague who calls is qualified: patients who speak them are left to
  /// that colleague. Nobody known = nobody is kept from anybody.
  private static func spokenByOthers(
    _ store: any RecallStore, _ caller: StaffMember
  ) -> Set<String> {
    let others = ((try? store.staff()) ?? []).filter {
      $0.id != caller.id && $0.roles.contains(.caller)
    }
    return Set(others.flatMap(\.languages).map(RecallDomain.LanguageTag.primary))
  }

  /// The rules for an entry that this caller has chosen: whoever chooses a patient whose language
  /// they do not speak has an interpreter, or the bridge phrase.
  package var rulesOfChoice: CallRules { CallRules(policy: policy, passes: rules.passes) }

  /// Before the list is shown: what was practised since the last patient counts.
  func lookForPasses() {
    guard rules.passes != nil else { return }
    rules = CallRules(
      policy: policy, leftToQualified: rules.leftToQualified, passes: passes())
  }

  package var now: Date { clock.now() }
  /// The clinic's own zone; `clinic.yaml` is refused when the system does not know it.
  package var clinicZone: Zone { policy.zone }
  /// Today at the clinic.
  package var today: CivilDate { LocalTime(now, in: clinicZone).date }
  package var dates: StaffDates { StaffDates(locale: consoleLocale) }
  /// How long a claim lives without a keystroke before a colleague may take the call over.
  package static let lease: TimeInterval = 30 * 60

  package var worklist: Worklist {
    Worklist(rules: rules, scripts: shelf.segments, caller: caller)
  }

  /// May this caller call now? Asked inside the claim's own transaction.
  package func judge(at now: Date) -> (Candidate) -> Callability {
    { [rules, caller, segments = shelf.segments] candidate in
      rules.judge(candidate, at: now, caller: caller, scripts: segments)
    }
  }

  /// A colleague by name, where the staff list has them; else by staff id.
  func colleague(_ id: String) -> String {
    if let known = colleagues[id] { return known }
    for member in (try? store.staff()) ?? [] {
      colleagues[member.id] = TerminalText.clean(member.name)
    }
    if colleagues[id] == nil { colleagues[id] = TerminalText.clean(id) }
    return colleagues[id] ?? id
  }

  /// A staff text in the console's language; every value is made safe for a terminal here.
  package func say(_ key: String, _ values: [String: String] = [:], count: Int? = nil) -> String {
    phrases.text(key, values.mapValues { TerminalText.clean($0) }, count: count)
  }

  /// Prints a staff text, wrapped.
  package func tell(_ key: String, _ values: [String: String] = [:], count: Int? = nil) {
    screen.paragraph(say(key, values, count: count))
  }

  /// A label of `console.yaml`; its own key when there is none.
  package func label(_ key: String) -> String { phrases.label(key) ?? key }

  /// A segment in words; one of the clinic's own by its name.
  package func segment(_ name: String) -> String {
    let key = "segment.\(name)"
    return words.knows(key) ? say(key) : name
  }

  /// `no answer · busy signal`, in the console's language.
  package func label(_ ending: Ending) -> String { phrases.label(ending) }

  /// Notes are written in the clinic's own language, whoever reads the console in which.
  package var documentationPhrases: StaffPhrases {
    words.phrases(in: words.staffLocale(for: policy.documentationLanguage))
  }

  /// `false` when no staff texts exist in this language.
  @discardableResult
  package func switchConsole(to tag: String) -> Bool {
    guard let known = words.staffLocale(named: tag) else { return false }
    consoleLocale = known
    phrases = words.phrases(in: known)
    return true
  }
}

extension StaffPhrases {
  /// `no answer · busy signal`.
  func label(_ ending: Ending) -> String {
    let (outcome, detail) = (ending.outcome.rawValue, ending.detail.rawValue)
    let names = [label("outcome.\(outcome)"), label("outcome.\(outcome).\(detail)")]
    let known = names.compactMap { $0 }
    return known.isEmpty
      ? "\(ending)"
      : known.count == 2 && known[0] == known[1]
        ? known[0]
        : known.joined(separator: " · ")
  }
}
