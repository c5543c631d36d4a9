import Foundation
import RecallDomain
import ScriptEngine

/// Reads what was typed at an `ask` as the field's own type.
struct FieldReader {
  let desk: Desk
  /// As the segment of the recall meets it.
  let policy: ClinicPolicy
  /// The patient's.
  let zone: Zone
  let state: String?
  /// The offered languages: their words for days, parts of the day, yes and no all count.
  let languages: [Language]

  enum Reading {
    case value(FieldValue)
    /// One sentence: what is wrong and what to type instead.
    case problem(String)
  }

  func read(_ typed: String, as field: CallField, picks: [CallbackWindow]) -> Reading {
    switch field {
    case .question, .complaint, .transportNeed, .emergencyWords, .emergencyLocation, .handedTo,
      .interpreter:
      .value(.text(TerminalText.clean(typed)))
    case .callbackWindow: window(typed, picks)
    case .agreed911: agreement(typed)
    case .insuranceConcern:
      kind(typed, InsuranceConcernKind.allCases, field).map { .value(.insurance($0, $1)) }
        ?? choose(InsuranceConcernKind.allCases.map(\.rawValue), field)
    case .declineReason:
      kind(typed, DeclineReasonKind.allCases, field).map { .value(.decline($0, $1)) }
        ?? choose(DeclineReasonKind.allCases.map(\.rawValue), field)
    case .language: language(typed)
    case .newNumber: phone(typed)
    case .appointment: .problem(desk.say("ask.when.unreadable"))
    }
  }

  /// Today and tomorrow, morning and afternoon, after work: only what can be honoured.
  func callbackPicks() -> [CallbackWindow] {
    CallbackReading.picks(now: desk.now, zone: zone, policy: policy, state: state)
  }

  /// `DATE TIME [PROVIDER]`: a booking made in another system.
  func appointment(_ typed: String, for entry: RecallEntry) -> Reading {
    let reading = CallbackReading.appointment(
      typed, now: desk.now, zone: desk.clinicZone, words: WhenWords(languages))
    switch reading {
    case .refused(let reason): return .problem(desk.say("ask.when.\(reason.rawValue)"))
    case .appointment(let start, let provider):
      let named = provider.map { TerminalText.clean($0) }
      var given = GivenAppointment(start: start, provider: named ?? entry.provider, slot: nil)
      if given.isWith(entry.provider) { given.location = entry.location }
      return .value(.appointment(given))
    }
  }

  private func window(_ typed: String, _ picks: [CallbackWindow]) -> Reading {
    if let number = Pick.number(typed), typed.count <= 2 {
      return picks.picked(number).map { .value(.window($0)) }
        ?? .problem(desk.say("ask.no-such-pick"))
    }
    let reading = CallbackReading.read(
      typed, now: desk.now, zone: zone, policy: policy, state: state,
      words: WhenWords(languages))
    switch reading {
    case .window(let window): return .value(.window(window))
    case .refused(let reason): return .problem(desk.say("ask.when.\(reason.rawValue)"))
    }
  }

  private func agreement(_ typed: String) -> Reading {
    desk.yesOrNo(typed, languages).map { .value($0 ? .yes : .no) }
      ?? .problem(desk.say("ask.yes-or-no"))
  }

  /// A kind or its prefix, then words; the labels of either console language count too.
  private func kind<Kind: RawRepresentable<String>>(
    _ typed: String, _ kinds: [Kind], _ field: CallField
  ) -> (Kind, String)? {
    let ends = { (character: Character) in character.isWhitespace || ",:".contains(character) }
    let names = kinds.flatMap { kind in
      [(kind.rawValue, kind)]
        + desk.words.staffLanguages.map { locale in
          let words = desk.words.phrases(in: locale)
          return (Folded.text(words.text("\(field.rawValue).\(kind.rawValue)")), kind)
        }
    }
    let rest = { (index: String.Index) in
      TerminalText.clean(String(typed[index...].drop(while: ends)))
    }
    // A whole name first, the longest: "falta de tiempo" is a kind, not "falta" and two words.
    for end in typed.indices.filter({ ends(typed[$0]) }).reversed() {
      let words = Folded.text(typed[..<end])
      if let whole = names.first(where: { $0.0 == words }) { return (whole.1, rest(end)) }
    }
    let head = Folded.text(typed.prefix { !ends($0) })
    guard !head.isEmpty else { return nil }
    let all = Folded.text(typed)
    if let whole = names.first(where: { $0.0 == all }) { return (whole.1, "") }
    let exact = names.filter { $0.0 == head }
    let meant = exact.isEmpty ? names.filter { $0.0.hasPrefix(head) } : exact
    guard let chosen = meant.first?.1, meant.allSatisfy({ $0.1.rawValue == chosen.rawValue }) else {
      return nil
    }
    return (chosen, rest(typed.firstIndex(where: ends) ?? typed.endIndex))
  }

  private func choose(_ kinds: [String], _ field: CallField) -> Reading {
    let names = kinds.map { desk.say("\(field.rawValue).\($0)") }
    return .problem(desk.say("ask.choose-kind", ["kinds": names.joined(separator: ", ")]))
  }

  private func language(_ typed: String) -> Reading {
    LanguageNames.tag(for: typed, namedIn: desk.words.staffLanguages).map { .value(.language($0)) }
      ?? .problem(desk.say("ask.unknown-language"))
  }

  private func phone(_ typed: String) -> Reading {
    PhoneNumber.parse(typed).first.map { .value(.text($0.number)) }
      ?? .problem(desk.say("ask.unreadable-number"))
  }
}
