import Foundation
import Testing

@testable import RecallDomain

@Suite("Who may be called now")
struct CallRulesTests {
  /// A Tuesday afternoon.
  let now = at("2026-11-24 14:05")

  func judge(
    _ candidate: Candidate, at instant: Date? = nil, caller: StaffMember? = caller(),
    policy: ClinicPolicy = clinic(), scripts: Set<String> = ["overdue"],
    leftToQualified: Set<String> = [], passes: PracticePasses? = nil
  ) -> Callability {
    CallRules(policy: policy, leftToQualified: leftToQualified, passes: passes)
      .judge(candidate, at: instant ?? now, caller: caller, scripts: scripts)
  }

  func reason(_ change: (inout Candidate) -> Void) -> ExclusionReason? {
    if case .excluded(let reason, _) = judge(candidate(change)) { return reason }
    return nil
  }

  @Test("a due patient with a good number is called at once")
  func callable() {
    #expect(judge(candidate()) == .callable(number: "+16175550175"))
  }

  @Test("every reason can be the one that is given")
  func everyReason() {
    var given: Set<ExclusionReason> = []
    func expect(_ reason: ExclusionReason, _ verdict: Callability, until: String? = nil) {
      given.insert(reason)
      #expect(verdict == .excluded(reason, until: until.map { at($0) }))
    }
    expect(.closed, judge(candidate { $0.entry.state = .closed }))
    expect(.deceased, judge(candidate { $0.patient.deceased = true }))
    expect(.inactive, judge(candidate { $0.patient.inactive = true }))
    expect(.alreadyScheduled, judge(candidate { $0.entry.state = .scheduled }))
    expect(.doNotContact, judge(candidate { $0.patient.permissions.doNotContact = true }))
    expect(.claimed, judge(candidate { $0.heldBy = "ben" }))
    expect(.needsOutcome, judge(candidate { $0.unfinishedBy = "ana" }))
    expect(.clinicalReview, judge(candidate { $0.entry.state = .review }))
    expect(.waitingOnQueue, judge(candidate { $0.items = [item(.clinical)] }))
    expect(.duplicate, judge(candidate { $0.duplicateOf = PatientID("p0") }))
    expect(.noScript, judge(candidate { $0.entry.segment = "results" }))
    expect(
      .restricted,
      judge(
        candidate {
          $0.patient.permissions.confidential = true
          $0.patient.contactMethod = .portal
        }))
    expect(.noGuardian, judge(candidate { $0.patient.dateOfBirth = day("2012-01-01") }))
    expect(.noNumber, judge(candidate { $0.patient.phones = [] }))
    expect(.language, judge(candidate { $0.patient.language = "es-MX" }, leftToQualified: ["es"]))
    expect(.notPractised, judge(candidate(), passes: .known([])))
    expect(
      .attemptsExhausted,
      judge(
        candidate {
          $0.attempts = ["2026-10-01 10:00", "2026-10-02 13:00", "2026-10-20 17:00"].map {
            attempt($0, .rangOut)
          }
        }))
    expect(
      .notYetDue, judge(candidate { $0.entry.due = day("2026-12-01") }),
      until: "2026-12-01 09:00")
    expect(
      .callbackLater,
      judge(
        candidate {
          $0.entry.callback = CallbackWindow(
            date: day("2026-11-25"), moment: .time(TimeOfDay("15:00")!))
        }), until: "2026-11-25 14:45")
    expect(
      .withinCadence, judge(candidate { $0.entry.nextAt = at("2026-12-01 00:00") }),
      until: "2026-12-01 09:00")
    expect(
      .capReached,
      judge(
        candidate {
          $0.contactsByNumber = ["+16175550175": [at("2026-11-24 10:00")]]
        }), until: "2026-11-25 09:00")
    expect(.outsideHours, judge(candidate(), at: at("2026-11-24 20:00")), until: "2026-11-25 09:00")
    #expect(given == Set(ExclusionReason.allCases))
  }

