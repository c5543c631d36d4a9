package import ScriptEngine

/// `recall script coverage --json`.
package enum CoverageDocument {
  package static func json(_ coverages: [Coverage]) -> JSONValue {
    .list(
      coverages.map { coverage in
        [
          "script": .string(coverage.script),
          "never_walked": .int(coverage.neverWalked.count),
          "unrehearsed": .int(coverage.unwritten.count),
          "ways": .array(coverage.ways.map(way)),
        ]
      })
  }

  private static func way(_ way: Coverage.Way) -> JSONValue {
    [
      "node": .text(way.edge.node), "exit": .string(way.edge.word),
      "live": .int(way.count(.live)), "rehearsal": .int(way.count(.rehearsal)),
      "rehearsals_written": .int(way.count(.written)), "tests": .int(way.count(.test)),
    ]
  }
}
