import Foundation
import RecallDomain
import ScriptEngine

/// What the verbs of the practice prompt do.
struct PracticeAct {
  let console: PracticeConsole
  let argument: String

  private var desk: Desk { console.desk }
  private var screen: Screen { console.screen }
  private var seed: UInt64 { console.room.seed() }

  func run(_ verb: PracticeVerb) throws(StoreFailure) -> AfterCommand {
    switch verb {
    case .next:
      return try ofSegment { segment in
        console.plan.next(segment: segment).flatMap(console.scenes.written)
      }
    case .list: return list()
    case .open: return try open()
    case .again: return try play(console.memory.last, orSay: "practice.nothing-yet")
    case .drill: return try ofSegment { console.scenes.drill(console.plan, segment: $0) }
    case .surprise: return try ofSegment { console.scenes.surprise(segment: $0, seed: seed) }
    case .warmup: return try warmUp()
    case .free: return try ofSegment { console.scenes.free(segment: $0) }
    case .speak: return speak()
    case .locale: return switchConsole()
    case .help: return help()
    case .quit: return .leave(0)
    }
  }

  private func ofSegment(
    _ make: (String?) -> PracticeScene?
  ) throws(StoreFailure) -> AfterCommand {
    guard let segment = SegmentName(desk).read(argument) else { return .goOn }
    return try play(make(segment.name), orSay: "practice.nothing-there")
  }

  private func play(_ scene: PracticeScene?, orSay key: String) throws(StoreFailure) -> AfterCommand
  {
    guard let scene else {
      desk.tell(key)
      return .goOn
    }
    return try console.play(scene)
  }

  private func warmUp() throws(StoreFailure) -> AfterCommand {
    let seed = seed
    let all = WarmUp.allCases
    guard
      let what = argument.isEmpty
        ? all[Int(seed % UInt64(all.count))] : WarmUp.read(argument, desk.typed)
    else {
      screen.problem(
        desk.say(
          "practice.warmups",
          ["names": all.map { desk.shown("warmup", $0.rawValue) }.joined(separator: ", ")]))
      return .goOn
    }
    return try play(
      console.scenes.warmUp(what, seed: seed), orSay: "practice.nothing-there")
  }

  // MARK: written rehearsals

  private func list() -> AfterCommand {
    guard let segment = SegmentName(desk).read(argument) else { return .goOn }
    let plan = console.plan
    console.memory.listed = plan.choices.filter {
      segment.name == nil || $0.segment == segment.name
    }
    let scenes = console.scenes
    // What a narrow screen cuts off is the segment, which can be asked for.
    let rows = console.memory.listed.enumerated().map { index, choice in
      [
        "  \(index + 1)", desk.say("rehearsal.level.\(choice.rehearsal.level.rawValue)"),
        standing(choice), TerminalText.clean(scenes.written(choice)?.title ?? choice.rehearsal.id),
        desk.segment(choice.segment),
      ]
    }
    screen.write(Table.lines(rows, width: screen.width - 1))
    let passed = console.memory.listed.count(where: \.isPassed)
    desk.tell(
      "practice.list-end",
      ["passed": String(passed), "language": desk.dates.languageName(console.locale)],
      count: rows.count)
    return .goOn
  }

  private func standing(_ choice: PracticePlan.Choice) -> String {
    if choice.isPassed { return desk.say("practice.passed") }
    return choice.times > 0 ? desk.say("practice.tried", count: choice.times) : ""
  }

  private func open() throws(StoreFailure) -> AfterCommand {
    let choices = console.plan.choices
    let typed = Folded.text(argument)
    let ids = choices.map(\.rehearsal.id)
    let meant =
      Pick.number(typed).map { [console.memory.listed.picked($0)].compactMap { $0 } }
      ?? choices.filter { $0.rehearsal.id == typed }
    let found = meant.isEmpty ? choices.filter { $0.rehearsal.id.hasPrefix(typed) } : meant
    guard !typed.isEmpty, found.count == 1 else {
      let near = Near.word(to: typed, among: ids)
      screen.problem(
        near.map { desk.say("practice.did-you-mean", ["id": $0]) } ?? desk.say("practice.which"))
      return .goOn
    }
    return try play(console.scenes.written(found[0]), orSay: "practice.which")
  }

  // MARK: languages, help

  /// The spoken language of the rehearsals to come.
  private func speak() -> AfterCommand {
    let offered = console.room.policy.languages
    let named = LanguageNames.tag(for: argument, namedIn: desk.words.staffLanguages)
    guard let tag = ScriptShelf.nearest(named ?? argument, among: offered) else {
      let names = offered.map { desk.dates.languageName($0) + " (\($0))" }
      let sentence = desk.say(
        "practice.speak-choices", ["languages": names.joined(separator: ", ")])
      if argument.isEmpty { screen.paragraph(sentence) } else { screen.problem(sentence) }
      return .goOn
    }
    // Numbers and the last one belong to the language before.
    console.memory = PracticeMemory(locale: tag)
    desk.tell("practice.speak-now", ["language": desk.dates.languageName(tag)])
    console.propose()
    return .goOn
  }

  private func switchConsole() -> AfterCommand {
    if !argument.isEmpty, desk.switchConsole(to: argument) {
      desk.tell("locale.now", ["language": desk.dates.languageName(desk.consoleLocale)])
      return .goOn
    }
    let known = desk.words.staffLanguages.joined(separator: ", ")
    let sentence = desk.say("locale.choices", ["languages": known])
    if argument.isEmpty { screen.paragraph(sentence) } else { screen.problem(sentence) }
    return .goOn
  }

  private func help() -> AfterCommand {
    let one: [PracticeVerb] =
      if case .verb(let verb, _) = PracticeVerb.read(argument, desk.typed) { [verb] } else { [] }
    if one.isEmpty { desk.tell("practice.help") }
    for verb in one.isEmpty ? PracticeVerb.allCases : one {
      screen.field(verb.usage(desk), desk.say("help.practice.\(verb.rawValue)"), labelWidth: 30)
    }
    if one.isEmpty { desk.tell("help.main-keys") }
    return .goOn
  }
}

/// What Tab offers at the practice prompt.
struct PracticeCompletion {
  let room: PracticeRoom
  let desk: Desk

  func words(_ line: String) -> [String] {
    let verbs = PracticeVerb.allCases.flatMap { desk.offered("practice", $0.rawValue) }
    guard line.contains(" ") else { return verbs }
    guard case .verb(let verb, _) = PracticeVerb.read(line, desk.typed) else { return [] }
    switch verb {
    case .next, .list, .drill, .surprise, .free:
      return Repertoire.segments(of: room.policy).map(\.name)
    case .open: return room.library.rehearsals.map(\.id).sorted()
    case .warmup: return WarmUp.allCases.flatMap { desk.offered("warmup", $0.rawValue) }
    case .speak, .locale: return room.policy.languages
    case .help: return verbs
    case .again, .quit: return []
    }
  }
}
