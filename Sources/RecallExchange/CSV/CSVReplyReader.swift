internal import Foundation
internal import RecallDomain

/// One row of an export of answers, or of deliveries.
struct CSVReplyReader {
  enum Reading {
    case row(ReplyRow)
    /// Still on its way, or the row says nothing.
    case nothing(String)
    case rejected(ImportProblem)
  }

  typealias Cells = CSVCells<ReplyColumn>

  /// An answer longer than this, in bytes, is no answer.
  private static let longestText = 20_000

  private let header: CSVHeader<ReplyColumn>
  private let moments: CSVMoments<ReplyColumn>
  private let now: Date

  var unread: [String] { header.unread }

  /// - Parameter zone: the clinic's; times without a zone are on its clock.
  init(
    _ row: CSVRow, map: ColumnMap?, zone: Zone, now: Date, name: String
  ) throws(ImportFailure) {
    header = try CSVHeader(row, map: map, name: name)
    moments = CSVMoments(start: .at, date: .date, time: .time, zone: zone)
    self.now = now
    var missing: [String] = []
    if header[.text] == nil, header[.status] == nil { missing.append("text or status") }
    if header[.from] == nil, header[.to] == nil, header[.messageID] == nil {
      missing.append("from, to or message_id")
    }
    if !missing.isEmpty { throw .missingColumns(name, missing) }
  }

  func read(_ row: CSVRow) -> Reading {
    let cells = Cells(row: row, header: header)
    if let problem = cells.shapeProblem { return .rejected(problem) }
    do {
      guard let said = try said(cells) else { return .nothing("message that is on its way") }
      return .row(try reply(cells, said))
    } catch {
      return .rejected(error.problem)
    }
  }

  /// A row with words is an answer, whatever its status says: gateways mark those as received.
  private func said(_ cells: Cells) throws(RowRejection) -> ReplyRow.Said? {
    if let text = Self.words(cells), cells.cell(.from) != nil || header[.status] == nil {
      guard text.utf8.count <= Self.longestText else {
        throw cells.rejection(.text, "text is too long")
      }
      return .words(text)
    }
    guard let status = cells.text(.status) else {
      throw cells.rejection(header[.text] == nil ? .status : .text, "the text is missing")
    }
    guard let word = DeliveryWord.read(status) else {
      throw cells.rejection(.status, "status is not a known word")
    }
    switch word {
    case .delivered: return .delivered
    case .bounced: return .bounced
    case .onItsWay: return nil
    }
  }

  /// What a person reads of an answer: escape sequences and what is drawn as nothing hide no word from
  /// us (STOP is STOP), and none is kept. Lines stay lines.
  private static func words(_ cells: Cells) -> String? {
    let lines = cells.text(.text)?.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let text = (lines ?? []).map { TerminalText.clean(String($0)) }.joined(separator: "\n")
    return text.contains { !$0.isWhitespace } ? text : nil
  }

  private func reply(_ cells: Cells, _ said: ReplyRow.Said) throws(RowRejection) -> ReplyRow {
    let message = try cells.identifier(.messageID).map(Self.token)
    let isWords = if case .words = said { true } else { false }
    let column: ReplyColumn = isWords || cells.cell(.to) == nil ? .from : .to
    let (channel, place) = try place(cells, column, isNamed: message != nil && !isWords)
    let at = try moment(cells)
    var row = ReplyRow(
      id: "", channel: channel, place: place, at: at, said: said, message: message)
    // A gateway may give an answer and a delivery one name.
    let kind = isWords ? "words" : row.kind.rawValue
    row.id = try cells.identifier(.id).map { "\(kind)/\($0)" } ?? key(row)
    return row
  }

  /// `<5f0c@lakeside.example>` is our name for a message, as its e-mail bears it.
  private static func token(_ id: String) -> String {
    let bare = id.filter { $0 != "<" && $0 != ">" }
    return String(bare.prefix { $0 != "@" })
  }

  private func place(
    _ cells: Cells, _ column: ReplyColumn, isNamed: Bool
  ) throws(RowRejection) -> (ContactMethod, String) {
    let channel = try channel(cells)
    guard let text = cells.plain(column) else {
      // The message itself says where it went.
      if isNamed { return (channel ?? .email, "") }
      throw cells.rejection(column, "\(column.name) is missing")
    }
    if channel == .portal { return (.portal, text) }
    if channel != .sms, let address = MailAddress(text) {
      return (.email, address.address)
    }
    let numbers = PhoneNumber.parse(text)
    guard channel != .email, numbers.count == 1, let number = numbers.first else {
      throw cells.rejection(column, "\(column.name) is neither a number nor an e-mail address")
    }
    return (.sms, number.number)
  }

  private func channel(_ cells: Cells) throws(RowRejection) -> ContactMethod? {
    guard let text = cells.text(.channel) else { return nil }
    switch Folded.text(text).filter({ $0.isLetter }) {
    case "sms", "text", "texto", "mms", "whatsapp", "phone", "mobile": return .sms
    case "email", "mail", "correo", "correoelectronico": return .email
    case "portal": return .portal
    default: throw cells.rejection(.channel, "channel is not known")
    }
  }

  /// Without a time it came now.
  private func moment(_ cells: Cells) throws(RowRejection) -> Date {
    guard cells.cell(.at) != nil || cells.cell(.date) != nil else { return now }
    switch try moments.read(cells) {
    case .at(let instant): return instant
    case .day(let date):
      return LocalTime(date: date, time: TimeOfDay(minutes: 0)!).instant(in: moments.zone)
    }
  }

  /// The same row again is the same, also without a name of its own; without a time, one a day.
  private func key(_ row: ReplyRow) -> String {
    var key = StableKey()
    key.add(row.channel.rawValue)
    key.add(row.place)
    key.add(row.message ?? "")
    key.add(
      row.at == now
        ? LocalTime(now, in: moments.zone).date.description
        : String(Int(row.at.timeIntervalSince1970)))
    switch row.said {
    case .words(let text): key.add(text)
    case .delivered: key.add("\u{1}delivered")
    case .bounced: key.add("\u{1}bounced")
    }
    return key.text(after: "m")
  }
}

/// What a gateway says of a message.
enum DeliveryWord {
  case delivered, bounced, onItsWay

  /// `nil`: the word is not known.
  static func read(_ text: String) -> DeliveryWord? {
    words[Folded.text(text).filter { $0.isLetter || $0.isNumber }]
  }

  private static let words: [String: DeliveryWord] = {
    let rows: [(DeliveryWord, String)] = [
      (.delivered, "delivered read opened received entregado leido recibido"),
      (
        .bounced,
        "bounced bounce hardbounce hard failed undelivered undeliverable permanentfailure invalid invalidnumber unknownuser unknownsubscriber rejected dead fallido rebotado noentregado rechazado"
      ),
      (
        .onItsWay,
        "sent queued accepted sending scheduled deferred delayed softbounce soft pending relayed expanded enviado pendiente encolado"
      ),
    ]
    var words: [String: DeliveryWord] = [:]
    for (word, names) in rows {
      for name in names.split(separator: " ") { words[String(name)] = word }
    }
    return words
  }()
}