  @Test("what has ended outweighs who has it, that what must be done first, that what takes time")
  func precedence() {
    #expect(
      reason {
        $0.patient.deceased = true
        $0.heldBy = "ben"
      } == .deceased)
    #expect(
      reason {
        $0.heldBy = "ben"
        $0.entry.state = .review
      } == .claimed)
    #expect(
      reason {
        $0.entry.state = .review
        $0.entry.due = day("2027-01-01")
      } == .clinicalReview)
    #expect(
      reason {
        $0.patient.phones = []
        $0.entry.due = day("2027-01-01")
      } == .noNumber)
  }

  @Test("one's own claim is no obstacle")
  func ownClaim() {
    #expect(judge(candidate { $0.heldBy = "ana" }) == .callable(number: "+16175550175"))
  }

  @Test("a booking with the same provider or specialty takes the entry off the list")
  func booked() {
    func holds(_ provider: String?, _ specialty: String?, _ start: String = "2026-12-01 10:00")
      -> Bool
    {
      reason {
        ($0.entry.provider, $0.entry.specialty) = ("Dr. Okafor", "Cardiology")
        $0.appointments = [
          BookedAppointment(
            id: "a", patient: PatientID("p1"), start: at(start), provider: provider,
            specialty: specialty, status: .booked)
        ]
      } == .alreadyScheduled
    }
    #expect(holds("dr. okafor", nil))
    #expect(holds("Dr. Ames", "cardiology"))
    #expect(holds(nil, nil))
    #expect(!holds("Dr. Ames", "Dermatology"))
    #expect(!holds("Dr. Okafor", nil, "2026-11-01 10:00"))
  }

  @Test("clinical questions and complaints hold the patient, transport and records do not")
  func queues() {
    for queue in QueueName.allCases {
      let held = reason { $0.items = [item(queue)] } == .waitingOnQueue
      #expect(held == ![.transport, .records].contains(queue), "\(queue)")
      #expect(reason { $0.items = [item(queue, .answered)] } == nil)
      #expect(reason { $0.items = [item(queue, .withdrawn)] } == nil)
    }
  }

  @Test("an item for the language queue does not hold a caller who speaks the language")
  func languageQueue() {
    let waiting = candidate { $0.items = [item(.language, language: "es")] }
    #expect(
      judge(waiting, caller: caller("ana", ["en", "es"])) != .excluded(.waitingOnQueue, until: nil))
    #expect(judge(waiting) == .excluded(.waitingOnQueue, until: nil))
  }

  @Test("a segment on hold is called after a clinician has answered, one on advice at once")
  func hold() {
    let hold = clinic { $0.segments["overdue"]?.clinicalReview = .hold }
    #expect(judge(candidate(), policy: hold) == .excluded(.clinicalReview, until: nil))
    let released = candidate { $0.items = [item(.clinical, .answered)] }
    #expect(judge(released, policy: hold) == .callable(number: "+16175550175"))
    let advise = clinic { $0.segments["overdue"]?.clinicalReview = .advise }
    #expect(judge(candidate(), policy: advise) == .callable(number: "+16175550175"))
  }

  @Test("the later of two records that look like one person waits for somebody to look")
  func duplicates() {
    #expect(reason { $0.duplicateOf = PatientID("p0") } == .duplicate)
    #expect(reason { $0.duplicateOf = PatientID("p2") } == .duplicate)
  }

  @Test("a segment may be called before the due date, by its lead days")
  func lead() {
    let early = clinic { $0.segments["overdue"]?.leadDays = 7 }
    let due = candidate { $0.entry.due = day("2026-12-01") }
    #expect(judge(due, policy: early) == .callable(number: "+16175550175"))
    let later = candidate { $0.entry.due = day("2026-12-02") }
    #expect(
      judge(later, policy: early)
        == .excluded(.notYetDue, until: at("2026-11-25 09:00")))
  }

  @Test("the best number that may be dialled is dialled: good, not silenced, by rank")
  func numbers() {
    let phones = [
      phone("+16175550101", rank: 3), phone("+16175550102", rank: 1, status: .silenced),
      phone("+16175550103", rank: 2, status: .disconnected), phone("+16175550104", rank: 4),
    ]
    #expect(judge(candidate { $0.patient.phones = phones }) == .callable(number: "+16175550101"))
    // Engaged a moment ago: the next number at once.
    #expect(
      judge(
        candidate {
          $0.patient.phones = phones
          $0.attempts = [attempt("2026-11-24 14:00", .engaged, number: "+16175550101")]
        }) == .callable(number: "+16175550104"))
    // The household was called on the first number today: the second is free.
    #expect(
      judge(
        candidate {
          $0.patient.phones = phones
          $0.contactsByNumber = ["+16175550101": [at("2026-11-24 10:00")]]
        }) == .callable(number: "+16175550104"))
  }

  @Test("a confidential request means its one number")
  func confidential() {
    #expect(
      reason {
        $0.patient.permissions.confidential = true
        $0.patient.phones = [
          phone("+16175550101", rank: 1, status: .wrong), phone("+16175550102", rank: 2),
        ]
      } == .noNumber)
  }

  @Test("a minor is called through the guardian on record")
  func minors() {
    let child = { (relationship: String, isGuardian: Bool) in
      candidate {
        $0.patient.dateOfBirth = day("2012-01-01")
        $0.patient.representatives = [
          Representative(name: "Elena Ruiz", relationship: relationship, isGuardian: isGuardian)
        ]
      }
    }
    #expect(judge(child("mother", false)) == .callable(number: "+16175550175"))
    #expect(judge(child("neighbour", true)) == .callable(number: "+16175550175"))
    #expect(judge(child("neighbour", false)) == .excluded(.noGuardian, until: nil))
  }

  @Test(
    "who does not speak the patient's language still gets the patient, unless it is left to others")
  func languages() {
    let spanish = candidate { $0.patient.language = "es-MX" }
    #expect(judge(spanish) == .callable(number: "+16175550175"))
    #expect(judge(spanish, leftToQualified: ["es"]) == .excluded(.language, until: nil))
    #expect(
      judge(spanish, caller: caller("eva", ["es"]), leftToQualified: ["es"])
        == .callable(number: "+16175550175"))
  }

  @Test("a zone that the system does not know keeps the entry back for good")
  func unknownZone() {
    #expect(
      judge(candidate { $0.patient.timeZone = "Mars/Base" })
        == .excluded(.outsideHours, until: nil))
  }

  @Test("California is called when California is open")
  func west() {
    let west = candidate {
      ($0.patient.postalCode, $0.patient.state) = ("94110", "CA")
      $0.patient.phones = [phone("+14155550142")]
    }
    #expect(
      judge(west, at: at("2026-11-24 11:59"))
        == .excluded(.outsideHours, until: at("2026-11-24 12:00")))
    #expect(judge(west, at: at("2026-11-24 21:00")) == .callable(number: "+14155550142"))
  }
}

