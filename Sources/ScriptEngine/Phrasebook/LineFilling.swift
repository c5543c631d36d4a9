import RecallDomain

/// Fills one phrase at one level. Every fact is held against its own level before it is looked up,
/// the count of a counted line included.
struct LineFilling {
  let level: GateLevel
  let disclosure: Disclosure
  let words: FactWords

  func text(of phrase: Phrase) throws(RenderRefusal) -> String {
    switch phrase.body {
    case .plain(let template): return try fill(template)
    case .counted(let count, let forms, let without):
      try permit(count)
      guard let number = try words.count(count) else {
        guard let without else {
          throw RenderRefusal.nothingToSay(count, locale: words.book.locale)
        }
        return try fill(without)
      }
      let category = PluralRules.category(of: number, in: words.book.locale)
      guard let form = forms[category] ?? forms[.other] else {
        throw RenderRefusal.nothingToSay(count, locale: words.book.locale)
      }
      return try fill(form)
    }
  }

  private func fill(_ template: Template) throws(RenderRefusal) -> String {
    let speaksOfAppointment = template.facts.contains(.appointment)
    var text = ""
    for part in template.parts {
      switch part {
      case .text(let words): text += words
      case .unknown(let name): throw RenderRefusal.noSuchFact(name)
      case .fact(let fact):
        try permit(fact)
        text += try words.text(of: fact, besideAppointment: speaksOfAppointment)
      }
    }
    return text
  }

  private func permit(_ fact: Fact) throws(RenderRefusal) {
    let needed = disclosure.level(of: fact)
    guard let needed, needed <= level else {
      throw RenderRefusal.belowLevel(fact, needs: needed, has: level)
    }
  }
}
