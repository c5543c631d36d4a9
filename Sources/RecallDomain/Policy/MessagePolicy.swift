/// How messages leave the clinic: by commands of its own, one for each channel.
package struct MessagePolicy: Hashable, Sendable {
  package var channels: [ContactMethod: MessageCommand] = [:]
  /// Seconds that a command may take for one message, where its channel says nothing else.
  package var patience = 60
  /// So often a message is handed over at most.
  package var attempts = 6
  /// Days after which a message that could not leave is not sent any more.
  package var keepDays = 7

  package init() {}
}

/// The clinic's own command for one channel: a mail transfer agent, a gateway's client.
package struct MessageCommand: Hashable, Sendable {
  /// What the command reads on its standard input.
  package enum Format: String, CaseIterable, Hashable, Sendable {
    /// A whole e-mail (RFC 5322), the address in its head.
    case email
    /// One JSON document.
    case json
    /// `To:` and the address, an empty line, the words.
    case text
  }

  /// The program, and its arguments as they are: *never* read by a shell, never with a patient's data.
  package var words: [String]
  package var format: Format
  /// Of an e-mail; needed where the format is one.
  package var from: MailAddress?
  package var replyTo: MailAddress?
  /// Of an e-mail, by language; a language left out has the locale's own words.
  package var subject: [String: String] = [:]
  /// `List-Unsubscribe` of an e-mail, as it is.
  package var unsubscribe: String?
  /// The command keeps the key of each message and sends none twice: then one whose end is not known
  /// may be handed over again.
  package var idempotent = false
  /// Seconds; `nil` = as for all.
  package var patience: Int?

  package init(_ words: [String], format: Format) {
    self.words = words
    self.format = format
  }
}

/// An e-mail address with the name that is shown beside it.
package struct MailAddress: Hashable, Sendable {
  package var name: String?
  /// `appointments@lakeside.example`
  package var address: String

  package init(name: String? = nil, address: String) {
    self.name = name
    self.address = address
  }

  /// `Lakeside Clinic <appointments@lakeside.example>`, or the address alone.
  package init?(_ text: String) {
    guard !text.contains(where: \.isNewline) else { return nil }
    if text.hasSuffix(">"), let open = text.lastIndex(of: "<") {
      let address = String(text[text.index(after: open)...].dropLast())
      var name = text[..<open].drop(while: \.isWhitespace)
      while name.last?.isWhitespace == true { name.removeLast() }
      if name.count > 1, name.first == "\"", name.last == "\"" {
        name = name.dropFirst().dropLast()
      }
      guard Self.isAddress(address) else { return nil }
      self.init(name: name.isEmpty ? nil : String(name), address: address)
    } else {
      guard Self.isAddress(text) else { return nil }
      self.init(address: text)
    }
  }

  /// What stands behind the @.
  package var domain: String { address.split(separator: "@").last.map(String.init) ?? "" }

  /// One mailbox as it is written nearly everywhere (RFC 5321, without quotes or comments): what can
  /// stand in the head of an e-mail and can be nothing else there.
  package static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (3...254).contains(text.utf8.count), (1...64).contains(parts[0].count)
    else { return false }
    let isAtom = { (part: Substring, signs: String) in
      !part.isEmpty
        && part.unicodeScalars.allSatisfy { scalar in
          ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
            || ("0"..."9").contains(scalar) || signs.unicodeScalars.contains(scalar)
        }
    }
    let local = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let domain = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return local.allSatisfy { isAtom($0, "!#$%&'*+/=?^_`{|}~-") }
      && domain.allSatisfy { isAtom($0, "-") && $0.first != "-" && $0.last != "-" }
  }
}
