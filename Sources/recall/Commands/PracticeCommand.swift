import ArgumentParser
import Foundation
import RecallConsole
import RecallDomain
import ScriptEngine

/// `recall practice`: rehearsing scripts without the live list.
struct PracticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call",
    abstract: "The console in practice mode: invented patients, the very engine of a live call.",
    discussion: """
      Without a rehearsal the console proposes one; `help` at its prompt says the rest. --locale is \
      the spoken language and that of the screen; --seed repeats the words of an earlier time. The \
      live store is never opened.

      recall practice --replay SCRIPT ANSWER… takes the answers by name, as `recall script check` \
      prints them: responses and exits, interrupts as /busy, RESPONSE:then for a bounded edge taken \
      to its end, /inbound first for a call that the patient made. --locale is the spoken language \
      and that of the screen.

      Examples:
        recall practice
        recall practice works-days-call-later --locale es
        recall practice --replay overdue-follow-up patient verified /busy
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The script, then the answers by name.", valueName: "script answer"))
  var replay: [String] = []

  @Argument(
    help: ArgumentHelp("The rehearsal to begin with, by its id.", valueName: "rehearsal"))
  var rehearsal: String?

  @Option(help: ArgumentHelp("Makes the patients' words the same again.", valueName: "number"))
  var seed: UInt64?

  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard let script = replay.first else {
      let code = try PracticeOpening(options, seed: seed).practise(rehearsal)
      if code != 0 { throw ExitCode(code) }
      return
    }
    let conversation = Array(replay.dropFirst())
    let played = try Replaying(options, script: script).play(conversation)
    if played.seen.contains(where: { $0.severity == .error }) {
      throw ExitCode(Failure.Code.findings.rawValue)
    }
  }
}

/// Walks a conversation on a script of the clinic folder. Opens no store.
private struct Replaying {
  private let chosen: ChosenScript
  private let script: String
  private let edition: Edition
  private let options: GlobalOptions
  private let policy: ClinicPolicy

  init(_ options: GlobalOptions, script: String) throws {
    self.options = options
    self.script = script
    chosen = try ChosenScript(options, id: script)
    policy = chosen.policy
    guard let edition = chosen.library.rehearsalEdition(of: script) else {
      throw ChosenScript.unreadable(script)
    }
    self.edition = edition
  }

  func play(_ conversation: [String]) throws -> ReplayStage.Played {
    let locale = options.locale ?? policy.sourceLanguage
    let shelf = ScriptShelf(
      editions: [:], staff: chosen.library.staffPhrases, languages: policy.languages)
    let now = options.now ?? PracticeCall.moment
    let stage = ReplayStage(
      screen: Seat.take(options, ProcessInfo.processInfo.environment).screen,
      phrases: shelf.words.phrases(in: shelf.words.staffLocale(for: locale)),
      edition: edition, report: chosen.library.reports[script])
    do {
      return try stage.play(
        conversation,
        start: PracticeCall.start(script: script, policy: policy, locale: locale, at: now), at: now)
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  /// Why a conversation cannot go on, and what could have been said there.
  fileprivate init(_ refusal: Replay.Refusal) {
    switch refusal {
    case .unknownAnswer(let word, let node, let possible):
      self.init(unknown: word, at: node, possible)
    case .refused(let word, .emergencyStands):
      self.init(
        .usage, "\"\(word)\" cannot be raised any more: the emergency leads to its own end",
        hint: "leave it out: behind /emergency stand the emergency's own answers")
    case .refused(let word, .endless):
      self.init(
        .findings, "after \"\(word)\" the script goes round in a circle and comes to no prompt",
        hint: "`recall script check` says where")
    case .refused(let word, .languageNotOffered(let tag)):
      self.init(
        .usage, "\"\(word)\" cannot be said in \"\(tag)\": it is not offered",
        hint: "languages: in clinic.yaml has those that are")
    case .refused(let word, _):
      self.init(
        .usage, "\"\(word)\" is not possible at this point of the call",
        hint: word.hasPrefix("/")
          ? "the script may have no road for this interrupt"
          : "`recall script show ID` tells what is possible there")
    }
  }

  private init(unknown word: String, at node: NodeID?, _ possible: [String]) {
    let place = node.map { " at \"\($0)\"" } ?? ""
    guard !possible.isEmpty else {
      self.init(
        .usage, "\"\(word)\" cannot be said\(place): the call has come to its end there",
        hint: "leave it out, or raise an interrupt such as /busy")
      return
    }
    let names = possible.joined(separator: ", ")
    if word.hasPrefix("/") {
      let known = Interrupt.allCases.map { "/" + $0.rawValue } + ["/park"]
      let near = DidYouMean.nearest(to: word, among: known).map { "did you mean \"\($0)\"? " }
      self.init(
        .usage, "there is no interrupt \"\(word)\"",
        hint: (near ?? "") + "the interrupts are \(known.joined(separator: ", "))")
      return
    }
    let near = DidYouMean.nearest(to: word, among: possible).map { "did you mean \"\($0)\"? " }
    self.init(
      .usage, "\"\(word)\" is no answer\(place)",
      hint: (near ?? "") + "possible there: \(names), or an interrupt such as /busy")
  }
}
