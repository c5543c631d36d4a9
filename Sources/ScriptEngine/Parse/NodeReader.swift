internal import RecallDomain

/// Reads one node: words, limit, effects, exactly one act with all of its exits.
struct NodeReader {
  private let entry: YamlEntry
  private let what: String
  private var targets = TargetReader()

  init(entry: YamlEntry) {
    self.entry = entry
    what = "node \(quoted(entry.key))"
  }

  static let acts = ["hear", "verify", "ask", "book", "leave", "send", "go", "end"]
  static let keys =
    ["say", "at_most_seconds", "route", "barrier"] + acts + ["then", "detail"]

  mutating func read(_ findings: inout Findings) -> DeclaredNode {
    let before = findings.all.count
    let node = node(&findings)
    return DeclaredNode(
      id: entry.key, place: entry.place, node: findings.all.count == before ? node : nil,
      unnamed: targets.unnamed, references: targets.references)
  }

  private mutating func node(_ findings: inout Findings) -> Node? {
    guard let mapping = entry.value.mapping(what, keys: Self.keys, &findings) else { return nil }
    let say = Words.read(mapping["say"], &findings)
    let seconds = seconds(mapping["at_most_seconds"], &findings)
    let routes = routes(mapping["route"], &findings)
    let barrier = mapping["barrier"]?.choice(
      "barrier", of: Barrier.self, rule: .reference, &findings)
    guard let act = act(mapping, &findings) else { return nil }
    return Node(
      id: entry.key, say: say ?? [], atMostSeconds: seconds, routes: routes, barrier: barrier,
      act: act, place: entry.place)
  }

  private func seconds(_ node: YamlNode?, _ findings: inout Findings) -> Double? {
    guard let node, let text = node.text("key \"at_most_seconds\"", &findings) else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, text.count <= 9,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let seconds = Double(text), seconds > 0
    else {
      findings.format(
        node.place, "key \"at_most_seconds\" must be a positive number, not \(quoted(text))")
      return nil
    }
    return seconds
  }

  private func routes(_ node: YamlNode?, _ findings: inout Findings) -> [QueueName] {
    guard let node else { return [] }
    var routes: [QueueName] = []
    for item in node.oneOrList("key \"route\"", &findings) {
      guard let queue = item.choice("queue", of: QueueName.self, rule: .reference, &findings)
      else { continue }
      if routes.contains(queue) {
        findings.format(item.place, "queue \(quoted(queue.rawValue)) is named twice")
      } else {
        routes.append(queue)
      }
    }
    return routes
  }

  // MARK: the act

  private mutating func act(_ mapping: YamlMapping, _ findings: inout Findings) -> Act? {
    let acts = mapping.entries.filter { Self.acts.contains($0.key) }
    guard let act = acts.first else {
      findings.add(.deadEnd, entry.place, "\(what) has no act: the call would stop here")
      return nil
    }
    guard acts.count == 1 else {
      let names = acts.map { quoted($0.key) }.joined(separator: ", ")
      findings.format(acts[1].place, "\(what) has more than one act: \(names)")
      return nil
    }
    refuseForeignKeys(mapping, act.key, &findings)
    switch act.key {
    case "hear": return hear(act.value, &findings)
    case "verify": return verify(mapping, act, &findings)
    case "ask": return ask(mapping, act, &findings)
    case "book": return book(mapping, act, &findings)
    case "leave": return leave(mapping, act, &findings)
    case "send": return send(mapping, act, &findings)
    case "go": return target(act.value, "go", &findings).map { .go($0) }
    default: return EndingReader.read(mapping, &findings).map { .end($0) }
    }
  }

  /// `then` belongs to acts with named exits, `detail` to `end`.
  private func refuseForeignKeys(
    _ mapping: YamlMapping, _ act: String, _ findings: inout Findings
  ) {
    if let then = mapping.entry("then"), ["hear", "go", "end"].contains(act) {
      findings.format(then.place, "key \"then\" does not belong to act \(quoted(act)) in \(what)")
    }
    if let detail = mapping.entry("detail"), act != "end" {
      findings.format(
        detail.place, "key \"detail\" belongs to act \"end\", not to \(quoted(act)) in \(what)")
    }
  }

  private mutating func target(
    _ node: YamlNode, _ exit: String, _ findings: inout Findings
  ) -> Target? {
    targets.read(node, edge: "\(entry.key).\(exit)", &findings)
  }

