import RecallDomain
import Testing

@testable import ScriptEngine

@Suite("message/incomplete and message/too-long")
struct MessageRulesTests {
  private let whole = "{clinic}: please call {clinic_phone}. Reply STOP to stop."

  private func draft(_ change: (inout Draft) -> Void) -> Draft {
    var draft = Draft.sound
    draft.clinic.neutralName = "Lakeside Clinic"
    draft.clinic.phone = "+16175550100"
    change(&draft)
    return draft
  }

  private func messages(_ draft: Draft, _ rule: RuleID) -> [String] {
    draft.report.findings.filter { $0.rule == rule }.map(\.message)
  }

  /// What a channel says of the way out, and what the rule calls it where it is missing.
  private static let waysOut: [(line: LineID, way: String, called: String)] = [
    (MessageSurface.sms, "Reply STOP.", "the word \"STOP\""),
    (MessageSurface.email, "Just reply STOP.", "a way out such as \"reply STOP\""),
    (
      MessageSurface.portal, "Change it in the portal's settings.",
      "a way out such as \"in the portal's settings\""
    ),
  ]

  @Test("clinic, telephone and the way out are owed on every channel")
  func incomplete() {
    for (line, way, called) in Self.waysOut {
      for (text, missing) in [
        ("Call {clinic_phone}. \(way)", "\"{clinic}\""),
        ("{clinic}. \(way)", "\"{clinic_phone}\""),
        ("{clinic}: {clinic_phone}. NONSTOP.", called),
        ("Hello.", "\"{clinic}\" and \"{clinic_phone}\" and \(called)"),
      ] {
        let found = messages(draft { $0.messages = [line: text] }, .messageIncomplete)
        #expect(found == ["message \"\(line)\" in \"en\" lacks \(missing)"], "\(text)")
      }
      let sound = draft { $0.messages = [line: "{clinic}: {clinic_phone}. \(way)"] }
      #expect(messages(sound, .messageIncomplete).isEmpty)
    }
  }

  @Test("the way out of one channel is none on another")
  func ofItsOwn() {
    func told(_ line: LineID, _ way: String) -> [String] {
      messages(
        draft { $0.messages = [line: "{clinic}: {clinic_phone}. \(way)"] }, .messageIncomplete)
    }
    // A telephone company honours the word alone, in capitals; another one may stand beside it.
    let (sms, email, portal) = (
      MessageSurface.sms, MessageSurface.email, MessageSurface.portal
    )
    for way in ["Reply stop.", "Responda ALTO.", "Change it in the portal's settings."] {
      #expect(told(sms, way).count == 1, "\(way)")
    }
    #expect(told(sms, "Responda STOP o ALTO.").isEmpty)
    #expect(told(email, "Stop by any time.").count == 1)
    #expect(told(email, "You may reply. Stop.").count == 1, "not in one sentence")
    #expect(told(email, "Please REPLY “stop” to get no more.").isEmpty)
    let portalSaysStop = told(portal, "Reply STOP, or change it in the portal's settings.")
    #expect(portalSaysStop.count == 1)
    #expect(portalSaysStop.first?.hasSuffix("nobody hears an answer to it there") == true)
    #expect(told(portal, "Reply STOP.").count == 2)
    #expect(told(portal, "In the portal’s settings you can stop these.").isEmpty)
  }

  /// With the way out, and without because the sentence takes it back.
  private static let denials: [(way: String, isOut: Bool)] = [
    ("Do not reply STOP.", false), ("Please don't reply STOP.", false),
    ("You can’t just reply STOP.", false), ("You cannot reply with STOP.", false),
    ("Never text the word STOP.", false), ("Replying STOP does not work.", false),
    ("STOP won't end these.", false), ("No responda STOP.", false),
    ("No hace falta responder STOP.", false), ("Responder STOP no sirve.", false),
    ("Nunca conteste con la palabra STOP.", false),
    ("Do not reply HELP; reply STOP.", true), ("If not, reply STOP.", true),
    ("If not reply STOP.", true), ("Do not want these? Reply STOP.", true),
    ("If you do not want these messages reply STOP.", true), ("Reply STOP to not get these.", true),
    ("Reply STOP if you do not want these.", true), ("Do not hesitate to reply STOP.", true),
    ("Don't wait: reply STOP.", true), ("Responda STOP para no recibir mensajes.", true),
    ("Si no los quiere responda STOP.", true), ("Si ya no quiere, responda STOP.", true),
    ("No more messages? Reply STOP.", true), ("Responda STOP si no desea recibirlos.", true),
  ]

