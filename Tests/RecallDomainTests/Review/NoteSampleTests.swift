import Foundation
import Testing

@testable import RecallDomain

@Suite("A fair sample of notes")
struct NoteSampleTests {
  /// So many notes of each caller, their outcomes by turns.
  func notes(_ counts: [String: Int]) -> [ReviewableNote] {
    let outcomes = [Outcome.scheduled, .noAnswer, .noAnswer, .clinicalQuestion]
    return counts.sorted { $0.key < $1.key }.flatMap { caller, count in
      (0..<count).map { index in
        ReviewableNote(
          id: NoteID("\(caller)-\(index)"), caller: caller, outcome: outcomes[index % 4])
      }
    }
  }

  func counts(_ sample: [ReviewableNote]) -> [String: Int] {
    Dictionary(grouping: sample, by: \.caller).mapValues(\.count)
  }

  @Test("every caller is in it, by their share beyond one")
  func shares() {
    let all = notes(["ana": 60, "ben": 30, "lee": 9, "max": 1])
    for seed in UInt64(1)...20 {
      let sample = counts(NoteSample(seed: seed).draw(20, of: all))
      #expect(sample.values.reduce(0, +) == 20)
      #expect(sample["max"] == 1)
      #expect((10...11).contains(sample["ana"] ?? 0))
      #expect((5...6).contains(sample["ben"] ?? 0))
      #expect((2...3).contains(sample["lee"] ?? 0))
    }
  }

  @Test("with fewer places than callers chance decides, and over many draws nobody is left out")
  func fewPlaces() {
    let all = notes(["ana": 500, "ben": 5, "lee": 5, "max": 5])
    var seen: [String: Int] = [:]
    for seed in UInt64(0)..<4_000 {
      let sample = NoteSample(seed: seed).draw(1, of: all)
      #expect(sample.count == 1)
      seen[sample[0].caller, default: 0] += 1
    }
    for caller in ["ana", "ben", "lee", "max"] {
      #expect((850...1_150).contains(seen[caller] ?? 0), "\(seen)")
    }
  }

  @Test("within a caller and an outcome, each note is as likely as any other")
  func evenly() {
    let all = notes(["ana": 40])
    var seen: [NoteID: Int] = [:]
    for seed in UInt64(0)..<4_000 {
      for note in NoteSample(seed: seed).draw(4, of: all) { seen[note.id, default: 0] += 1 }
    }
    let scheduled = seen.filter { id, _ in all.first { $0.id == id }?.outcome == .scheduled }
    let mean = Double(scheduled.values.reduce(0, +)) / 10
    #expect(scheduled.count == 10)
    for count in scheduled.values { #expect(abs(Double(count) - mean) < mean * 0.2) }
  }

  @Test("every outcome of a caller is in it as soon as there is room")
  func outcomes() {
    let sample = NoteSample(seed: 7).draw(6, of: notes(["ana": 40]))
    #expect(Set(sample.map(\.outcome)) == [.scheduled, .noAnswer, .clinicalQuestion])
  }

  @Test("the seed decides all of it, whatever the order of the notes")
  func seeded() {
    let all = notes(["ana": 30, "ben": 30])
    let first = NoteSample(seed: 42).draw(10, of: all)
    #expect(NoteSample(seed: 42).draw(10, of: all.reversed()) == first)
    #expect(NoteSample(seed: 43).draw(10, of: all) != first)
    #expect(Set(first.map(\.id)).count == 10)
    // One note more changes at most a little.
    let more = all + [ReviewableNote(id: NoteID("ana-30"), caller: "ana", outcome: .declined)]
    let kept = Set(NoteSample(seed: 42).draw(10, of: more)).intersection(first)
    #expect(kept.count >= 7)
  }

  @Test("more places than notes: all of them, once")
  func all() {
    let few = notes(["ana": 3, "ben": 1])
    #expect(Set(NoteSample(seed: 1).draw(10, of: few)) == Set(few))
    #expect(NoteSample(seed: 1).draw(10, of: []).isEmpty)
    #expect(NoteSample(seed: 1).draw(0, of: few).isEmpty)
  }
}

@Suite("What reviews come to")
struct ReviewResultsTests {
  func graded(
    _ note: String, _ ended: String, by reviewer: String = "lee", comment: String? = nil,
    _ answers: [RubricQuestion: RubricAnswer]
  ) -> GradedNote {
    GradedNote(
      grade: NoteGrade(
        note: NoteID(note), reviewer: reviewer, answers: answers, comment: comment,
        at: at("2026-12-01 10:00")), caller: "ana", segment: "overdue", outcome: .noAnswer,
      ended: at(ended))
  }

  @Test("points over answers, by question and by the month of the call")
  func shares() {
    let results = ReviewResults(
      of: "ana",
      [
        graded("n1", "2026-10-31 21:00", comment: "Good.", [.tone: .yes, .words: .no]),
        graded("n1", "2026-10-31 21:00", by: "max", [.tone: .yes, .words: .partly]),
        graded("n2", "2026-11-02 10:00", [.tone: .partly, .words: .no]),
      ], zone: boston)
    #expect(results.notes == 2)
    #expect((results.all.points, results.all.of) == (3, 6))
    #expect(results.byQuestion[.words]?.points == 0.5)
    #expect(results.months.map(\.month) == [10, 11])
    #expect(results.months.map(\.share.value) == [0.625, 0.25])
    #expect(results.comments.map(\.1) == ["Good."])
  }

  @Test("what is weak is to be practised, the weakest first; few answers say nothing")
  func practise() {
    let grades = (1...3).map {
      graded("n\($0)", "2026-11-02 10:00", [.tone: .partly, .words: .no, .outcome: .yes])
    }
    #expect(ReviewResults(of: "ana", grades, zone: boston).toPractise == [.words, .tone])
    #expect(ReviewResults(of: "ana", Array(grades.prefix(2)), zone: boston).toPractise.isEmpty)
    #expect(ReviewResults(of: "ana", [], zone: boston).all.value == nil)
  }
}

@Suite("A note without its caller's name")
struct BlindNoteTests {
  @Test("the name goes in any spelling, and only as a word of its own")
  func names() {
    let blind = BlindNote(caller: "ana", name: "Ana Peña")
    #expect(
      blind.text("Ana said: mañana, ANA. Peña, pena; Anabel.")
        == "— said: mañana, —. —, —; Anabel.")
    #expect(blind.text("Llamó Ana Peña a las 3.") == "Llamó — a las 3.")
    #expect(BlindNote(caller: "a", name: nil).text("a call") == "a call")
  }
}
