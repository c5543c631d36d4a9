import Foundation
import RecallDomain
import ScriptEngine
import Testing

@Suite("clinic.yaml") struct ClinicFileTests {
  func read(_ text: String) -> (policy: ClinicPolicy?, findings: [Finding]) {
    ClinicFileReader.read(
      source("recall-clinic: 1\nname: Lakeside Specialty Clinic\n" + text, path: "clinic.yaml"))
  }

  @Test("who calls 911 is one text, or one for each offered language")
  func whoCalls911() throws {
    func read(_ value: String) -> (ClinicPolicy?, [Finding]) {
      let text = """
        recall-clinic: 1
        name: X
        languages: [en, es]
        emergency: { who_calls_911: \(value) }
        """
      return ClinicFileReader.read(SourceFile(path: "clinic.yaml", bytes: Array(text.utf8)))
    }
    let one = try #require(read("the desk").0).emergency
    #expect(one.whoCalls911(in: "es", otherwise: "en") == "the desk")
    #expect(one.lacksWhoCalls911(in: ["en", "es"]).isEmpty)
    let both = try #require(read("{ en: the desk, es: la recepción }").0).emergency
    #expect(both.whoCalls911(in: "es-US", otherwise: "en") == "la recepción")
    #expect(both.whoCalls911(in: "vi", otherwise: "en") == "the desk")
    #expect(both.lacksWhoCalls911(in: ["en", "es", "vi"]) == ["vi"])
    #expect(read("{ es: la recepción }").1.map(\.message).first?.contains("en") == true)
    #expect(read("{ en: x, fr: y }").1.count == 1)
  }

  @Test("a name is enough: everything else has the field's default")
  func defaults() throws {
    let policy = try #require(read("").policy)
    #expect(policy.neutralName == "Lakeside Specialty Clinic")
    #expect(policy.languages == ["en", "es"])
    #expect(policy.identity == IdentityPolicy())
    #expect(policy.calling == CallingHours())
    #expect(policy.cadence == CadenceStep.defaults)
    #expect(policy.segments.count == 7)
    #expect(policy.queues[.clinical]?.due == .sameDay)
    #expect(policy.queues[.insurance]?.due == .businessDays(1))
    #expect(policy.queues.count == QueueName.allCases.count)
  }