  @Test("a way out that its sentence takes back is none", arguments: Self.denials)
  func denied(way: String, isOut: Bool) {
    let sms = draft { $0.messages = [MessageSurface.sms: "{clinic}: {clinic_phone}. \(way)"] }
    #expect(messages(sms, .messageIncomplete).isEmpty == isOut)
  }

  @Test("of an e-mail too, unless another one stands")
  func deniedElsewhere() {
    func told(_ line: LineID, _ way: String) -> Int {
      messages(
        draft { $0.messages = [line: "{clinic}: {clinic_phone}. \(way)"] }, .messageIncomplete
      ).count
    }
    #expect(told(MessageSurface.email, "Please do not reply STOP.") == 1)
    #expect(told(MessageSurface.email, "If you would rather not, just reply STOP.") == 0)
    #expect(told(MessageSurface.email, "Do not reply STOP here. To end these, reply STOP.") == 0)
  }

  @Test("a language that lists no way out for a channel has none there")
  func unlisted() {
    var bare = draft {
      $0.messages = [MessageSurface.portal: "{clinic}: {clinic_phone}. In the portal's settings."]
    }
    bare.languages["en"] = Language(
      greetings: [:], datePattern: "d", timePattern: "H", parts: [:], syllablesPerSecond: 5,
      without: [:], avoid: [], protectedWords: [], redFlags: [], register: nil, understands: [:])
    #expect(
      messages(bare, .messageIncomplete) == [
        "message \"message.portal\" in \"en\" lacks a way out "
          + "(language.yaml lists none below \"opt_out\", \"portal\")"
      ])
    bare.messages = [MessageSurface.email: "{clinic}: {clinic_phone}. Answer STOP."]
    #expect(messages(bare, .messageIncomplete).isEmpty)
    bare.messages = [MessageSurface.email: "{clinic}: {clinic_phone}. Do stop by."]
    #expect(
      messages(bare, .messageIncomplete).map { $0.hasSuffix("the word \"STOP\"") } == [true])
  }

  @Test("a text is judged with the clinic's own name, and by its alphabet")
  func tooLong() {
    let sound = draft { $0.messages = ["message.sms": whole] }
    #expect(messages(sound, .messageTooLong).isEmpty)
    let long = draft {
      $0.messages = ["message.sms": whole]
      $0.clinic.neutralName = String(repeating: "Lakeside ", count: 14)
    }
    let found = messages(long, .messageTooLong)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("message \"message.sms\" in \"en\" has 1") == true)
    #expect(
      found.first?.hasSuffix("characters at its longest, and one SMS holds 160") == true)
    let quoted = draft {
      $0.messages = ["message.sms": whole + " We’d be so glad to hear from you soon."]
    }
    #expect(
      messages(quoted, .messageTooLong).first?.hasSuffix(
        "one SMS holds 70 because of \"’\", which the SMS alphabet lacks") == true)
  }

  @Test("a clinic's accents cost nothing: they are written without")
  func accents() {
    let accented = draft {
      $0.messages = ["message.sms": whole]
      $0.clinic.neutralName = "Clínica de Salud Río Bravo"
    }
    #expect(messages(accented, .messageTooLong).isEmpty)
  }

  @Test("e-mail and portal may be longer")
  func others() {
    let long = whole + String(repeating: " We are here.", count: 40)
    let draft = draft { $0.messages = ["message.email": long, "message.portal": long] }
    #expect(messages(draft, .messageTooLong).isEmpty)
  }

  @Test("the shipped messages are whole and fit, in every language")
  func shipped() throws {
    let rules: Set<RuleID> = [.messageIncomplete, .messageTooLong]
    let library = ScriptLibrary.read(
      files: try ShippedFolder.files(), policy: ClinicPolicy(name: "Lakeside Clinic"))
    #expect(library.findings.filter { rules.contains($0.rule) } == [])
  }
}
