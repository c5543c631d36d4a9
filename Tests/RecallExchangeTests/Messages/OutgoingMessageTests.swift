import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("A message as its command reads it")
struct OutgoingMessageTests {
  let zone = Zone("America/New_York")!
  let now = Date(timeIntervalSince1970: 1_795_547_100)

  func item(
    to address: String = "rosa@example.org", _ text: String = "Hello, please call us.",
    channel: ContactMethod = .email, language: String = "en"
  ) -> OutboxItem {
    OutboxItem(
      key: "message/r1/3", recall: RecallID("r1"), patient: PatientID("p1"), channel: channel,
      address: address, text: text, language: language, queued: now, state: .sending,
      tries: 1, token: "5f0c")
  }

  func mail(
    _ item: OutboxItem, subject: String = "A message from Lakeside Clinic",
    _ change: (inout MessageCommand) -> Void = { _ in }
  ) -> String? {
    var command = MessageCommand(["sendmail"], format: .email)
    command.from = MailAddress(name: "Lakeside Clinic", address: "desk@lakeside.example")
    change(&command)
    let outgoing = OutgoingMessage(
      item, for: command, from: "Lakeside Clinic", subject: subject, at: now, in: zone)
    return outgoing.bytes().map { String(decoding: $0, as: UTF8.self) }
  }

  func head(_ mail: String) -> [Substring] {
    Array(mail.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty })
  }

  @Test("a whole e-mail, with all that mail programs ask for")
  func whole() throws {
    let mail = try #require(self.mail(item()))
    #expect(
      mail == """
        From: "Lakeside Clinic" <desk@lakeside.example>
        To: rosa@example.org
        Subject: A message from Lakeside Clinic
        Date: Tue, 24 Nov 2026 14:05:00 -0500
        Message-ID: <5f0c@lakeside.example>
        Auto-Submitted: auto-generated
        Content-Language: en
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Hello, please call us.

        """)
  }

  @Test("letters beyond ASCII, long lines and lines that mail programs change come through whole")
  func letters() throws {
    let text =
      ".una línea\nFrom here on: niño, ¿cómo está? — 你好 "
      + String(repeating: "palabra ñandú ", count: 40) + "\n.\n= \nfin "
    let mail = try #require(self.mail(item(to: "a@b.org", text)))
    let body = String(mail.drop { $0 != "\n" }.split(separator: "\n\n", maxSplits: 1).last ?? "")
    let raw = try #require(mail.range(of: "\n\n")).upperBound
    let lines = mail[raw...].split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0.utf8.allSatisfy { $0 < 127 } })
    #expect(lines.allSatisfy { !$0.hasPrefix(".") && !$0.hasPrefix("From ") && !$0.hasSuffix(" ") })
    #expect(decoded(String(mail[raw...])) == text + "\n")
    #expect(!body.isEmpty)
  }

  @Test("a subject and a name beyond ASCII are encoded words, each short enough")
  func encodedWords() throws {
    let subject =
      "Un mensaje de la Clínica de Especialidades Médicas de la Señora Peña, a su disposición"
    let mail = try #require(
      self.mail(item(language: "es"), subject: subject) {
        $0.from?.name = "Clínica Peña"
      })
    for line in head(mail) { #expect(line.utf8.count <= 78 && line.utf8.allSatisfy { $0 < 127 }) }
    #expect(mail.contains("From: =?utf-8?Q?Cl=C3=ADnica_Pe=C3=B1a?= <desk@lakeside.example>\n"))
    #expect(mail.contains("Subject: =?utf-8?Q?Un_mensaje_de_la_Cl=C3=ADnica"))
  }

  @Test("no value reaches out of its own line")
  func injection() throws {
    let names =
      ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"]
      + ["Content-Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
    let evils = [
      "\nBcc: all@example.org", "\r\nBcc: x@y.org\r\n\r\nbuy", "\u{2028}Bcc: x", "\u{0}",
    ]
    for evil in evils {
      let mail = try #require(
        self.mail(item(language: "en\(evil)"), subject: "Hi\(evil)") {
          $0.from?.name = "Clinic\(evil)"
        })
      let fields = head(mail).filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
      #expect(fields.map(String.init) == names)
      #expect(self.mail(item(to: "rosa@example.org\(evil)")) == nil)
    }
    #expect(mail(item(to: "rosa@example.org, all@example.org")) == nil)
    #expect(mail(item(to: "Rosa <rosa@example.org>")) == nil)
  }

  @Test("a text message is one JSON document by default, or plain lines")
  func others() throws {
    let sms = item(to: "+16175550175", "Hola, niño \"x\"\n", channel: .sms, language: "es")
    let json = OutgoingMessage(
      sms, for: MessageCommand(["gateway"], format: .json), from: "Lakeside Clinic", subject: "",
      at: now, in: zone)
    let read = try #require(
      try JSONSerialization.jsonObject(with: Data(json.bytes() ?? [])) as? [String: String])
    #expect(
      read == [
        "format": "recall-message/1", "key": "5f0c", "channel": "sms", "to": "+16175550175",
        "language": "es", "text": "Hola, niño \"x\"\n", "clinic": "Lakeside Clinic",
      ])
    let text = OutgoingMessage(
      sms, for: MessageCommand(["gateway"], format: .text), from: "Lakeside Clinic", subject: "",
      at: now, in: zone)
    #expect(
      text.bytes().map { String(decoding: $0, as: UTF8.self) }
        == "To: +16175550175\n\nHola, niño \"x\"\n\n")
  }

  /// Quoted-printable, read by a reader of our own.
  private func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.replacing("=\n", with: "").utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "="), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
