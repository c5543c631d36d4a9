import Foundation
import RecallDomain
import ScriptEngine
import Testing

/// A small whole script; each test bends one part of it.
let smallScript = """
  recall-script: 1
  id: small
  start: opening
  nodes:
    opening:
      say: opening.greeting
      at_most_seconds: 6
      hear:
        patient: identity
        no_answer: { end: no-answer, detail: rang-out }
    identity:
      say: identity.ask
      verify: identity
      then: { verified: offer, failed: close, refused: close }
    offer:
      say: [offer.one, offer.two]
      route: [clinical, front-desk]
      barrier: busy
      book: appointment
      then: { booked: confirm, none_suit: callback, clinic_books: { go: close, listener: new } }
    confirm:
      end: scheduled
    callback:
      ask: callback_window
      then:
        given: { end: callback-requested, detail: at-time, say: close.thanks }
        none: { go: callback, at_most: 2, then: { go: close, at_most: 1, then: { end: escalated } } }
    close:
      end: no-answer
      detail: identity-not-confirmed
  interrupts:
    busy: callback
    hesitant: resume
    dropped: { end: no-answer, detail: dropped }
  """

@Suite("Reading scripts") struct ScriptReaderTests {
  func read(_ text: String, _ others: SourceFile...) -> (scripts: [Script], findings: [Finding]) {
    ScriptReader.read([source(text, path: "scripts/small.yaml")] + others)
  }

  func bent(_ part: String, _ other: String) -> [Finding] {
    precondition(smallScript.contains(part))
    return read(smallScript.replacingOccurrences(of: part, with: other)).findings
  }

