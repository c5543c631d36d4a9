package import Foundation
package import RecallDomain

/// A message of the outbox as its command reads it on standard input.
///
/// The address and the words stand in it and nowhere else: not in an argument, the environment or a
/// file. Its name outside the clinic (`OutboxItem.token`) is made for it alone and says nothing.
package struct OutgoingMessage: Sendable {
  private let message: OutboxItem
  private let command: MessageCommand
  private let clinic: String
  private let subject: String
  private let now: Date
  private let zone: Zone

  /// - Parameters:
  ///   - clinic: the name that anybody may read.
  ///   - subject: of an e-mail; it names no patient and no reason.
  package init(
    _ message: OutboxItem, for command: MessageCommand, from clinic: String, subject: String,
    at now: Date, in zone: Zone
  ) {
    self.message = message
    self.command = command
    self.clinic = clinic
    self.subject = subject
    self.now = now
    self.zone = zone
  }

  /// `nil`: the address cannot be one, and nothing is handed over.
  package func bytes() -> [UInt8]? {
    switch command.format {
    case .email: mail().map { Array($0.utf8) }
    case .json: try? Array(json())
    case .text: text().map { Array($0.utf8) }
    }
  }

  /// RFC 5322, with MIME; lines end in LF, as sendmail's own standard input has it.
  private func mail() -> String? {
    guard let from = command.from, MailAddress.isAddress(message.address),
      let token = message.token
    else { return nil }
    let language = message.language ?? "en"
    var head = MailHeader.line("From", MailHeader.mailbox(from))
    head += MailHeader.line("To", message.address)
    if let replyTo = command.replyTo {
      head += MailHeader.line("Reply-To", MailHeader.mailbox(replyTo))
    }
    head += MailHeader.line("Subject", MailHeader.words(command.subject[language] ?? subject))
    head += MailHeader.line("Date", MailHeader.date(now, in: zone))
    head += MailHeader.line("Message-ID", "<\(token)@\(from.domain)>")
    if let unsubscribe = command.unsubscribe {
      head += MailHeader.line("List-Unsubscribe", MailHeader.flat(unsubscribe))
    }
    head += MailHeader.line("Auto-Submitted", "auto-generated")
    head += MailHeader.line("Content-Language", MailHeader.flat(language))
    head += MailHeader.line("MIME-Version", "1.0")
    head += MailHeader.line("Content-Type", "text/plain; charset=utf-8")
    head += MailHeader.line("Content-Transfer-Encoding", "quoted-printable")
    return head + "\n" + QuotedPrintable.text(message.text) + "\n"
  }

  private struct Document: Encodable {
    var format = "recall-message/1"
    var key: String
    var channel: String
    var to: String
    var language: String?
    var text: String
    var clinic: String
  }

  private func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      key: message.token ?? "", channel: message.channel.rawValue, to: message.address,
      language: message.language, text: message.text, clinic: clinic)
    return try encoder.encode(document) + Data("\n".utf8)
  }

  private func text() -> String? {
    guard message.address == MailHeader.flat(message.address) else { return nil }
    return "To: \(message.address)\n\n\(message.text)\n"
  }
}