@Suite("A promised callback")
struct PromiseTests {
  let rules = CallRules(policy: clinic())

  func promised(_ time: String, _ change: (inout Candidate) -> Void = { _ in }) -> Candidate {
    candidate {
      $0.entry.callback = CallbackWindow(
        date: day("2026-11-24"), moment: .time(TimeOfDay(time)!))
      $0.entry.nextAt = at("2026-11-24 \(time)")
      $0.entry.owner = "ana"
      change(&$0)
    }
  }

  func judge(_ candidate: Candidate, _ instant: String, by id: String = "ana") -> Callability {
    rules.judge(candidate, at: at(instant), caller: caller(id), scripts: ["overdue"])
  }

  @Test("is kept from a quarter of an hour before, by the caller who made it")
  func early() {
    let promise = promised("15:00")
    #expect(
      judge(promise, "2026-11-24 14:44") == .excluded(.callbackLater, until: at("2026-11-24 14:45"))
    )
    #expect(judge(promise, "2026-11-24 14:45") == .callable(number: "+16175550175"))
    #expect(
      judge(promise, "2026-11-24 14:45", by: "ben")
        == .excluded(.callbackLater, until: at("2026-11-24 15:00")))
    #expect(judge(promise, "2026-11-24 15:00", by: "ben") == .callable(number: "+16175550175"))
  }

  @Test("outranks due date, cadence, and one contact of the caps; never the hours")
  func outranks() {
    let promise = promised("15:00") {
      $0.entry.due = day("2027-02-01")
      $0.attempts = [attempt("2026-11-24 10:00", .atTime)]
      $0.contactsByNumber = ["+16175550175": [at("2026-11-24 10:00")]]
    }
    #expect(judge(promise, "2026-11-24 15:00") == .callable(number: "+16175550175"))
    #expect(
      judge(promise, "2026-11-24 19:30") == .excluded(.outsideHours, until: at("2026-11-25 09:00")))
    let twice = promised("15:00") {
      $0.attempts = [attempt("2026-11-24 10:00", .atTime), attempt("2026-11-24 12:00", .atTime)]
    }
    #expect(
      judge(twice, "2026-11-24 15:00") == .excluded(.capReached, until: at("2026-11-25 09:00")))
  }

  @Test("is kept while insurance works, not over an open clinical question or a complaint")
  func queues() {
    let with = { (queue: QueueName) in promised("15:00") { $0.items = [item(queue)] } }
    #expect(judge(with(.insurance), "2026-11-24 15:00") == .callable(number: "+16175550175"))
    #expect(judge(with(.clinical), "2026-11-24 15:00") == .excluded(.waitingOnQueue, until: nil))
    #expect(judge(with(.supervisor), "2026-11-24 15:00") == .excluded(.waitingOnQueue, until: nil))
  }

  @Test("in the afternoon means noon to 17:00, within calling hours")
  func parts() {
    let hours = CallingHours()
    let promise = { (part: PartOfDay, state: String?) in
      PromisedCallback(
        CallbackWindow(date: day("2026-11-24"), moment: .part(part)), zone: boston, hours: hours,
        state: state)
    }
    #expect(wall(promise(.morning, nil).start) == "2026-11-24 09:00")
    #expect(wall(promise(.morning, "KY").start) == "2026-11-24 10:00")
    #expect(wall(promise(.afternoon, nil).start) == "2026-11-24 12:00")
    #expect(wall(promise(.afternoon, nil).until) == "2026-11-24 17:00")
    #expect(wall(promise(.evening, nil).until) == "2026-11-24 19:00")
  }

  @Test("missed, it is tried again the next day that can be honoured, skipping holidays and Sunday")
  func again() {
    let hours = CallingHours()
    let window = CallbackWindow(date: day("2026-11-25"), moment: .time(TimeOfDay("17:00")!))
    let again = PromisedCallback.again(window, after: day("2026-11-25"), hours: hours, state: nil)
    #expect(again.date == day("2026-11-27"))
    let friday = PromisedCallback.again(window, after: day("2026-11-27"), hours: hours, state: nil)
    #expect(friday.date == day("2026-11-30"))
  }
}

@Suite("The primary language of a tag")
struct LanguageTagTests {
  @Test(
    "counts however region and script are written",
    arguments: ["es", "ES", "es-MX", "es_US", "es_US.UTF-8", "es.UTF-8", "es-Latn-MX"])
  func primary(_ tag: String) {
    #expect(LanguageTag.primary(tag) == "es")
  }
}