  @Test("a script is its nodes, acts, exits and roads")
  func whole() throws {
    let read = read(smallScript)
    #expect(read.findings == [])
    let script = try #require(read.scripts.first)
    #expect((script.id, script.start, script.startInbound) == ("small", "opening", "identity"))
    #expect(
      script.order == [
        "opening", "opening.no_answer", "identity", "offer", "confirm", "callback",
        "callback.given", "callback.none.then.then", "close", "interrupt.dropped",
      ])
    #expect(script["opening"].atMostSeconds == 6)
    #expect(script["offer"].say.map(\.line) == ["offer.one", "offer.two"])
    #expect(script["offer"].routes == [.clinical, .frontDesk])
    #expect(script["offer"].barrier == .busy)
    #expect(script["offer"].act.exits.last?.target == .node("close", listenerNew: true))
    #expect(script["confirm"].act == .end(Ending(.scheduled, .booked)!))
    #expect(script["opening"].place.description == "scripts/small.yaml:5:3")
    #expect(script["callback.given"].isNamed == false)
    #expect(script["callback.given"].say.map(\.line) == ["close.thanks"])
    #expect(
      script["callback"].act.exits[1].target
        == .bounded(
          edge: "callback.none", node: "callback", listenerNew: false, atMost: 2,
          then: .bounded(
            edge: "callback.none.then", node: "close", listenerNew: false, atMost: 1,
            then: .node("callback.none.then.then", listenerNew: false))))
    #expect(script.interrupts[.hesitant]?.target == .resume)
    #expect(script.interrupts[.dropped]?.target == .node("interrupt.dropped", listenerNew: false))
    #expect(script.interrupts[.dropped]?.place.description == "scripts/small.yaml:34:3")
  }

  @Test(
    "shape is a finding of format, at its place",
    arguments: [
      (
        "at_most_seconds: 6", "at_most_seconds: soon",
        "key \"at_most_seconds\" must be a positive number, not \"soon\""
      ),
      (
        "at_most_seconds: 6", "at_most_seconds: 0",
        "key \"at_most_seconds\" must be a positive number, not \"0\""
      ),
      (
        "at_most_seconds: 6", "at_most_secs: 6",
        "key \"at_most_secs\" is not known in node \"opening\"; did you mean \"at_most_seconds\"?"
      ),
      (
        "opening.greeting", "Good morning, this is Ana",
        "line \"Good morning, this is Ana\" must be an id such as \"opening.greeting\": words stand in locales"
      ),
      (
        "then: { verified: offer, failed: close, refused: close }",
        "then: { verified: offer, failed: close }",
        "key \"then\" of act \"verify\" in node \"identity\" needs a key \"refused\""
      ),
      (
        "refused: close }", "refused: close, maybe: close }",
        "key \"maybe\" is not known in key \"then\" of act \"verify\" in node \"identity\""
      ),
      (
        "verify: identity", "verify: identty",
        "verify \"identty\" is not known; did you mean \"identity\"?"
      ),
      (
        "end: scheduled", "end: scheduled\n    go: close",
        "node \"confirm\" has more than one act: \"end\", \"go\""
      ),
      (
        "end: scheduled",
        "end: scheduled\n    then: { given: close }",
        "key \"then\" does not belong to act \"end\" in node \"confirm\""
      ),
      (
        "at_most: 2", "at_most: 10",
        "key \"at_most\" must be a whole number from 1 to 9, not \"10\""
      ),
      (
        "at_most: 2", "at_most: 0",
        "key \"at_most\" must be a whole number from 1 to 9, not \"0\""
      ),
      (", at_most: 1", "", "target with \"then\" needs a key \"at_most\""),
      ("listener: new", "listener: old", "key \"listener\" must be \"new\", not \"old\""),
      (
        "book: appointment", "book: visit",
        "key \"book\" must be \"appointment\", not \"visit\""
      ),
      ("id: small", "id: large", "script \"large\" must be named like its file, \"small\""),
      (
        "id: small", "id: Small",
        "script \"Small\" must be small letters, digits and \"-\", a letter first"
      ),
      (
        "recall-script: 1", "recall-script: 2",
        "format version \"2\" is not known: this program reads 1"
      ),
      (
        "no_answer: {", "no_ansWer: {",
        "response \"no_ansWer\" must be small letters, digits and \"_\", a letter first"
      ),
      ("no_answer: {", "dropped: {", "response \"dropped\" is named like an interrupt"),
      (
        "no_answer: {", "cq: {",
        "response \"cq\" is named like the code of interrupt \"clinical\""
      ),
      ("front-desk]", "clinical]", "queue \"clinical\" is named twice"),
      ("say: [offer.one, offer.two]", "say: []", "key \"say\" is an empty list"),
      (
        "hear:\n      patient: identity\n      no_answer: { end: no-answer, detail: rang-out }",
        "hear: {}", "key \"hear\" in node \"opening\" has no responses"
      ),
      (
        "busy: callback", "busy: { go: resume, listener: new }",
        "key \"go\" in a target must name a node, not \"resume\""
      ),
      ("busy: callback", "busy: { listener: new }", "target needs a key \"end\" or \"go\""),
      ("busy: callback", "busy: [callback]", "target must be text, not a list"),
    ])
  func format(_ part: String, _ other: String, _ message: String) {
    let findings = bent(part, other)
    #expect(findings.map(\.rule).contains(.format))
    #expect(findings.map(\.message).contains(message), "\(said(findings))")
  }

  @Test(
    "an unknown name is a finding of reference",
    arguments: [
      (
        "patient: identity", "patient: idenity",
        "node \"idenity\" is not known in script \"small\"; did you mean \"identity\"?"
      ),
      ("start: opening", "start: nowhere", "node \"nowhere\" is not known in script \"small\""),
      (
        "start: opening", "start: opening\nstart_inbound: idenity",
        "node \"idenity\" is not known in script \"small\"; did you mean \"identity\"?"
      ),
      (
        "front-desk]", "frontdesk]",
        "queue \"frontdesk\" is not known; did you mean \"front-desk\"?"
      ),
      (
        "barrier: busy", "barrier: bussy",
        "barrier \"bussy\" is not known; did you mean \"busy\"?"
      ),
      ("ask: callback_window", "ask: callback", "field \"callback\" is not known"),
      ("ask: callback_window", "ask: appointment", "field \"appointment\" is not known"),
      (
        "end: scheduled", "end: sheduled",
        "outcome \"sheduled\" is not known; did you mean \"scheduled\"?"
      ),
      (
        "detail: at-time", "detail: at-tim",
        "detail \"at-tim\" does not belong to outcome \"callback-requested\"; did you mean \"at-time\"?"
      ),
      (
        "detail: at-time", "detail: voicemail",
        "detail \"voicemail\" does not belong to outcome \"callback-requested\""
      ),
      (
        "hesitant: resume", "hesitent: resume",
        "interrupt \"hesitent\" is not known; did you mean \"hesitant\"?"
      ),
      ("id: small", "id: small\nuse: [commun]", "fragment \"commun\" is not known"),
    ])
  func reference(_ part: String, _ other: String, _ message: String) {
    let findings = bent(part, other)
    #expect(findings.map(\.rule) == [.reference])
    #expect(findings.map(\.message) == [message])
  }

  @Test("a node without an act is a dead end, told alone")
  func noAct() {
    let findings = bent("  confirm:\n    end: scheduled", "  confirm:\n    say: close.thanks")
    #expect(findings.map(\.rule) == [.deadEnd])
    #expect(findings.map(\.message) == ["node \"confirm\" has no act: the call would stop here"])
  }

  @Test(
    "no node bears the name of a prompt, an identifier or the way back",
    arguments: [
      "recall", "dial", "dialled", "save", "full_name", "date_of_birth", "postal_code",
      "phone_last4", "mrn", "person_name", "person_relationship", "resume", "Close", "1st",
    ])
  func reservedNodes(_ id: String) {
    let findings = bent("  confirm:\n", "  \(id):\n    end: no-answer\n  confirm:\n")
    #expect(findings.map(\.rule) == [.format])
  }

  @Test("names that only look reserved are free", arguments: ["saved", "resumed", "dial_again"])
  func freeNodes(_ id: String) {
    #expect(bent("  confirm:\n", "  \(id):\n    end: no-answer\n  confirm:\n") == [])
  }

  @Test("every finding of a file is told in one run")
  func many() {
    let text =
      smallScript
      .replacingOccurrences(of: "barrier: busy", with: "barrier: nothing_known")
      .replacingOccurrences(of: "patient: identity", with: "patient: idenity")
      .replacingOccurrences(of: "at_most: 2", with: "at_most: 20")
    let findings = read(text).findings
    #expect(findings.map(\.rule) == [.reference, .reference, .format])
  }

  @Test("the same key written twice is refused at its second place")
  func duplicateNode() {
    let findings = bent("  confirm:\n", "  close:\n    end: no-answer\n  confirm:\n")
    #expect(findings.count == 1)
    #expect(findings[0].message.hasPrefix("key \"close\" is written twice, first at "))
  }

  @Test("without a verify on the way an inbound call needs a start of its own")
  func noInbound() {
    let text = smallScript.replacingOccurrences(of: "patient: identity", with: "patient: close")
    let read = read(text)
    #expect(
      said(read.findings) == [
        "3:8 key \"start_inbound\" is missing: no node with \"verify: identity\" follows from \"start\""
      ])
    #expect(read.scripts.first?.startInbound == "opening")
    let given = text.replacingOccurrences(
      of: "start: opening", with: "start: opening\nstart_inbound: identity")
    #expect(self.read(given).findings == [])
  }

  @Test("an inbound call begins at the nearest verify, in file order of exits")
  func nearestInbound() {
    let text = smallScript.replacingOccurrences(
      of: "    patient: identity\n",
      with: "    helper: second\n      patient: identity\n"
    ).replacingOccurrences(
      of: "  identity:\n",
      with: """
          second:
            verify: helper
            then: { verified: third, failed: close, refused: close }
          third:
            verify: identity
            then: { verified: offer, failed: close, refused: close }
          identity:

        """)
    #expect(read(text).findings == [])
    #expect(read(text).scripts.first?.startInbound == "identity")
  }

  @Test("nothing to read gives nothing")
  func nothing() {
    #expect(ScriptReader.read([]).scripts.isEmpty)
    #expect(
      ScriptReader.read([
        source("recall-rehearsal: 1", path: "scripts/rehearsals/a.yaml"),
        source("recall-clinic: 1", path: "clinic.yaml"),
      ]).findings.isEmpty)
  }

  @Test("a file that is no script says what it needs")
  func noHeader() {
    #expect(
      said(read("id: small\n").findings)
        == ["1:1 file needs a key \"recall-script\" or \"recall-fragment\""])
    #expect(
      said(read("recall_script: 1\nid: small\n").findings).first?.hasSuffix(
        "; did you mean \"recall-script\"?") == true)
    #expect(said(read("- a\n").findings) == ["1:1 script must be a mapping, not a list"])
  }

  @Test("mutated scripts never make it trap")
  func fuzz() {
    var random = SeededNumbers(seed: 11)
    let valid = Array(smallScript.utf8)
    for _ in 0..<1500 {
      var bytes = valid
      for _ in 0..<(random.next() % 5 + 1) {
        let index = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 4 {
        case 0: bytes[index] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.remove(at: index)
        case 2: bytes.removeSubrange(index..<min(bytes.count, index + 12))
        default:
          bytes.insert(Array("&*!{}[]:-, \n#".utf8).randomElement(using: &random)!, at: index)
        }
      }
      let read = ScriptReader.read([SourceFile(path: "scripts/small.yaml", bytes: bytes)])
      #expect(!read.scripts.isEmpty || !read.findings.isEmpty)
      #expect(read.findings.allSatisfy { !$0.message.contains("\n") && $0.place.line > 0 })
    }
  }
}
