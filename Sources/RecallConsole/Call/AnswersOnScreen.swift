import RecallDomain
import ScriptEngine

/// The answers of a prompt by everything that the languages of the console have for them.
extension ResponseReader {
  init(_ responses: [Response], at node: NodeID, in edition: Edition, _ desk: Desk) {
    let labels = { (locales: [String]) in
      locales.flatMap { Self.labels(of: responses, at: node, in: edition, desk, $0) }
    }
    self.init(
      responses: responses, labels: labels(edition.phrasebooks.keys.sorted()),
      shown: desk.showsNames ? [] : labels([desk.consoleLocale]),
      words: Self.words(of: responses, desk))
  }

  private static func words(of responses: [Response], _ desk: Desk) -> [Label] {
    responses.flatMap { response in
      desk.typed.folded("response.\(response.name)").map {
        Label(text: $0, means: .response(response.name))
      }
    }
  }

  private static func labels(
    of responses: [Response], at node: NodeID, in edition: Edition, _ desk: Desk, _ locale: String
  ) -> [Label] {
    let known = edition.phrasebooks[locale]?.labels ?? [:]
    let heard = responses.compactMap { response in
      (known["\(node).\(response.name)"] ?? known[response.name]).map {
        Label(text: $0, means: .response(response.name))
      }
    }
    let interrupts = Interrupt.allCases.flatMap { interrupt in
      let key = "interrupt.\(interrupt.rawValue)"
      return ([known[key]].compactMap { $0 } + desk.typed.words(key, in: locale)).map {
        Label(text: $0, means: .interrupt(interrupt))
      }
    }
    return heard + interrupts
  }
}
