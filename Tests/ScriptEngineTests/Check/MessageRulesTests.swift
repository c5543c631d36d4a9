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

  @Test(
    "clinic, telephone and the way out are owed on every channel", arguments: MessageSurface.all)
  func incomplete(_ line: LineID) {
    for (text, missing) in [
      ("Call {clinic_phone}. Reply STOP.", "\"{clinic}\""),
      ("{clinic}. Reply STOP.", "\"{clinic_phone}\""),
      ("{clinic}: {clinic_phone}. Reply stop.", "the word \"STOP\""),
      ("{clinic}: {clinic_phone}. NONSTOP.", "the word \"STOP\""),
      ("Hello.", "\"{clinic}\" and \"{clinic_phone}\" and the word \"STOP\""),
    ] {
      let found = messages(draft { $0.messages = [line: text] }, .messageIncomplete)
      #expect(found == ["message \"\(line)\" in \"en\" lacks \(missing)"], "\(text)")
    }
    #expect(messages(draft { $0.messages = [line: whole] }, .messageIncomplete).isEmpty)
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
