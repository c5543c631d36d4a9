import RecallConsole
import RecallDomain
import RecallReports
import ScriptEngine

/// What each caller might rehearse, by what their notes lack.
struct ReviewPractice {
  private let repertoire: Repertoire
  private let results: [PracticeResult]

  /// Without a practice store nobody has rehearsed yet; that is no reason not to say what to begin
  /// with.
  init(_ clinic: OpenClinic) throws {
    repertoire = Repertoire(
      try clinic.libraryWithRehearsals(), locale: clinic.policy.sourceLanguage)
    let store = try? PracticePlace(policy: clinic.policy, folder: clinic.folder).openIfMade()
    results = (try? store?.practice(since: nil)) ?? []
  }

  func plan(of result: ReviewResults) -> [(question: RubricQuestion, rehearsals: [String])] {
    let plan = PracticePlan(repertoire, results: results.filter { $0.staff == result.caller })
    return result.toPractise.map { question in
      (question, plan.choices(for: question).map(\.rehearsal.id))
    }
  }
}

/// The results of one caller as JSON.
enum ReviewDocument {
  static func json(
    _ result: ReviewResults, _ plan: [(question: RubricQuestion, rehearsals: [String])]
  ) -> JSONValue {
    [
      "caller": .string(result.caller), "notes": .int(result.notes),
      "rubric": .string(RubricQuestion.edition), "all": share(result.all),
      "questions": .array(
        RubricQuestion.allCases.map { question in
          [
            "question": .string(question.rawValue),
            "share": share(result.byQuestion[question] ?? .init()),
          ]
        }),
      "months": .array(
        result.months.map { month in
          ["month": .string(month.text), "share": share(month.share)]
        }),
      "comments": .texts(result.comments.map(\.1)),
      "to_rehearse": .array(
        plan.map { question, rehearsals in
          ["question": .string(question.rawValue), "rehearsals": .texts(rehearsals)]
        }),
    ]
  }

  private static func share(_ share: ReviewResults.Share) -> JSONValue {
    [
      "numerator": .double(share.points), "denominator": .int(share.of),
      "value": share.value.map { .double($0) } ?? .null,
    ]
  }
}

extension ReviewResults.Month {
  /// `2026-11`
  var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
}

/// The same for a person, in the console's language.
struct ReviewText {
  private let phrases: StaffPhrases
  private static let labelWidth = 46
  private static let mostComments = 5

  init(_ phrases: StaffPhrases) { self.phrases = phrases }

  func lines(
    _ result: ReviewResults, _ plan: [(question: RubricQuestion, rehearsals: [String])]
  ) -> [String] {
    let head = [
      result.caller, phrases.text("review.notes", count: result.notes), share(result.all),
    ]
    let questions = RubricQuestion.allCases.map { question in
      let label = phrases.text("review.short.\(question.rawValue)")
      let padding = String(repeating: " ", count: max(1, Self.labelWidth - label.count))
      return "  \(label)\(padding)\(share(result.byQuestion[question] ?? .init()))"
    }
    let months = result.months.map { "\($0.text) \(percent($0.share))" }
    let trend = months.count > 1 ? ["  " + months.joined(separator: " · ")] : []
    let comments = result.comments.prefix(Self.mostComments).map { "  “\($0.1)”" }
    let practice = plan.flatMap { question, rehearsals in
      let what = phrases.text("review.short.\(question.rawValue)")
      let names = rehearsals.map { "recall practice \($0)" }
      return ["  " + phrases.text("review.rehearse", ["what": what])]
        + (names.isEmpty ? [phrases.text("review.together")] : names).map { "    " + $0 }
    }
    return ([head.joined(separator: " · ")] + questions + trend + comments + practice + [""])
      .map { line in
        let indent = line.prefix { $0 == " " }
        return indent + TerminalText.clean(String(line.dropFirst(indent.count)))
      }
  }

  private func percent(_ share: ReviewResults.Share) -> String {
    share.value.map { "\(Int(($0 * 100).rounded()))%" } ?? "–"
  }

  /// `87% (26 of 30)`
  private func share(_ share: ReviewResults.Share) -> String {
    let points =
      share.points == share.points.rounded() ? String(Int(share.points)) : String(share.points)
    return phrases.text(
      "review.share",
      ["percent": percent(share), "points": points, "of": String(share.of)])
  }
}
