import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("The page of scripts")
struct ScriptPageTests {
  private let page: ManualPage

  init() throws { page = try ManualPage("recall-script.5") }

  private func names(_ section: String, _ subsection: String? = nil) -> Set<String> {
    let names = page.names(in: section, subsection)
    #expect(names.count == Set(names).count, "\(section)")
    return Set(names)
  }

  @Test("has every key of a script, a fragment and a node")
  func keys() {
    let files = ScriptFileReader.scriptKeys + ScriptFileReader.fragmentKeys
    #expect(names("SCRIPTS") == Set(files))
    #expect(names("NODES") == Set(NodeReader.keys))
  }

  @Test("has every act with what it takes and where it may lead")
  func acts() {
    let people = VerifiedPerson.allCases.map(\.rawValue)
    let places = MessagePlace.allCases.map(\.rawValue)
    let acts: [(String, [String], Act)] = [
      ("verify", people, .verify(.identity, verified: .resume, failed: .resume, refused: .resume)),
      ("ask", [], .ask(.question, given: .resume, none: .resume)),
      (
        "book", ["appointment"],
        .book(booked: .resume, noneSuit: .resume, clinicBooks: .resume)
      ),
      (
        "leave", places,
        .leave(.voicemail, left: .resume, notLeft: .resume, notPermitted: .resume)
      ),
      ("send", ["message"], .send(queued: .resume, noConsent: .resume)),
    ]
    for (name, taken, act) in acts {
      let values = page.item(name, in: "NODES")?.values
      #expect(values == taken + act.exits.map(\.name), "\(name)")
    }
  }

  @Test("has every field, queue and barrier")
  func lists() {
    #expect(names("FIELDS") == Set(CallField.allCases.map(\.rawValue)))
    #expect(names("QUEUES") == Set(QueueName.allCases.map(\.rawValue)))
    #expect(names("BARRIERS") == Set(Barrier.allCases.map(\.rawValue)))
    let concerns = page.item("insurance_concern", in: "FIELDS")?.values
    #expect(concerns == InsuranceConcernKind.allCases.map(\.rawValue))
    let reasons = page.item("decline_reason", in: "FIELDS")?.values
    #expect(reasons == DeclineReasonKind.allCases.map(\.rawValue))
  }

  @Test("has every interrupt with its letters and the queue that it owes")
  func interrupts() {
    #expect(names("INTERRUPTS") == Set(Interrupt.allCases.map(\.rawValue)))
    for interrupt in Interrupt.allCases {
      let item = page.item(interrupt.rawValue, in: "INTERRUPTS")
      #expect(item?.body.first == ".Ic \(interrupt.code) .", "\(interrupt)")
      if let queue = interrupt.dutyQueue {
        #expect(item?.values == [queue.rawValue], "\(interrupt)")
      }
    }
  }

  @Test("has every fact with the gate that it needs, and what is never said")
  func facts() {
    #expect(names("FACTS") == Set(Fact.allCases.map(\.rawValue)))
    for fact in Fact.allCases {
      #expect(page.item(fact.rawValue, in: "FACTS")?.values == [fact.level.rawValue], "\(fact)")
    }
    let never = page.lines.drop { !$0.hasPrefix("In no text") }.prefix(2)
    #expect(Set(ManualPage.values(Array(never))) == Fact.never)
  }

  @Test("has every outcome with its details, the default first")
  func outcomes() {
    #expect(names("OUTCOMES") == Set(Outcome.allCases.map(\.rawValue)))
    for outcome in Outcome.allCases {
      let body = page.item(outcome.rawValue, in: "OUTCOMES")?.body.prefix(2) ?? []
      #expect(ManualPage.values(Array(body)) == outcome.details.map(\.rawValue), "\(outcome)")
    }
  }

  @Test("has every key of a language, a rehearsal and an approval")
  func otherFiles() {
    #expect(names("LANGUAGE") == Set(LanguageReader.keys))
    #expect(names("REHEARSALS") == Set(RehearsalReader.keys))
    #expect(names("REHEARSALS", "The patient") == Set(RehearsedPatientReader.keys))
    #expect(names("REHEARSALS", "A turn") == Set(TurnReader.keys))
    #expect(names("APPROVALS") == Set(ApprovalFile.keys))
    let speakers = page.item("who", in: "REHEARSALS")?.values
    #expect(speakers == Turn.Speaker.allCases.map(\.rawValue))
  }

  @Test("has every rule as its own page says it")
  func rules() throws {
    #expect(page.names(in: "RULES") == RuleID.allCases.map(\.rawValue))
    for rule in RuleID.allCases {
      let title = rule.page.title
      let text = try #require(page.item(rule.rawValue, in: "RULES")).text
      #expect(text.lowercased().hasPrefix(title.lowercased() + "."), "\(rule)")
      #expect(text.hasSuffix("A warning.") == (rule.page.severity == .warning), "\(rule)")
    }
  }
}
