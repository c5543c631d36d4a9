import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("Reading answers and deliveries")
struct ReplyImportTests {
  let zone = Zone("America/New_York")!
  let now = Date(timeIntervalSince1970: 1_795_547_100)

  func read(_ text: String) throws -> [CSVReplyReader.Reading] {
    let input = try InputBytes(ByteSource(bytes: Array(text.utf8)), name: "replies.csv")
    var reader = try CSVReader(input, name: "replies.csv")
    let header = try #require(try reader.next())
    let replies = try CSVReplyReader(header, map: nil, zone: zone, now: now, name: "replies.csv")
    var readings: [CSVReplyReader.Reading] = []
    while let row = try reader.next() { readings.append(replies.read(row)) }
    return readings
  }

  func row(_ reading: CSVReplyReader.Reading?) -> ReplyRow? {
    if case .row(let row)? = reading { return row }
    return nil
  }

  func problem(_ reading: CSVReplyReader.Reading?) -> String? {
    if case .rejected(let problem)? = reading { return problem.problem }
    return nil
  }

  @Test("who wrote, where, when and what, with the words as they were written")
  func words() throws {
    let readings = try read(
      """
      From,To,Body,DateSent,Status,SID
      +1 617 555 0175,8885550100,"Stop, por favor
      gracias",2026-11-24T19:05:00Z,received,SM1
      "Rosa <rosa@example.org>",desk@lakeside.example,Friday?,11/24/2026 2:05 PM,received,SM2

      """)
    let first = try #require(row(readings[0]))
    #expect((first.channel, first.place) == (.sms, "+16175550175"))
    #expect(first.said == .words("Stop, por favor\ngracias"))
    #expect(first.at == now && first.id == "words/SM1" && first.kind == .optOut)
    let second = try #require(row(readings[1]))
    #expect((second.channel, second.place) == (.email, "rosa@example.org"))
    #expect(second.at == now && second.kind == .words)
  }

  @Test("deliveries by their status; what is on its way says nothing yet")
  func deliveries() throws {
    let readings = try read(
      """
      to,status,message_id
      rosa@example.org,Hard-Bounce,<5f0c-1@lakeside.example>
      +16175550175,delivered,
      +16175550175,queued,
      ,failed,77aa
      +16175550175,perhaps,

      """)
    let bounce = try #require(row(readings[0]))
    #expect(bounce.said == .bounced && bounce.message == "5f0c-1" && bounce.channel == .email)
    #expect(row(readings[1])?.said == .delivered)
    if case .nothing = readings[2] {} else { Issue.record("it is on its way") }
    #expect(row(readings[3])?.message == "77aa")
    #expect(problem(readings[4]) == "status is not a known word")
  }

  @Test("a row that cannot be used says why, and never a value")
  func rejected() throws {
    let readings = try read(
      """
      from,channel,text
      somebody,sms,stop
      ,sms,stop
      +16175550175,fax,stop
      +16175550175,sms,

      """)
    #expect(
      readings.map(problem) == [
        "from is neither a number nor an e-mail address", "from is missing",
        "channel is not known", "the text is missing",
      ])
  }

  @Test(
    "an escape sequence or a hidden character hides no word, and none is kept",
    arguments: [
      "STOP\u{1B}[0m", "STOP \u{1B}]0;x\u{07}", "STOP \u{9B}m", "\u{202E}STOP\u{2069}",
      "S\u{AD}TOP",
      "\u{1B}[31mSTOP",
    ])
  func hidden(_ text: String) throws {
    let said = try #require(try read("from,text\n6175550175,\"\(text)\"\n").compactMap(row).first)
    guard case .words(let words) = said.said else {
      Issue.record("\(said)")
      return
    }
    #expect(words.trimmingCharacters(in: .whitespaces) == "STOP")
    #expect(ReplyEffect.of(said, people: 1) == [.withdraw([.sms], at: "+16175550175")])
  }

  @Test("lines of an answer stay lines, and an answer of nothing is missing")
  func lines() throws {
    let readings = try read("from,text\n6175550175,\"one\u{1B}[1m\r\ntwo\"\n6175550175,\u{1B}[0m\n")
    #expect(row(readings[0])?.said == .words("one\ntwo"))
    #expect(problem(readings[1]) == "the text is missing")
  }

  @Test("the same row again has the same name, another row another")
  func names() throws {
    let text = "from,text,at\n6175550175,stop,2026-11-24 14:05\n6175550175,stop,2026-11-24 14:06\n"
    let (first, again) = (try read(text).compactMap(row), try read(text).compactMap(row))
    #expect(first.map(\.id) == again.map(\.id))
    #expect(Set(first.map(\.id)).count == 2)
  }
}

