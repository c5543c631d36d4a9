import RecallDomain
import Testing

@testable import ScriptEngine

/// What voids an approval shows in the difference, and what does not void it does not: tried on
/// every step of the shipped scripts.
@Suite("The difference and the hashes agree")
struct NothingIsMissedTests {
  private func shipped() throws -> [Edition] {
    let policy = ClinicPolicy(name: "x")
    let files = try ShippedFolder.files()
    let locales = LocaleReader.read(files, languages: policy.languages).locales
    return ScriptReader.readFolder(files).sources.compactMap(\.script).map { script in
      EditionMaker(policy: policy).edition(
        of: script, locales.mapValues { $0.phrasebook(for: script) })
    }
  }

  private func isTold(_ changed: Script, of edition: Edition) -> Bool {
    let before = ScriptContent(edition)
    let after = ScriptContent(
      script: changed, books: before.books, disclosure: before.disclosure,
      identity: before.identity, policyHash: nil)
    return !ScriptDiff(from: before, to: after).isEmpty
  }

  @Test("an edition is no different from itself, also after it was kept and read back")
  func same() throws {
    for edition in try shipped() {
      let kept = try #require(CompiledEdition.edition(from: CompiledEdition(edition).data))
      #expect(ScriptDiff(from: ScriptContent(edition), to: ScriptContent(kept)).isEmpty)
    }
  }

  @Test("every change to every step that voids the approval is told")
  func steps() throws {
    var (tried, missed): (Int, [String]) = (0, [])
    for edition in try shipped() {
      let script = edition.script
      // What all share is tried once.
      for id in script.order
      where script[id].place.file != "scripts/common.yaml"
        || script.id == "overdue-follow-up"
      {
        for changed in Self.changes(of: script[id], in: script) {
          let other = script.replacing(changed)
          guard StructureHash.of(other) != edition.structureHash else { continue }
          tried += 1
          if !isTold(other, of: edition) { missed.append("\(script.id) \(id)") }
        }
      }
    }
    #expect(missed == [])
    #expect(tried > 400)
  }

  @Test("every change to every spoken text that voids the words is told")
  func words() throws {
    for edition in try shipped() {
      let before = ScriptContent(edition)
      for (locale, book) in edition.phrasebooks {
        for line in book.lines.keys.sorted() {
          let changed = book.rewording(line)
          let isVoid = WordsHash.of(changed, in: edition.script) != edition.wordsHashes[locale]
          var books = before.books
          books[locale] = changed
          let after = ScriptContent(
            script: before.script, books: books, disclosure: before.disclosure,
            identity: before.identity, policyHash: nil)
          let isTold = !ScriptDiff(from: before, to: after).isEmpty
          #expect(isTold == isVoid, "\(edition.script.id) \(locale) \(line)")
        }
      }
    }
  }

  /// One thing at a time: words, limits, queues, barrier, each exit.
  private static func changes(of node: Node, in script: Script) -> [Node] {
    let place = node.place
    let elsewhere = Target.node(
      script.order.first { $0 != node.id && script[$0].isNamed }!, listenerNew: false)
    let asked = Act.ask(.question, given: .resume, none: .resume)
    var changed = [
      node.with(say: node.say + [Spoken(line: "close.thanks", place: place)]),
      node.with(say: Array(node.say.dropFirst())), node.with(say: node.say.reversed()),
      node.with(act: asked), node.with(act: .end(Ending(.noAnswer, .technical)!)),
    ]
    if node.isNamed {
      changed += [
        node.with(routes: node.routes + [.records]), node.with(barrier: .cost),
        node.with(atMost: 3.5),
      ]
    }
    if case .hear(let responses) = node.act {
      changed.append(node.with(act: .hear(responses.reversed())))
      changed.append(node.with(act: .hear(Array(responses.dropLast()))))
      for index in responses.indices {
        for target in [elsewhere, .resume] {
          var other = responses
          other[index] = Response(name: responses[index].name, target: target, place: place)
          changed.append(node.with(act: .hear(other)))
        }
      }
    }
    if case .go = node.act { changed.append(node.with(act: .go(elsewhere))) }
    if case .verify(let person, let verified, let failed, _) = node.act {
      changed.append(
        node.with(act: .verify(person, verified: elsewhere, failed: failed, refused: failed)))
      changed.append(
        node.with(act: .verify(person, verified: verified, failed: failed, refused: .resume)))
    }
    if case .ask(let field, let given, _) = node.act {
      changed.append(node.with(act: .ask(field, given: given, none: .resume)))
      changed.append(
        node.with(
          act: .ask(
            field,
            given: .bounded(
              edge: "x", node: script.start, listenerNew: true, atMost: 2, then: given),
            none: given)))
    }
    return changed
  }
}

extension Node {
  fileprivate func with(
    say: [Spoken]? = nil, routes: [QueueName]? = nil, barrier: Barrier? = nil, act: Act? = nil,
    atMost: Double? = nil
  ) -> Node {
    Node(
      id: id, say: say ?? self.say, atMostSeconds: atMost ?? atMostSeconds,
      routes: routes ?? self.routes, barrier: barrier ?? self.barrier, act: act ?? self.act,
      place: place, isNamed: isNamed)
  }
}

extension Script {
  fileprivate func replacing(_ node: Node) -> Script {
    Script(
      id: id, uses: uses, start: start, startInbound: startInbound,
      nodes: nodes.merging([node.id: node]) { $1 }, order: order, interrupts: interrupts)
  }
}

extension Phrasebook {
  fileprivate func rewording(_ line: LineID) -> Phrasebook {
    let old = lines[line]!
    let phrase = Phrase(body: .plain(Template("Other words.")), place: old.place)
    return Phrasebook(
      locale: locale, lines: lines.merging([line: phrase]) { $1 }, labels: labels,
      reasons: reasons, engine: engine, messages: messages, language: language)
  }
}
