import RecallDomain

/// A phrase as a reader of scripts sees it, when nobody is called: what the clinic decides is filled
/// in, everything else stands as ‹what will be said there›. *Never* holds anything of a patient.
struct ShownPhrase {
  let book: Phrasebook
  let clinic: ClinicWords

  /// Every form that can be spoken, one for a plain text.
  func forms(of phrase: Phrase) -> [String] {
    switch phrase.body {
    case .plain(let template): [text(template)]
    case .counted(_, let forms, let without):
      PluralCategory.allCases.compactMap { forms[$0] }.map(text)
        + (without.map { [text($0)] } ?? [])
    }
  }

  /// The words of a line; a line that no file holds is named instead.
  func forms(of line: LineID) -> [String] {
    book.phrase(line).map { forms(of: $0) } ?? ["‹line \(line) is missing›"]
  }

  private func text(_ template: Template) -> String {
    template.parts.map { part in
      switch part {
      case .text(let words): words
      case .fact(let fact): text(of: fact)
      case .unknown(let name): "‹\(name)?›"
      }
    }.joined()
  }

  private func text(of fact: Fact) -> String {
    let own = clinic.texts(of: fact, in: book)
    switch fact {
    case .clinic, .clinicPhone, .clinicHours, .portal: return own.first ?? "‹\(fact.shown)›"
    case .greeting where !own.isEmpty: return "‹\(own.joined(separator: " / "))›"
    default: return "‹\(fact.shown)›"
    }
  }
}

extension Fact {
  /// What is said in its place, for people who read a script and not a call.
  package var shown: String {
    switch self {
    case .caller: "the caller's name"
    case .clinic: "the clinic's neutral name"
    case .clinicPhone: "the clinic's number"
    case .clinicHours: "the clinic's hours"
    case .portal: "how to reach the portal"
    case .greeting: "greeting by the hour"
    case .askFor: "first name of whom we ask for"
    case .patientFirst: "the patient's first name"
    case .patientName: "the patient's full name"
    case .answerBy: "when the team will have answered"
    case .callbackWindow: "the time given in this call"
    case .provider: "the provider"
    case .due: "when the visit is due"
    case .appointment: "the appointment made in this call"
    case .location: "the place of the visit"
    case .reason: "the reason in plain words"
    case .specialty: "the specialty"
    case .lastVisit: "the date of the last visit"
    case .weeksOverdue: "number of weeks overdue"
    case .weeksSinceVisit: "number of weeks since the last visit"
    }
  }

  /// Comes from the patient's record or from the person who is on the line, not from the clinic's
  /// settings, the caller or the clock.
  package var isPersonal: Bool {
    switch self {
    case .caller, .clinic, .clinicPhone, .clinicHours, .portal, .greeting, .answerBy: false
    case .askFor, .patientFirst, .patientName, .callbackWindow, .provider, .due, .appointment,
      .location, .reason, .specialty, .lastVisit, .weeksOverdue, .weeksSinceVisit:
      true
    }
  }
}
