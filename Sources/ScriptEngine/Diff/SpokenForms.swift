/// A phrase as what can be heard of it: one text, or one for each plural form.
struct SpokenForms: Hashable {
  /// `nil` stands for the one text of a plain phrase.
  let texts: [(form: String?, text: String)]

  init(_ phrase: Phrase?) {
    switch phrase?.body {
    case nil: texts = []
    case .plain(let template): texts = [(nil, template.source)]
    case .counted(_, let forms, let without):
      texts =
        PluralCategory.allCases.compactMap { category in
          forms[category].map { (category.rawValue, $0.source) }
        } + [without].compactMap { $0.map { ("without", $0.source) } }
    }
  }

  static func == (left: SpokenForms, right: SpokenForms) -> Bool {
    left.texts.elementsEqual(right.texts) { $0.form == $1.form && $0.text == $1.text }
  }

  func hash(into hasher: inout Hasher) {
    for one in texts {
      hasher.combine(one.form)
      hasher.combine(one.text)
    }
  }

  /// What differs, form by form; `nil` on the side that has no such form.
  func differences(to other: SpokenForms) -> [(form: String?, before: String?, after: String?)] {
    let forms = texts.map(\.form) + other.texts.map(\.form).filter { !has($0) }
    return forms.compactMap { form in
      let (before, after) = (text(form), other.text(form))
      return before == after ? nil : (form, before, after)
    }
  }

  private func has(_ form: String?) -> Bool { texts.contains { $0.form == form } }
  private func text(_ form: String?) -> String? { texts.first { $0.form == form }?.text }
}
