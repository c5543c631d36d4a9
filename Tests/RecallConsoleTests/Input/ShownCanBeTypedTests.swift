import RecallDomain
import ScriptEngine
import Testing

@testable import RecallConsole

/// Nobody has to know the English name of an answer: what stands on the screen for it can be typed, with
/// or without accents, whole or by a word of it that no other answer has.
@Suite("What the screen shows for an answer can be typed")
struct ShownCanBeTypedTests {
  static let locales = ["en", "es"]

  private func desk(_ locale: String) throws -> Desk {
    let day = try ConsoleDay()
    day.locale = locale
    return day.desk(TypedLines([]), Paper(), Paper())
  }

  @Test("at every prompt of every script: number, name, the text beside it", arguments: locales)
  func responses(_ locale: String) throws {
    let desk = try desk(locale)
    var seen = 0
    for edition in desk.shelf.editions.values {
      let labels = try #require(edition.phrasebooks[locale]).labels
      for node in edition.script.order {
        guard case .hear(let responses) = edition.script[node].act else { continue }
        let reader = ResponseReader(responses, at: node, in: edition, desk)
        for (index, response) in responses.enumerated() {
          let label = try #require(labels["\(node).\(response.name)"] ?? labels[response.name])
          let words = desk.typed.words("response.\(response.name)", in: locale)
          for typed in ["\(index + 1)", response.name, label, Folded.text(label)] + words {
            #expect(
              reader.read(typed) == .response(response.name),
              "\(edition.script.id) \(node): \(typed)")
          }
          seen += 1
        }
      }
    }
    #expect(seen > 100)
  }

  @Test("a word that no other answer has is enough; one that several have is not guessed")
  func wordInside() throws {
    let desk = try desk("es")
    let edition = try #require(desk.shelf.editions["overdue-follow-up"])
    guard case .hear(let responses) = edition.script["opening"].act else {
      Issue.record("the opening hears nothing")
      return
    }
    let reader = ResponseReader(responses, at: "opening", in: edition, desk)
    for (typed, means) in [
      ("paciente", "patient"), ("PACIENTE", "patient"), ("buscamos", "patient"),
      ("buzon", "voicemail"), ("nadie", "no_answer"), ("ocupada línea", nil),
      ("línea", "engaged"), ("filtro", "screened"), ("conocen", "wrong_number"),
    ] as [(String, String?)] {
      #expect(reader.read(typed) == (means.map { .response($0) } ?? .unknown), "\(typed)")
    }
    guard case .ambiguous = reader.read("persona") else {
      Issue.record("\(reader.read("persona"))")
      return
    }
    #expect(reader.read("ad") == .unknown && reader.read("???") == .unknown)
  }

  @Test("the closed lists of the console by the word that it shows for each", arguments: locales)
  func closedLists(_ locale: String) throws {
    let desk = try desk(locale)
    func shown<Name: RawRepresentable<String> & CaseIterable & Equatable>(
      _ names: Name.Type, _ kind: String, text: (Name) -> [String] = { _ in [] }
    ) {
      let all = Array(names.allCases)
      let reader = NameReader(all, kind, desk.typed, labels: text)
      for name in all {
        for typed in [desk.shown(kind, name.rawValue)] + text(name) {
          #expect(reader.one(typed) == name, "\(kind): \(typed)")
          #expect(reader.one(Folded.text(typed)) == name, "\(kind): \(typed)")
        }
      }
    }
    shown(MainVerb.self, "verb")
    shown(InboxVerb.self, "inbox")
    shown(DialWord.self, "dial")
    shown(BookWord.self, "book")
    shown(CallCommand.self, "command")
    shown(Interrupt.self, "interrupt")
    shown(PracticeVerb.self, "practice")
    shown(WarmUp.self, "warmup")
    shown(ContactNeed.self, "need")
    shown(SkipReason.self, "skip") { [desk.say("skip.\($0.rawValue)")] }
    shown(QueueName.self, "queue") { [desk.label("queue.\($0.rawValue)")] }
    shown(Outcome.self, "outcome") { [desk.label("outcome.\($0.rawValue)")] }
    shown(QueueVerdict.self, "then") { [desk.say("inbox.then.\($0.rawValue)")] }
    shown(DeathFinding.self, "death") { [desk.say("inbox.death.\($0.rawValue)")] }
  }

  @Test("an end and its detail by what the screen calls them", arguments: locales)
  func endings(_ locale: String) throws {
    let desk = try desk(locale)
    for outcome in Outcome.allCases {
      for detail in outcome.details {
        let (whole, closer) = (
          desk.label("outcome.\(outcome.rawValue)"),
          desk.label("outcome.\(outcome.rawValue).\(detail.rawValue)")
        )
        let read = EndingReading(desk: desk).read("\(whole) \(closer)")
        #expect(read == Ending(outcome, detail), "\(whole) \(closer)")
      }
    }
  }

  @Test("kinds that are asked for, and yes and no", arguments: locales)
  func kinds(_ locale: String) throws {
    let desk = try desk(locale)
    let reader = FieldReader(
      desk: desk, policy: desk.policy, zone: desk.clinicZone, state: nil, languages: [])
    for kind in InsuranceConcernKind.allCases {
      let shown = desk.say("insurance_concern.\(kind.rawValue)")
      for typed in [shown, Folded.text(shown)] {
        let read = reader.read(typed, as: .insuranceConcern, picks: [])
        guard case .value(.insurance(kind, "")) = read else {
          Issue.record("\(typed)")
          continue
        }
      }
    }
    for kind in DeclineReasonKind.allCases {
      let shown = desk.say("decline_reason.\(kind.rawValue)")
      for typed in [shown, Folded.text(shown)] {
        let read = reader.read(typed, as: .declineReason, picks: [])
        guard case .value(.decline(kind, "")) = read else {
          Issue.record("\(typed)")
          continue
        }
      }
    }
    for (word, means) in [("word.yes", true), ("word.no", false)] {
      for typed in desk.typed.words(word, in: locale) { #expect(desk.yesOrNo(typed) == means) }
    }
  }
}
