package import Foundation

/// What comes back after a message: a patient's words, or what a gateway says of its delivery.
package enum ReplyKind: String, CaseIterable, Codable, Hashable, Sendable {
  /// Somebody there wants no more of it.
  case optOut = "opt-out"
  /// Anything else that somebody has written.
  case words
  case delivered
  /// It reached nobody, and will not.
  case bounced
}

/// One row of an export of answers or deliveries.
package struct ReplyRow: Hashable, Sendable {
  /// What is said: the words, or what became of the message.
  package enum Said: Hashable, Sendable {
    case words(String)
    case delivered
    case bounced
  }

  /// Of the gateway, or made of what the row says: the same row again is the same.
  package var id: String
  package var channel: ContactMethod
  /// E.164, an e-mail address, or a patient's name in the portal.
  package var place: String
  package var at: Date
  package var said: Said
  /// The message it is about, by its name outside the clinic, where the row tells.
  package var message: String?

  package init(
    id: String, channel: ContactMethod, place: String, at: Date, said: Said,
    message: String? = nil
  ) {
    self.id = id
    self.channel = channel
    self.place = place
    self.at = at
    self.said = said
    self.message = message
  }

  package var kind: ReplyKind {
    switch said {
    case .words(let text): OptOutWording.inReply(text) == nil ? .words : .optOut
    case .delivered: .delivered
    case .bounced: .bounced
    }
  }
}

/// What was made of it.
package enum ReplyVerdict: Hashable, Sendable {
  /// Consent is withdrawn from now on.
  case optedOut
  /// It waits in a queue for somebody to read.
  case queued
  case delivered
  /// Nobody is reached there any more by such a message.
  case bounced
  /// It was imported before.
  case unchanged
  /// Nobody in the list is reached there.
  case unknownSender
}

/// What a "stop" in an answer withdraws. Whoever shares the telephone or the address may have
/// written it: so where several people are reached there, it is that number or address that gets no
/// more, and nobody loses what reaches them elsewhere (47 CFR 64.1200(a)(10); DOMAIN 9b).
package enum ReplyEffect: Hashable, Sendable {
  case withdraw([ConsentChannel], at: String?)
  /// No calls, and no texts, to this number.
  case silence(String)
  /// The words say more, or other, than can be done here: somebody reads them.
  case read

  /// - Parameter people: how many are reached at that place.
  package static func of(_ row: ReplyRow, people: Int) -> [ReplyEffect] {
    guard case .words(let text) = row.said, let scope = OptOutWording.inReply(text) else {
      return [.read]
    }
    let isPhone = row.channel == .sms
    let own = ConsentChannel(row.channel).map { [$0] } ?? []
    let place = row.channel == .portal ? nil : row.place
    let here = ReplyEffect.withdraw(own, at: place)
    switch scope {
    case .unnamed, .messages: return [here]
    case .channel:
      return ways(
        own, at: place, isPhone, and: OptOutWording.channelsNamed(inReply: text), people)
    case .calls: return isPhone ? [.silence(row.place)] : [here, .read]
    case .everything:
      let all = ConsentChannel.messages + [.voicemail]
      guard people > 1 else { return [.withdraw(all, at: nil)] }
      return isPhone ? [.withdraw([.sms, .voicemail], at: row.place)] : [here]
    }
  }

  /// The way the answer came by is always meant too: whoever answers an e-mail with "stop texting me"
  /// gets no more e-mails either. A way it names beside that is withdrawn where it can only be this
  /// person's; a voicemail comes to the same telephone.
  private static func ways(
    _ own: [ConsentChannel], at place: String?, _ isPhone: Bool,
    and named: Set<ConsentChannel>, _ people: Int
  ) -> [ReplyEffect] {
    let withVoicemail = isPhone && named.contains(.voicemail)
    let here = ReplyEffect.withdraw(own + (withVoicemail ? [.voicemail] : []), at: place)
    let others = ConsentChannel.allCases.filter {
      named.contains($0) && !own.contains($0) && !(withVoicemail && $0 == .voicemail)
    }
    if others.isEmpty { return [here] }
    return [here, people == 1 ? .withdraw(others, at: nil) : .read]
  }
}

/// What comes back, as it is imported.
package protocol ReplyImporting: AnyObject {
  /// Each row by itself and once: a "stop" withdraws consent at once, other words wait in the queue of
  /// the front desk, a bounce marks its address.
  ///
  /// - Parameter item: the item for words that somebody is to read; how many people are reached at
  ///   that place.
  func importReplies(
    _ rows: [ReplyRow], at now: Date, item: (ReplyRow, Candidate, Int) -> QueueItem
  ) throws(StoreFailure) -> [ReplyVerdict]
  /// Whether nobody in the list is reached where each of them comes from. Nothing is written.
  func areUnknownSenders(_ rows: [ReplyRow], at now: Date) throws(StoreFailure) -> [Bool]
}
