import Foundation
import Testing

@testable import RecallDomain

@Suite("The list of the day")
struct WorklistTests {
  let now = at("2026-11-24 14:05")

  func list(_ policy: ClinicPolicy = clinic(), caller: StaffMember? = caller()) -> Worklist {
    Worklist(rules: CallRules(policy: policy), scripts: ["overdue"], caller: caller)
  }

  func named(_ id: String, _ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
    candidate {
      $0.entry = entry(id)
      change(&$0)
    }
  }

  @Test("promises come first, then priority, then the most overdue; those left out follow")
  func order() {
    let candidates = [
      named("later") { $0.entry.due = day("2026-11-20") },
      named("first") { $0.entry.priority = 1 },
      named("oldest") { $0.entry.due = day("2026-10-01") },
      named("held") { $0.heldBy = "ben" },
      named("promised") {
        $0.entry.priority = 5
        $0.entry.callback = CallbackWindow(
          date: day("2026-11-24"), moment: .time(TimeOfDay("14:00")!))
      },
    ]
    let items = list().items(candidates, at: now)
    #expect(items.map(\.recall.rawValue) == ["promised", "first", "oldest", "later", "held"])
    #expect(items.last?.excluded == .claimed)
    #expect(items.last?.callableFrom == nil)
  }

  @Test("says why, as data")
  func why() {
    let tried = named("r") {
      ($0.entry.priority, $0.patient.sensitive) = (1, true)
      $0.attempts = [attempt("2026-11-20 10:00", .rangOut)]
    }
    let item = list().item(tried, at: now)
    #expect(
      item.why == [
        .priority(1), .sensitive, .overdue(days: 12), .partNotTried(.afternoon),
        .stepBy(at("2026-11-24 19:00")),
      ])
    #expect(item.attempt == 2)
    #expect(item.attemptsMax == 4)
    #expect(
      list().item(named("r"), at: now).why == [
        .overdue(days: 12), .priority(3), .firstAttempt,
      ])
  }

  @Test("flags what must be known before dialling")
  func flags() {
    let item = list(clinic { $0.segments["overdue"]?.clinicalReview = .advise }).item(
      named("r") {
        $0.entry.authorization = "expires in March"
        ($0.patient.language, $0.patient.interpreterNeeded) = ("vi", true)
        $0.duplicateOf = PatientID("p2")
        $0.patient.postalCode = "37302"
      }, at: now)
    #expect(
      item.flags == [
        .authorization, .languageSupport, .interpreter, .clinicalAdvice, .duplicate, .zoneUncertain,
      ])
    let spanish = named("r") { $0.patient.language = "es" }
    #expect(list().item(spanish, at: now).flags == [.languageSupport])
    #expect(list(caller: caller("eva", ["en", "es"])).item(spanish, at: now).flags == [])
    #expect(list().item(named("r"), at: now).flags == [.languageUnknown])
  }

  @Test("an entry without a number is kept and flagged")
  func noNumber() {
    let item = list().item(named("r") { $0.patient.phones = [] }, at: now)
    #expect(item.excluded == .noNumber)
    #expect(item.flags.contains(.noNumber))
  }

  @Test("the day's counts are those of the list")
  func counts() {
    let items = list().items(
      [
        named("a"), named("b"),
        named("c") {
          ($0.patient.postalCode, $0.patient.state) = ("96813", "HI")
          $0.patient.phones = [phone("+18085550142")]
        },
        named("d") { $0.entry.nextAt = at("2026-12-01 00:00") },
      ], at: at("2026-11-24 12:00"))
    let counts = DayCounts(
      items, needOutcome: 1, at: at("2026-11-24 12:00"), endOfDay: at("2026-11-24 23:59"))
    #expect(counts == DayCounts(ready: 2, laterToday: 1, needOutcome: 1))
  }

  @Test("a new entry's place comes from its source, else its reason, segment, provider")
  func place() {
    let policy = clinic {
      $0.reasons = [
        "biopsy": ReasonPolicy(segment: "overdue", sensitive: true),
        "urgent": ReasonPolicy(segment: "overdue", priority: 1),
      ]
      $0.providers = ["Dr. Okafor": 1, "Dr. Reyes": 2, "Dr. Anand": 4]
    }
    let place = { (given: Int?, reason: String?, provider: String?) in
      policy.listPriority(given: given, segment: "overdue", reason: reason, provider: provider)
    }
    #expect(place(nil, nil, nil) == 3)
    #expect(place(5, "urgent", "Dr. Okafor") == 5)
    #expect(place(nil, "urgent", nil) == 1)
    #expect(place(nil, "biopsy", nil) == 2)
    #expect(place(nil, "biopsy", "Dr. Okafor") == 1)
    #expect(place(nil, "urgent", "Dr. Okafor") == 1)
    for name in ["OKAFOR, ADA MD", "okafor", "A. Okafor"] { #expect(place(nil, nil, name) == 2) }
    #expect(place(nil, nil, "Dr. Brandt") == 3 && place(nil, nil, "Dr. A") == 3)
    #expect(place(nil, nil, "Dr. Reyes") == 3, "2 is as everybody")
    #expect(place(nil, nil, "Dr. Anand") == 5)
    #expect(place(nil, "urgent", "Dr. Anand") == 3)
  }
}
