import Foundation
import RecallDomain
import ScriptEngine

/// What is new for a caller in a script since their last call with it: only what is said, pressed or
/// done otherwise, in the languages they speak.
struct ScriptNews {
  struct Item: Equatable {
    let key: String
    let values: [String: String]
    /// The words from where they differ on, for a line that is short.
    var focus: String?

    var short: [String: String] { values.merging(focus.map { ["words": $0] } ?? [:]) { $1 } }
  }

  let items: [Item]

  init(from before: Edition, to after: Edition, desk: Desk) {
    let spoken = after.approvedLanguages.filter { desk.caller.isQualified(in: $0) }
    let diff = ScriptDiff(
      from: Self.content(before), to: Self.content(after), locales: spoken)
    let teller = NewsTeller(desk: desk, before: before, after: after)
    let items = diff.groups.flatMap { teller.items($0) }
    // Hands that know the numbers press the wrong ones first.
    self.items =
      items.filter { $0.key == "news.answer-order" }
      + items.filter { $0.key != "news.answer-order" }
  }

  /// Words that were not approved were not spoken.
  private static func content(_ edition: Edition) -> ScriptContent {
    ScriptContent(
      script: edition.script,
      books: edition.phrasebooks.filter { edition.approvedLanguages.contains($0.key) },
      disclosure: edition.disclosure, identity: edition.identity, policyHash: nil)
  }

  /// At most this many stand on the screen before a call.
  private static let shown = 3

  /// A few lines before the card; the rest is told when it is asked for.
  func showInShort(_ desk: Desk) {
    desk.screen.paragraph(desk.say("news.heading"), indent: 2)
    for item in items.prefix(Self.shown) {
      let text = desk.say(item.key, item.short)
      desk.screen.write("    " + TerminalText.truncate(text, to: desk.screen.width - 5))
    }
    let more = items.count - Self.shown
    if more > 0 { desk.screen.paragraph(desk.say("news.more", count: more), indent: 4) }
  }

  func showAll(_ desk: Desk) {
    desk.screen.paragraph(desk.say("news.heading"), indent: 2)
    for item in items { desk.screen.paragraph(desk.say(item.key, item.values), indent: 4) }
  }
}

/// Each change as one short sentence for callers; what does not concern them is passed over.
private struct NewsTeller {
  let desk: Desk
  let before: Edition
  let after: Edition

  func items(_ group: ChangeGroup) -> [ScriptNews.Item] {
    let place = name(of: group.place)
    // A step that came or went is one thing, however much is in it.
    if let whole = group.changes.first(where: { $0.kind == .stepNew || $0.kind == .stepGone }) {
      return [ScriptNews.Item(key: "news.\(whole.kind.rawValue)", values: ["where": place])]
    }
    var seen: [ScriptNews.Item] = []
    for change in inOneLanguage(group.changes) {
      guard let item = item(change, place), !seen.contains(item) else { continue }
      seen.append(item)
    }
    return seen
  }

  private func name(of place: ChangeGroup.Place) -> String {
    switch place {
    case .step(let id, _): id
    case .interrupts, .anywhere, .policy: desk.say("news.every-call")
    }
  }

  /// A line that changed in several languages is told of once, in the console's where it can be.
  private func inOneLanguage(_ changes: [ScriptChange]) -> [ScriptChange] {
    changes.filter { change in
      guard let locale = change.locale, locale != desk.consoleLocale else { return true }
      let same = changes.filter { $0.kind == change.kind && $0.subject == change.subject }
      let preferred = same.first { $0.locale == desk.consoleLocale } ?? same.first
      return preferred?.locale == locale
    }
  }

  private func item(_ change: ScriptChange, _ place: String) -> ScriptNews.Item? {
    var values = ["where": place]
    switch change.kind {
    case .wordsNew, .wordsChanged: values["words"] = NewsWords.plain(change.after)
    case .wordsGone: values["words"] = NewsWords.plain(change.before)
    case .answerNew, .answerLeads: values["answer"] = answer(change, place, in: after)
    case .answerGone: values["answer"] = answer(change, place, in: before)
    case .interrupt: values["interrupt"] = interrupt(change)
    case .languageNew, .languageGone:
      values["language"] = desk.dates.languageName(change.subject)
    case .wordsOrder, .answerOrder, .identity, .start: break
    case .act, .outcome, .queue: return ScriptNews.Item(key: "news.other", values: values)
    case .lineRenamed, .stepRenamed, .factNew, .factGone, .barrier, .speakingTime, .disclosure,
      .sensitivity, .stepNew, .stepGone:
      return nil
    }
    let key = change.kind == .wordsNew ? "words-changed" : change.kind.rawValue
    return ScriptNews.Item(
      key: "news.\(key)", values: values,
      focus: change.kind == .wordsChanged ? NewsWords.focus(change) : nil)
  }

  private func answer(_ change: ScriptChange, _ place: String, in edition: Edition) -> String {
    let book = edition.phrasebooks[desk.consoleLocale] ?? edition.phrasebooks[edition.languages[0]]
    return book?.labels["\(place).\(change.subject)"] ?? book?.labels[change.subject]
      ?? change.subject
  }

  private func interrupt(_ change: ScriptChange) -> String {
    change.subject + " " + desk.label("interrupt.\(change.subject.dropFirst())")
  }
}

extension CallDesk {
  /// Once for each caller and new version, before anything is dialled: nobody waits on the line. A
  /// caller who never used this script is not told what is new in it.
  ///
  /// It is not worth a patient: when the store cannot be asked, it is told the next time.
  func tellWhatIsNew() {
    guard edition.approved else { return }
    do {
      let (store, script) = (desk.store, edition.script.id)
      let known = try store.knownEdition(of: script, to: desk.caller.id)
      guard known != compiled.hash else { return }
      if let known, let data = try store.edition(hash: known) { tellWhatIsNew(since: data) }
      try store.saveEdition(hash: compiled.hash, compiled: compiled.data)
      try store.becomeKnown(compiled.hash, of: script, to: desk.caller.id, at: desk.now)
    } catch {}
  }

  private func tellWhatIsNew(since data: Data) {
    guard let former = CompiledEdition.edition(from: data) else { return }
    let news = ScriptNews(from: former, to: edition, desk: desk)
    guard !news.items.isEmpty else { return }
    desk.news[edition.script.id] = news
    news.showInShort(desk)
  }

  /// `/changes`: all of it, for as long as this console is open.
  func showChanges() {
    guard let news = desk.news[edition.script.id] else { return desk.tell("news.none") }
    news.showAll(desk)
  }
}