  @Test("every key is read")
  func whole() throws {
    let read = read(
      """
      neutral_name: Lakeside Clinic
      phone: "+1 617 555 0100"
      hours: { en: "9 to 5", es: "de 9 a 5" }
      portal: the portal
      time_zone: America/Chicago
      state: IL
      languages: [en, es, zh-Hant]
      store: postgresql://ana@db.example/recall
      identity: { require: [date_of_birth, mrn], sensitive_adds: [postal_code], tries: 3 }
      disclosure: { patient_name: open, provider: never }
      calling: { weekday: "10:00-18:30", saturday: closed, sunday: "12:00-14:00", holidays: none, state_overlay: false }
      limits: { contacts_per_day: 2, contacts_per_week: 4 }
      cadence: [ { call: best }, { call: other-part-of-day, within: 1 business day }, { message: any-consented, after: 1 day }, { close: 5 days } ]
      segments: { eyes: { script: overdue-follow-up, priority: 1, lead_days: 14, clinical_review: hold, enabled: false, sensitive: true, strict: true } }
      reasons: { glaucoma: { segment: eyes, sensitive: true, strict: true, priority: 1 } }
      providers: { "Dr. Okafor": { priority: 2 } }
      queues: { clinical: { due: 4 hours, urgent: 15 minutes, owner: nurses }, records: { due: 2 business days, roles: [caller] } }
      emergency: { site_number: "911 ext 4", nurse_line: "+1 617 555 0112", who_calls_911: the desk }
      messages:
        email: { command: [/usr/sbin/sendmail, -t, -i], from: "Lakeside <a@lakeside.example>", reply_to: b@lakeside.example, subject: { es: Hola }, unsubscribe: "<mailto:stop@lakeside.example>", patience: 2 minutes }
        sms: { command: [gateway], format: text, idempotent: true }
        patience: 30 seconds
        attempts: 3
        keep: 4 days
      dial: { command: "tel" }
      practice: { required: true, store: postgresql://db/practice }
      review: { blind: true }
      """)
    #expect(read.findings == [])
    let policy = try #require(read.policy)
    #expect(policy.phone == "+16175550100")
    #expect(
      (policy.hours, policy.hours(in: "es"), policy.hours(in: "zh-Hant")) == (
        "9 to 5", "de 9 a 5", "9 to 5"
      ))
    #expect(policy.portal(in: "es") == "the portal")
    #expect((policy.timeZone, policy.state) == ("America/Chicago", "IL"))
    #expect(policy.identity.require == [.dateOfBirth, .mrn])
    #expect(policy.disclosure == ["patient_name": .open, "provider": .never])
    #expect(policy.calling.saturday == nil)
    #expect(policy.calling.weekday?.to == TimeOfDay(hour: 18, minute: 30))
    #expect(policy.calling.holidays == .none && !policy.calling.stateOverlay)
    #expect(policy.cadence[1].withinBusinessDays == 1)
    #expect(policy.cadence[2] == CadenceStep(.message, afterDays: 1))
    #expect(policy.cadence[3] == CadenceStep(.close, afterDays: 5))
    #expect(policy.segments["eyes"]?.clinicalReview == .hold)
    #expect(policy.segments["eyes"]?.enabled == false)
    #expect(policy.reasons["glaucoma"]?.priority == 1)
    #expect(policy.providers == ["Dr. Okafor": 2])
    #expect(
      policy.queues[.clinical]
        == QueuePolicy(due: .minutes(240), urgent: .minutes(15), owner: "nurses"))
    #expect(policy.queues[.records]?.due == .businessDays(2))
    #expect(policy.queues[.records]?.roles == [.caller])
    #expect(policy.emergency.whoCalls911 == [policy.sourceLanguage: "the desk"])
    #expect(policy.dialCommand == "tel")
    let messages = policy.messages
    #expect((messages.patience, messages.attempts, messages.keepDays) == (30, 3, 4))
    let email = try #require(messages.channels[.email])
    #expect(email.words == ["/usr/sbin/sendmail", "-t", "-i"] && email.format == .email)
    #expect(email.from == MailAddress(name: "Lakeside", address: "a@lakeside.example"))
    #expect(email.replyTo?.address == "b@lakeside.example" && email.patience == 120)
    #expect(email.subject == ["es": "Hola"] && !email.idempotent)
    #expect(messages.channels[.sms]?.format == .text)
    #expect(messages.channels[.sms]?.idempotent == true && messages.channels[.portal] == nil)
    #expect(policy.practice.required && policy.review.blind)
    #expect(policy.practice.store == "postgresql://db/practice")
  }

  @Test(
    "what is wrong is one sentence",
    arguments: [
      ("nme: x", "key \"nme\" is not known in clinic file; did you mean \"name\"?"),
      (
        "time_zone: America/Bostn",
        "time zone \"America/Bostn\" is not known: a name such as \"America/New_York\" is needed"
      ),
      (
        "messages: { mail: { command: [x] } }",
        "key \"mail\" is not known in key \"messages\"; did you mean \"email\"?"
      ),
      (
        "messages: { sms: { command: send } }",
        "key \"command\" must be a list such as [/usr/sbin/sendmail, -t, -i]: no shell reads it"
      ),
      ("messages: { sms: { command: [] } }", "key \"command\" is an empty list"),
      (
        "messages: { email: { command: [x] } }",
        "key \"email\" needs a key \"from\": the address that patients see and answer to"
      ),
      (
        "messages: { email: { command: [x], from: \"a@b.example\\nBcc: c@d.example\" } }",
        "key \"from\" must be one e-mail address such as "
          + "\"Lakeside Clinic <appointments@lakeside.example>\""
      ),
      (
        "messages: { sms: { command: [x], subject: { en: x } } }",
        "key \"subject\" is for format \"email\" alone"
      ),
      (
        "messages: { patience: 9223372036854775807 minutes }",
        "key \"patience\" must be a time such as \"60 seconds\" or \"2 minutes\", 10 minutes at "
          + "most, not \"9223372036854775807 minutes\""
      ),
      (
        "messages: { patience: soon }",
        "key \"patience\" must be a time such as \"60 seconds\" or \"2 minutes\", 10 minutes at "
          + "most, not \"soon\""
      ),
      (
        "messages: { keep: 90 days }",
        "key \"keep\" must be days such as \"7 days\", 60 at most, not \"90 days\""
      ),
      ("state: Mass", "key \"state\" must be two capital letters, not \"Mass\""),
      ("languages: []", "key \"languages\" needs at least one language"),
      ("languages: [english]", "language \"english\" must be a tag such as \"en\" or \"zh-Hant\""),
      ("phone: call us", "key \"phone\" must be one phone number such as \"+1 617 555 0100\""),
      ("store: mysql://x", "key \"store\" must begin with \"sqlite:\" or \"postgresql://\""),
      (
        "store: postgresql://ana:secret@db/recall",
        "key \"store\" must not hold a password: use a passfile or a service file"
      ),
      (
        "practice: { store: postgresql://ana:secret@db/practice }",
        "key \"store\" must not hold a password: use a passfile or a service file"
      ),
      (
        "store: sqlite:a.sqlite\npractice: { store: \"sqlite:a.sqlite\" }",
        "key \"store\" of \"practice\" is the store of live calls: practice needs one of its own"
      ),
      ("practice: { need: true }", "key \"need\" is not known in key \"practice\""),
      ("identity: { require: [full_name] }", "key \"require\" must hold \"date_of_birth\""),
      ("identity: { tries: 0 }", "key \"tries\" must be a whole number from 1 to 6, not \"0\""),
      (
        "disclosure: { provider: closed }",
        "fact \"provider\" cannot be loosened: disclosure only tightens"
      ),
      (
        "disclosure: { reason: scheduling }",
        "fact \"reason\" has the level the format gives it: no clinic changes it"
      ),
      (
        "disclosure: { mrn: open }",
        "fact \"mrn\" has the level the format gives it: no clinic changes it"
      ),
      (
        "disclosure: { patient_nam: open }",
        "fact \"patient_nam\" is not known; did you mean \"patient_name\"?"
      ),
      (
        "calling: { weekday: 9-19 }",
        "key \"weekday\" must be hours such as \"09:00-19:00\" or \"closed\", not \"9-19\""
      ),
      (
        "calling: { weekday: \"19:00-09:00\" }",
        "key \"weekday\" must be hours such as \"09:00-19:00\" or \"closed\", not \"19:00-09:00\""
      ),
      (
        "calling: { state_overlay: yes }",
        "key \"state_overlay\" must be true or false, not \"yes\""
      ),
      ("cadence: [ { close: 3 days }, { call: best } ]", "no cadence step may follow \"close\""),
      (
        "cadence: [ { call: best, message: any-consented } ]",
        "cadence step needs exactly one of \"call\", \"message\", \"close\""
      ),
      (
        "cadence: [ { call: best, after: 2 business days } ]",
        "key \"after\" must be days such as \"3 days\", not \"2 business days\""
      ),
      (
        "reasons: { x: { segment: overdue-followup } }",
        "segment \"overdue-followup\" is not known; did you mean \"overdue-follow-up\"?"
      ),
      (
        "queues: { clinical: { roles: [caller] } }",
        "role \"caller\" cannot work queue \"clinical\"; its roles may be clinical, manager, lead"
      ),
      (
        "queues: { frontdesk: { due: same-day } }",
        "queue \"frontdesk\" is not known; did you mean \"front-desk\"?"
      ),
      (
        "queues: { clinical: { due: soon } }",
        "key \"due\" must be \"same-day\" or a time such as \"30 minutes\", \"4 hours\" or \"1 business day\", not \"soon\""
      ),
      (
        "calling: { holidays: canada }",
        "holidays \"canada\" is not known: \"us-federal\" or \"none\""
      ),
      (
        "segments: { eyes: { clinical_review: maybe } }",
        "clinical review \"maybe\" is not known: \"hold\", \"advise\" or \"none\""
      ),
      (
        "queues: { clinical: { due: 4 hours, urgent: 1 business day } }",
        "queue \"clinical\": what is urgent would be answered later than what is not; lower \"urgent\" or raise \"due\""
      ),
      ("hours: { fr: x }", "key \"hours\" needs a key \"en\""),
      (
        "segments: { Eyes: { priority: 1 } }",
        "segment \"Eyes\" must be small letters, digits and \"-\", a letter first"
      ),
    ])
  func wrong(_ text: String, _ message: String) {
    let read = read(text)
    #expect(read.policy == nil)
    #expect(read.findings.map(\.message).contains(message), "\(said(read.findings))")
  }

  @Test("an unknown segment or queue is a reference, the rest is format")
  func rules() {
    #expect(read("reasons: { x: { segment: y } }").findings.map(\.rule) == [.reference])
    #expect(read("state: Mass").findings.map(\.rule) == [.format])
    #expect(read("state: Mass").findings[0].place.description == "clinic.yaml:3:8")
  }

  @Test("a queue that answers soon answers what is urgent no later")
  func urgent() throws {
    let policy = try #require(read("queues: { records: { due: 15 minutes } }").policy)
    #expect(policy.queues[.records]?.urgent == .minutes(15))
    #expect(policy.queues[.clinical]?.urgent == .minutes(30))
  }

  @Test("the shipped file is read without a finding")
  func shipped() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "clinic.yaml")
    let file = SourceFile(path: "clinic.yaml", bytes: Array(try Data(contentsOf: root)))
    #expect(ClinicFileReader.read(file).findings == [])
  }
}
