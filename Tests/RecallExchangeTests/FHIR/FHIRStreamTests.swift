import Foundation
import RecallDomain
import Testing

@testable import RecallExchange

@Suite("FHIR of any length, read resource by resource")
struct FHIRStreamTests {
  private static let patient =
    #"{"resourceType":"Patient","id":"p1","name":[{"text":"Ana Torres"}]}"#

  private struct Found: Equatable {
    var ids: [String] = []
    var urls: [String?] = []
    var lines: [Int] = []
    var problems: [ImportProblem] = []
  }

  private final class Finds { var found = Found() }

  /// What a document holds, read in pieces of so many bytes.
  private func read(
    _ text: String, inPiecesOf piece: Int = .max, largest: Int = FHIRSource.largestResource
  ) throws -> Found {
    let bytes = ByteSource(bytes: Array(text.utf8), mostAtOnce: piece)
    var source = FHIRSource(
      try InputBytes(bytes, name: "x"), head: [], name: "x", largest: largest)
    let finds = Finds()
    try source.each(
      { resource, url, line throws(ImportFailure) in
        finds.found.ids.append(resource.id ?? resource.type ?? "none")
        finds.found.urls.append(url)
        finds.found.lines.append(line)
      }, bad: { finds.found.problems.append($0) })
    return finds.found
  }

  @Test("wherever a piece ends, a bundle holds the same")
  func pieces() throws {
    let text = """
      {
        "entry": [
          {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "a\\"}]{"}},
          {"resource": {"id": "b", "active": true, "resourceType": "Slot", "n": -1.5e3}, "x": [{}]},
          {"resource": {"resourceType": "Observation", "id": "c", "note": ["\\u00e9 ", null]}}
        ], "total": 3, "resourceType": "Bundle"
      }
      {"resourceType": "Patient", "id": "d"} [{"resourceType": "Flag", "id": "e"}, 7]
      """
    let whole = try read(text)
    #expect(whole.ids == ["a\"}]{", "b", "Observation", "d", "e", "none"])
    #expect(whole.urls == ["urn:uuid:1", nil, nil, nil, nil, nil])
    #expect(whole.lines == [3, 4, 5, 8, 8, 8])
    for piece in 4...70 { #expect(try read(text, inPiecesOf: piece) == whole, "\(piece)") }
  }

  @Test("a bundle in a bundle is a bundle")
  func inside() throws {
    let inner = #"{"resourceType":"Bundle","type":"batch","entry":[{"resource":\#(Self.patient)}]}"#
    let outer = #"{"resourceType":"Bundle","entry":[{"fullUrl":"x","resource":\#(inner)}]}"#
    #expect(try read(outer).ids == ["p1"])
    #expect(try read(outer + "\n" + Self.patient).ids == ["p1", "p1"])
  }

  @Test("a resource larger than any list needs is left out and named; those behind it are read")
  func tooLarge() throws {
    let photo = String(repeating: "A", count: 3 << 20)
    let large = #"{"resourceType":"Patient","id":"p0","photo":[{"data":"\#(photo)"}]}"#
    let entries = [large, Self.patient].map { "{\"resource\":\($0)}" }.joined(separator: ",\n")
    let text = "{\"resourceType\":\"Bundle\",\"entry\":[\(entries)]}"
    let found = try read(text, largest: 2 << 20)
    #expect(found.ids == ["p1"])
    #expect(
      found.problems == [
        ImportProblem(line: 1, problem: "the resource is larger than 2 MiB and is left out")
      ])
    let lines = try read(large + "\n" + Self.patient, largest: 2 << 20)
    #expect(lines.ids == ["p1"] && lines.problems.map(\.line) == [1])
  }

  @Test("more than an import can hold is refused with its place, before anything is written")
  func tooMuch() throws {
    var collection = FHIRCollection(today: ImportSetting.today, mostKept: 1_000)
    var resource = FHIRResource()
    resource.add("resourceType", .string("Patient"), Array(#""Patient""#.utf8))
    resource.add("id", .string("p1"), Array(String(repeating: "1", count: 600).utf8))
    try collection.take(resource, fullURL: nil, file: "x", line: 1)
    let refusal = ImportFailure.tooMuch("x", line: 2, limit: 1_000)
    #expect(throws: refusal) { try collection.take(resource, fullURL: nil, file: "x", line: 2) }
    #expect(ImportFailure.tooMuch("b.json", line: 7, limit: 256 << 20).message.contains("256 MiB"))
  }

  @Test(
    "a document that breaks off or does not fit together is refused with its place",
    arguments: [
      (#"{"resourceType": "Bundle","#, 1, 27), ("{\"a\": [1,\n 2", 2, 3), ("{\"a\"\n 1}", 2, 2),
      (#"{"id": "x}"#, 1, 11), ("{\n\"id\": tru}", 2, 7), (#"[{"id": 1} 2]"#, 1, 12), ("{]", 1, 2),
    ])
  func broken(_ text: String, _ line: Int, _ column: Int) throws {
    do {
      _ = try read(text)
      Issue.record("it was read")
    } catch .badJSON(_, let foundLine, let foundColumn, _) as ImportFailure {
      #expect(foundLine == line && foundColumn == column)
    }
  }
}
