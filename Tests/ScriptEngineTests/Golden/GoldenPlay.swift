import RecallDomain

@testable import ScriptEngine

/// The golden conversations of one script in one language, written as a play: one section for each
/// edge, with what is heard after it. What comes before stands in the section that it names, and what
/// was written in full further up is only named, so that a changed word is a changed line.
struct GoldenPlay {
  struct Section: Hashable {
    let edge: AuthorEdge?
    let heading: String
    /// `after opening · patient`: the way is one of many.
    let after: String?
    let lines: [String]

    var text: String {
      let before = after.map { ["    after \($0)"] } ?? []
      return ([heading] + before + lines).joined(separator: "\n")
    }
  }

  let edition: Edition
  let locale: String
  let start: CallStart
  let staff: StaffPhrases
  let roads: GoldenRoads

  /// What a node says → the section that has it in full.
  private var written: [String: String] = [:]
  /// Edges that some section walks.
  private(set) var walked: Set<AuthorEdge> = []

  init(edition: Edition, locale: String, start: CallStart, staff: StaffPhrases, roads: GoldenRoads)
  {
    self.edition = edition
    self.locale = locale
    self.start = start
    self.staff = staff
    self.roads = roads
  }

  private var script: Script { edition.script }

  /// The two ways in which a call begins.
  mutating func beginnings() throws -> [Section] {
    try [[], ["/inbound"]].map { try section(beginning: $0) }
  }

  /// What the author wrote in this file. Each file is written out by itself.
  mutating func sections(of file: String) throws -> [Section] {
    if file != own { written = [:] }
    return try AuthorEdge.all(of: script).filter { !$0.isSilent && $0.file(in: script) == file }
      .compactMap { edge in
        try roads.roads[edge].map { try section(edge, $0) }
      }
  }

  private var own: String { "scripts/\(script.id).yaml" }

  private mutating func section(beginning: [String]) throws -> Section {
    let replay = try Replay(beginning, edition: edition, start: start, at: PracticeCall.moment)
    walked.formUnion(GoldenRoads.walked(replay, known: beginning.count))
    let name = beginning.first ?? "the call begins"
    return Section(
      edge: nil, heading: name, after: nil,
      lines: lines(of: replay, before: nil, after: nil, in: name))
  }

  private mutating func section(_ edge: AuthorEdge, _ road: GoldenRoads.Road) throws
    -> Section
  {
    let known = Array(road.conversation.prefix(road.known))
    var before = try Replay([], edition: edition, start: start, at: PracticeCall.moment)
    if known.first == "/inbound" {
      before = try Replay(
        ["/inbound"], edition: edition, start: start, at: PracticeCall.moment)
      try before.say(Array(known.dropFirst()))
    } else {
      try before.say(known)
    }
    var after = before
    try after.say(Array(road.conversation.dropFirst(road.known)))
    walked.formUnion(GoldenRoads.walked(after, known: road.known))
    return Section(
      edge: edge, heading: heading(edge), after: name(of: before),
      lines: lines(of: after, before: before, after: edge, in: edge.name))
  }

  /// The section that leaves a call here.
  private func name(of replay: Replay) -> String {
    guard let step = replay.run.path.last else { return replay.said.first ?? "the call begins" }
    return step.answer.hasPrefix("/") ? step.answer : "\(step.node) · \(step.answer)"
  }

  /// `opening · patient (the person asked for is on the line)`
  private func heading(_ edge: AuthorEdge) -> String {
    guard let label = label(edge) else { return edge.name }
    return "\(edge.name) (\(label))"
  }

  private func label(_ edge: AuthorEdge) -> String? {
    let word = String(edge.word.prefix { $0 != ":" })
    guard let node = edge.node else { return staff.label("interrupt." + word.dropFirst()) }
    guard case .hear = script[node].act else { return nil }
    let labels = edition.phrasebooks[locale]?.labels ?? [:]
    return labels["\(node).\(word)"] ?? labels[word]
  }

