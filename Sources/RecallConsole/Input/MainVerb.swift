import RecallDomain

/// The verbs of the main prompt: one table that dispatch, help and completion read. The order is
/// that of the help. Names are never translated.
enum MainVerb: String, CaseIterable, Sendable {
  case next, worklist, why, lookup, open, resume, last, promises, inbox, block
  case practice, report, locale
  case help, quit

  /// What may follow the verb: how it is completed, and how the help writes it.
  enum Argument: Equatable, Sendable {
    case none, segment, recall, recallAndInbound, note, number, queue, block, practice, language
    case verb

    /// The staff text that names it in the help, behind the verb.
    var usageKey: String? {
      switch self {
      case .none: nil
      case .segment: "usage.segment"
      case .recall: "usage.recall"
      case .recallAndInbound: "usage.recall-inbound"
      case .note: "usage.note"
      case .number: "usage.number"
      case .queue: "usage.queue"
      case .block: "usage.block"
      case .practice: "usage.practice"
      case .language: "usage.language"
      case .verb: "usage.verb"
      }
    }
  }

  var argument: Argument {
    switch self {
    case .next, .worklist: .segment
    case .why: .recall
    case .open: .recallAndInbound
    case .resume: .number
    case .last: .note
    case .inbox: .queue
    case .block: .block
    case .practice: .practice
    case .locale: .language
    case .help: .verb
    case .lookup, .promises, .report, .quit: .none
    }
  }

  /// What it wants of whoever types it; what stands behind a verb may want more.
  var need: CommandNeed {
    switch self {
    case .next, .open, .resume, .block: .duty([.placeCalls])
    case .worklist, .why, .lookup, .promises: .duty([.seeTheList])
    case .last: .duty([.readNotes])
    case .inbox: .duty([.readQueues])
    case .report: .duty([.seeFigures])
    case .practice, .locale, .help, .quit: .staff
    }
  }

  /// With what stands behind it: in an emergency another duty is enough.
  func need(behind argument: String, _ typed: TypedWords) -> CommandNeed {
    let words = self == .open ? EmergencyWish.behindID(argument) : argument
    guard [.open, .lookup].contains(self), EmergencyWish.reason(words, typed) != nil else {
      return need
    }
    return .duty([.breakGlass])
  }

  /// `next [SEGMENT]`, in the console's language.
  func usage(_ desk: Desk) -> String {
    ([desk.shown("verb", rawValue)] + [argument.usageKey].compactMap { $0 }.map { desk.say($0) })
      .joined(separator: " ")
  }
}

extension MainVerb: TypedVerb {
  static let kind = "verb"
}

/// A line of the main prompt, read.
typealias MainReading = VerbReading<MainVerb>

extension String {
  /// Without spaces at either end.
  var trimmed: String {
    let end = drop { $0.isWhitespace }
    guard let last = end.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(end[...last])
  }
}
