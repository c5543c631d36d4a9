import Foundation
package import RecallDomain
package import ScriptEngine

/// `recall practice report --json`: one item for each person, segment and language, and what nobody
/// has practised.
package struct PracticeReportDocument {
  private let zone: Zone

  package init(zone: Zone) { self.zone = zone }

  package func json(_ summary: PracticeSummary) -> JSONValue {
    let items = summary.people.flatMap { person in person.segments.map { item($0, of: person) } }
    return [
      "items": .array(items), "count": .int(items.count), "calls": .int(summary.calls),
      "since": .text(summary.since.map(instant)),
      "people": .array(summary.people.map(person)),
      "unrehearsed": .array(summary.gaps.map(gap)),
    ]
  }

  private func item(_ segment: PracticedSegment, of person: PracticedPerson) -> JSONValue {
    [
      "staff": .string(person.staff), "name": .string(TerminalText.clean(person.name)),
      "segment": .string(segment.segment), "script": .string(segment.script),
      "language": .string(person.language), "calls": .int(segment.calls),
      "passed": .int(segment.passed), "first_on": .string(instant(segment.firstOn)),
      "last_on": .string(instant(segment.lastOn)),
      "kinds": .object(
        PracticeResult.Kind.allCases.compactMap { kind in
          segment.kinds[kind].map { JSONValue.Member(kind.rawValue, .int($0)) }
        }),
      "rehearsals": .array(
        segment.rehearsals.map { rehearsal in
          [
            "id": .string(rehearsal.id), "calls": .int(rehearsal.calls),
            "passed": .int(rehearsal.passed),
          ]
        }),
      "scores": .array(
        segment.scores.map { score in
          ["part": .string(score.part), "first": count(score.first), "last": count(score.last)]
        }),
      "ways": ways(segment),
    ]
  }

  private func ways(_ segment: PracticedSegment) -> JSONValue {
    guard let count = segment.ways else { return .null }
    return [
      "walked": .int(count.reached), "possible": .int(count.possible),
      "not_yet": .texts(segment.waysNotYet.map(\.name)),
    ]
  }

  private func person(_ person: PracticedPerson) -> JSONValue {
    [
      "staff": .string(person.staff), "language": .string(person.language),
      "interrupts": .texts(person.interrupts.map(\.rawValue)),
      "interrupts_not_yet": .texts(person.interruptsNotYet.map(\.rawValue)),
      "segments_not_yet": .texts(person.segmentsNotYet),
    ]
  }

  private func gap(_ gap: PracticeGap) -> JSONValue {
    [
      "file": .string(gap.file), "shared": .bool(gap.isFragment),
      "language": .string(gap.language), "possible": .int(gap.possible),
      "ways": .texts(gap.ways.map(\.name)),
    ]
  }

  private func count(_ count: PracticeResult.Count?) -> JSONValue {
    guard let count else { return .null }
    return ["reached": .int(count.reached), "possible": .int(count.possible)]
  }

  private func instant(_ date: Date) -> String { InstantText.rfc3339(date, in: zone) }
}