  /// What happens from this edge on to the next prompt.
  private mutating func lines(
    of replay: Replay, before: Replay?, after edge: AuthorEdge?, in section: String
  ) -> [String] {
    var lines = replay.effects.compactMap(line)
    var said = replay.run.lines()[...]
    var level = before?.run.gate.level ?? .closed
    var isPast = edge == nil
    for moment in replay.moments {
      let spoken = take(moment, &said)
      if isPast {
        lines += stage(moment, &level)
        if !spoken.isEmpty { speak(spoken, section, &lines) }
      } else if Self.takes(moment, edge) {
        isPast = true
      }
    }
    lines.append(end(replay))
    return lines.map { "    " + $0 }
  }

  private static func takes(_ moment: CallMoment, _ edge: AuthorEdge?) -> Bool {
    guard let edge else { return false }
    let word = String(edge.word.prefix { $0 != ":" })
    switch moment {
    case .took(let node, let exit): return node == edge.node && exit == word
    case .raised(let interrupt): return edge.node == nil && "/" + interrupt.rawValue == word
    default: return false
    }
  }

  /// The lines that belong to a moment: a node's own, after the engine's sentences before them.
  private func take(_ moment: CallMoment, _ said: inout ArraySlice<SaidLine>) -> [SaidLine] {
    guard case .spoke(let node, _) = moment else { return [] }
    var taken: [SaidLine] = []
    while let line = said.first, line.line.hasPrefix("engine.") {
      taken.append(line)
      said = said.dropFirst()
    }
    for _ in script[node].say {
      if let line = said.popFirst() { taken.append(line) }
    }
    return taken
  }

  private func stage(_ moment: CallMoment, _ level: inout GateLevel) -> [String] {
    switch moment {
    case .took(let node, let exit):
      let isGo = if case .go = script[node].act { true } else { false }
      return isGo ? [] : ["[\(node): \(exit)]"]
    case .entered(let node, let now, _), .returned(let node, let now, _):
      defer { level = now }
      let gate = now == level ? [] : ["[gate \(now.rawValue)]"]
      return gate + (script[node].isNamed ? ["-> \(node)"] : [])
    case .ranAgain(let node, _): return ["-> \(node), once more"]
    case .resumed: return ["[resume]"]
    case .spoke, .raised: return []
    }
  }

  /// In full the first time; then only where it stands in full.
  private mutating func speak(_ said: [SaidLine], _ section: String, _ lines: inout [String]) {
    let texts = said.map { $0.text?.text ?? "‹not spoken here: \($0.line)›" }
    let key = texts.joined(separator: "\n")
    guard let earlier = written[key] else {
      written[key] = section
      lines += texts.map { "❝ \($0) ❞" }
      return
    }
    if lines.last?.hasPrefix("-> ") == true {
      lines[lines.count - 1] += " (as after \(earlier))"
    } else {
      lines.append("(as after \(earlier))")
    }
  }

  private func line(_ effect: CallEffect) -> String? {
    switch effect {
    case .route(let queue, _, let question, let urgent, _):
      let told = question == nil ? "" : ", with the words"
      return "[passed on to \(queue.rawValue)\(urgent ? ", urgent" : "")\(told)]"
    case .optOut(let patient): return "[stop calling: \(patient ? "the patient" : "the number")]"
    case .queueMessage: return "[a message is queued]"
    case .emergencyRaised: return "[EMERGENCY]"
    case .hold: return "[an appointment is held]"
    case .withdraw, .release, .emergencyWithdrawn, .identityTry, .changeContact, .takeBackContact,
      .stumble:
      return nil
    }
  }

  private func end(_ replay: Replay) -> String {
    switch replay.run.prompt {
    case .save(_, let ending):
      "END \(ending.outcome.rawValue), \(ending.detail.rawValue)"
    case .hear(let node, let responses):
      "\(node)> \(responses.map(\.name).joined(separator: ", "))"
    case .identifier(let node, _, _), .person(let node, _), .ask(let node, _), .book(let node),
      .leave(let node, _):
      "\(node)>"
    case .over: "over"
    }
  }
}
