internal import Foundation
package import RecallDomain

/// A line to be said, with the power to speak it that it had when it was passed.
struct Utterance: Hashable, Sendable {
  let line: LineID
  let gate: Gate
  /// When the queue last routed to will have answered, at the moment of saying it.
  let answerBy: Date?
  /// Another language than the call's own: the bridge phrase.
  var locale: String?
  /// The engine's own sentence: silent where a language has none.
  var isEngine = false
}

/// The few sentences that the engine itself speaks.
enum EngineSentence: LineID {
  /// Back to the words that were interrupted.
  case resume = "engine.resume"
  /// The caller does not speak the patient's language.
  case bridge = "engine.bridge"
  /// An identifier once more; never which one, never what was expected.
  case again = "engine.again"
}

/// One line of what there is to say, at the gate level it was passed at.
package struct SaidLine: Hashable, Sendable {
  package let line: LineID
  /// `nil`: it may not be spoken here, whatever the proof said.
  package let text: SpokenText?
  package let level: GateLevel
}

/// What there is to say since the last answer.
extension CallRun {
  /// The words of passed nodes first, each at the gate level it had when it was passed.
  package func words() -> [SpokenText] { said(in: nil).texts }

  /// The same words in another language, for `/both`: only what the present gate still allows.
  package func words(in locale: String) -> [SpokenText] {
    said(in: locale, wordsOfThisPrompt).texts
  }

  /// The words once more, for `/say`: only what the present gate still allows.
  package func sayAgain() -> [SpokenText] {
    said(in: nil, wordsOfThisPrompt).texts
  }

  /// What belongs to the prompt that is shown: all since the last answer that the present gate
  /// still allows; in the middle of a run of the gate, where nothing new is said, its node's words.
  var wordsOfThisPrompt: [Utterance] {
    let fresh = utterances.filter { $0.gate.level <= gate.level }
    guard fresh.isEmpty, isAtPrompt, let node = nodeNow else { return fresh }
    return script[node].say.map { Utterance(line: $0.line, gate: gate, answerBy: answerBy) }
  }

  /// Lines that may not be spoken here, whatever the proof said: staff are told that they were
  /// left out.
  package var withheld: [LineID] { said(in: nil).withheld }

  /// The message for a channel, in the patient's own language where it is offered; `nil` when it
  /// cannot be made.
  package func message(for channel: ContactMethod) -> ComposedMessage? {
    guard let start else { return nil }
    return MessageComposer(edition: edition, record: start.record)
      .compose(channel, values: spokenValues(answerBy: answerBy), otherwise: locale)
  }

  /// What `words` says, line by line; `nil` for a line that may not be spoken here. An engine
  /// sentence that a language does without is not there.
  package func lines() -> [SaidLine] {
    utterances.compactMap { utterance in
      let text = said(in: nil, [utterance]).texts.first
      if text == nil && utterance.isEngine { return nil }
      return SaidLine(line: utterance.line, text: text, level: utterance.gate.level)
    }
  }

  func said(
    in locale: String?, _ chosen: [Utterance]? = nil
  ) -> (texts: [SpokenText], withheld: [LineID]) {
    guard let record = start?.record, !lasting.parked else { return ([], []) }
    let renderer = Renderer(edition: edition, record: record)
    var said: (texts: [SpokenText], withheld: [LineID]) = ([], [])
    for utterance in chosen ?? utterances {
      let tongue = utterance.locale ?? locale ?? self.locale
      do {
        said.texts.append(
          try renderer.speak(
            utterance.line, in: tongue, gate: utterance.gate,
            values: spokenValues(answerBy: utterance.answerBy)))
      } catch {
        if !utterance.isEngine { said.withheld.append(utterance.line) }
      }
    }
    return said
  }

  private func spokenValues(answerBy: Date?) -> SpokenValues {
    var window: CallbackWindow?
    if standing.given.contains(.callbackWindow),
      case .window(let given)?? = standing.fields[.callbackWindow]
    {
      window = given
    }
    return SpokenValues(
      now: lasting.now, callbackWindow: window,
      appointment: standing.given.contains(.appointment) ? standing.appointment : nil,
      answerBy: answerBy)
  }

  mutating func utter(_ node: Node) {
    moments.append(.spoke(node.id, liveGate.level))
    for spoken in node.say { utter(utterance(spoken.line)) }
  }

  mutating func utter(_ sentence: EngineSentence) {
    utter(utterance(sentence.rawValue, isEngine: true))
  }

  /// In the patient's language where it is offered.
  mutating func utterBridge() { utter(bridgeUtterance) }

  var bridgeUtterance: Utterance {
    let needed = offered(neededLanguage)
    return utterance(EngineSentence.bridge.rawValue, locale: needed, isEngine: true)
  }

  /// Once the language is settled, nobody is asked to wait for an interpreter any more.
  mutating func leaveOutBridge() {
    utterances.removeAll { $0.line == EngineSentence.bridge.rawValue }
  }

  private func utterance(
    _ line: LineID, locale: String? = nil, isEngine: Bool = false
  ) -> Utterance {
    Utterance(
      line: line, gate: liveGate, answerBy: answerBy, locale: locale, isEngine: isEngine)
  }

  private var answerBy: Date? {
    standing.routing.last.flatMap { standing.routing.answerBy[$0] }
  }

  private mutating func utter(_ utterance: Utterance) {
    utterances.append(utterance)
    if utterance.gate.level == .closed && namesPatient(utterance.line) { lasting.nameSpoken = true }
  }

  /// These words, spoken now, would give the patient's full name to whoever listens.
  func spoilsName(_ node: Node) -> Bool {
    liveGate.level == .closed && node.say.contains { namesPatient($0.line) }
  }

  /// In any language: the caller may switch, or show both.
  private func namesPatient(_ line: LineID) -> Bool {
    guard edition.disclosure.level(of: .patientName) == .closed else { return false }
    return edition.phrasebooks.values.contains {
      $0.phrase(line)?.facts.contains(.patientName) ?? false
    }
  }

  /// The tag itself, or its primary language, where it is offered.
  private func offered(_ tag: String?) -> String? {
    guard let tag else { return nil }
    if edition.phrasebooks[tag] != nil { return tag }
    let primary = RecallDomain.LanguageTag.primary(tag)
    return edition.phrasebooks[primary] == nil ? nil : primary
  }
}