@Suite("What a stop withdraws")
struct ReplyEffectTests {
  func effects(
    _ text: String, _ channel: ContactMethod = .sms, from place: String = "+16175550175",
    people: Int = 1
  ) -> [ReplyEffect] {
    let row = ReplyRow(id: "m", channel: channel, place: place, at: Date(), said: .words(text))
    return ReplyEffect.of(row, people: people)
  }

  @Test("the channel at hand, where it came from")
  func here() {
    #expect(effects("STOP") == [.withdraw([.sms], at: "+16175550175")])
    #expect(
      effects("unsubscribe", .email, from: "a@b.org") == [.withdraw([.email], at: "a@b.org")])
    #expect(effects("stop", .portal, from: "4711") == [.withdraw([.portal], at: nil)])
    #expect(effects("thank you") == [.read])
  }

  @Test("all of it, when the words say so and one person is reached there")
  func all() {
    let all: [ConsentChannel] = [.sms, .email, .portal, .voicemail]
    #expect(effects("stop all") == [.withdraw(all, at: nil)])
    #expect(effects("stop all", people: 3) == [.withdraw([.sms, .voicemail], at: "+16175550175")])
    #expect(
      effects("stop all", .email, from: "a@b.org", people: 2)
        == [.withdraw([.email], at: "a@b.org")])
  }

  @Test("no calls silences the number; by e-mail somebody reads which number is meant")
  func calls() {
    #expect(effects("stop calling me") == [.silence("+16175550175")])
    #expect(
      effects("stop calling me", .email, from: "a@b.org")
        == [.withdraw([.email], at: "a@b.org"), .read])
  }

  /// Words, the way they came by, what is withdrawn where they came from, and what beside it.
  static let words: [(String, ContactMethod, [ConsentChannel], [ConsentChannel])] = [
    ("Ya no me escriban", .email, [.email], []), ("No me escriban más", .email, [.email], []),
    ("Ya no me escriban", .sms, [.sms], []), ("dejen de escribirme", .portal, [.portal], []),
    ("stop writing to me", .email, [.email], []),
    ("please don't text me anymore", .email, [.email], [.sms]),
    ("stop texting me", .email, [.email], [.sms]), ("stop texting me", .sms, [.sms], []),
    ("no me manden mensajes de texto", .email, [.email], [.sms]),
    ("no more texts", .portal, [.portal], [.sms]),
    ("stop emailing me", .sms, [.sms], [.email]), ("stop emailing me", .email, [.email], []),
    ("no me manden correos", .sms, [.sms], [.email]),
    ("stop texting and emailing me", .email, [.email], [.sms]),
    ("stop texting and emailing me", .portal, [.portal], [.sms, .email]),
    ("stop leaving voicemails", .sms, [.sms, .voicemail], []),
    ("no me dejen recados", .email, [.email], [.voicemail]),
    ("stop texting me and email me instead", .sms, [.sms], []),
  ]

  @Test("the way an answer came by is always meant, and every way it names", arguments: words)
  func always(
    _ text: String, _ channel: ContactMethod, _ own: [ConsentChannel], _ named: [ConsentChannel]
  ) {
    let from = [.sms: "+16175550175", .email: "a@b.org"][channel] ?? "4711"
    let place = channel == .portal ? nil : from
    let here = ReplyEffect.withdraw(own, at: place)
    let beside: [ReplyEffect] = named.isEmpty ? [] : [.withdraw(named, at: nil)]
    #expect(effects(text, channel, from: from) == [here] + beside)
    // Where several are reached, the rest is for somebody to read.
    let shared: [ReplyEffect] = named.isEmpty ? [] : [.read]
    #expect(effects(text, channel, from: from, people: 2) == [here] + shared)
  }
}