  private mutating func hear(_ node: YamlNode, _ findings: inout Findings) -> Act? {
    guard let mapping = node.mapping("key \"hear\" in \(what)", &findings) else { return nil }
    if mapping.entries.isEmpty {
      findings.format(node.place, "key \"hear\" in \(what) has no responses")
    }
    var responses: [Response] = []
    for entry in mapping.entries {
      if let problem = ScriptNames.problem(ofResponse: entry.key) {
        findings.format(entry.place, problem)
      }
      if let target = target(entry.value, entry.key, &findings) {
        responses.append(Response(name: entry.key, target: target, place: entry.place))
      }
    }
    return .hear(responses)
  }

  private mutating func verify(
    _ mapping: YamlMapping, _ act: YamlEntry, _ findings: inout Findings
  ) -> Act? {
    let person = act.value.choice("verify", of: VerifiedPerson.self, &findings)
    let exits = exits(["verified", "failed", "refused"], mapping, act, &findings)
    guard let person, let exits else { return nil }
    return .verify(person, verified: exits[0], failed: exits[1], refused: exits[2])
  }

  private mutating func ask(
    _ mapping: YamlMapping, _ act: YamlEntry, _ findings: inout Findings
  ) -> Act? {
    let field = field(act.value, &findings)
    let exits = exits(["given", "none"], mapping, act, &findings)
    guard let field, let exits else { return nil }
    return .ask(field, given: exits[0], none: exits[1])
  }

  private func field(_ node: YamlNode, _ findings: inout Findings) -> CallField? {
    guard let name = node.text("key \"ask\"", &findings) else { return nil }
    if let field = CallField.askable.first(where: { $0.rawValue == name }) { return field }
    let hint = DidYouMean.hint(for: name, among: CallField.askable.map(\.rawValue))
    findings.reference(node.place, "field \(quoted(name)) is not known\(hint)")
    return nil
  }

  private mutating func book(
    _ mapping: YamlMapping, _ act: YamlEntry, _ findings: inout Findings
  ) -> Act? {
    let isKnown = only("appointment", act, &findings)
    let exits = exits(["booked", "none_suit", "clinic_books"], mapping, act, &findings)
    guard isKnown, let exits else { return nil }
    return .book(booked: exits[0], noneSuit: exits[1], clinicBooks: exits[2])
  }

  private mutating func leave(
    _ mapping: YamlMapping, _ act: YamlEntry, _ findings: inout Findings
  ) -> Act? {
    let place = act.value.choice("leave", of: MessagePlace.self, &findings)
    let exits = exits(["left", "not_left", "not_permitted"], mapping, act, &findings)
    guard let place, let exits else { return nil }
    return .leave(place, left: exits[0], notLeft: exits[1], notPermitted: exits[2])
  }

  private mutating func send(
    _ mapping: YamlMapping, _ act: YamlEntry, _ findings: inout Findings
  ) -> Act? {
    let isKnown = only("message", act, &findings)
    let exits = exits(["queued", "no_consent"], mapping, act, &findings)
    guard isKnown, let exits else { return nil }
    return .send(queued: exits[0], noConsent: exits[1])
  }

  private func only(_ value: String, _ act: YamlEntry, _ findings: inout Findings) -> Bool {
    guard let text = act.value.text("key \(quoted(act.key))", &findings) else { return false }
    if text == value { return true }
    findings.format(
      act.value.place, "key \(quoted(act.key)) must be \(quoted(value)), not \(quoted(text))")
    return false
  }

  /// All exits of an act, in the order of `names`; `nil` when one is missing or wrong.
  private mutating func exits(
    _ names: [String], _ mapping: YamlMapping, _ act: YamlEntry, _ findings: inout Findings
  ) -> [Target]? {
    guard let then = mapping["then"] else {
      findings.format(act.place, "act \(quoted(act.key)) in \(what) needs a key \"then\"")
      return nil
    }
    let title = "key \"then\" of act \(quoted(act.key)) in \(what)"
    guard let exits = then.mapping(title, keys: names, required: names, &findings)
    else { return nil }
    let targets = names.map { name in
      exits[name].flatMap { target($0, name, &findings) }
    }
    return targets.contains { $0 == nil } ? nil : targets.compactMap { $0 }
  }
}
