import Foundation
import Testing

/// Text from other systems is planted in every field that an import reads, and looked for wherever the
/// program shows it.
/// Hundreds of rows through every command: for the built program alone (`make acceptance`).
@Suite(
  "hostile text in imported fields",
  .enabled(if: ProcessInfo.processInfo.environment["RECALL_PROGRAM"] != nil))
struct HostileTextTests {
  private static let at = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]

  @Test("does nothing on a terminal, a page, a spreadsheet or a document, wherever it is shown")
  func swept() throws {
    let place = try Workplace(inMemory: true)
    try place.smallDemo(patients: 0)
    try importEverything(place)
    try call(place)
    try sweepLists(place)
    try sweepExports(place)
  }

  private func importEverything(_ place: Workplace) throws {
    for (name, text) in [
      ("recalls.csv", PlantedText.recalls()), ("appointments.csv", PlantedText.appointments()),
      ("slots.csv", PlantedText.slots()), ("replies.csv", PlantedText.replies()),
    ] {
      try take(place, try place.file(name, text))
    }
    let out = try place.run(["export", "--fhir", "own.json"] + Self.at)
    try #require(out.status == 0, "\(out.errors)")
    let own = try Data(contentsOf: place.home.appendingPathComponent("own.json"))
    let worst = try PlantedText.bundle(like: Self.worst(of: own))
    let file = place.home.appendingPathComponent("planted.json")
    try worst.write(to: file)
    try take(place, file.path)
  }

  /// What a bundle holds of one patient.
  private static func worst(of bundle: Data) throws -> Data {
    let whole = try #require(try JSONSerialization.jsonObject(with: bundle) as? [String: Any])
    let entries = (whole["entry"] as? [[String: Any]] ?? []).filter { entry in
      let text = try? JSONSerialization.data(withJSONObject: entry)
      return text.map { String(decoding: $0, as: UTF8.self).contains("-worst") } ?? false
    }
    return try JSONSerialization.data(withJSONObject: ["entry": entries])
  }

  private func take(_ place: Workplace, _ file: String) throws {
    let form = file.hasSuffix("slots.csv") ? ["--json"] : []
    let ended = try place.run(["import", file] + form + Self.at)
    #expect([0, 1].contains(ended.status), "\(file): \(ended.errors)")
    sweep("import \(file.suffix(12)) \(form)", ended)
    if let rejects = try? String(contentsOfFile: file + ".rejects.csv", encoding: .utf8) {
      let output = SweptOutput(what: "rejects csv", text: rejects)
      output.isHarmless()
      try output.isSafeToOpen()
    }
  }

  /// A whole call of the patient whose every word is planted, and whatever else the console shows.
  private func call(_ place: Workplace) throws {
    let ended = try place.console([
      "worklist", "worklist --all", "why r-worst", "lookup", "617-555-0142", "lookup", "script",
      "open r-worst", "", "/card", "/history", "/why", "/note " + PlantedText.poison("note"), "cq",
      PlantedText.poison("question"), "/end callback", "tomorrow 3pm", "", "last", "promises",
      "inbox", "inbox 1", "report", "locale es", "worklist", "inbox", "quit",
    ])
    sweep("console", ended)
    #expect(ended.output.contains("saved"), "\(ended.output)\(ended.errors)")
    #expect(ended.output.contains("=HYPERLINK(1)"), "the card shows what is on record, made plain")
    // Another caller's turn: the first in line, whoever that is.
    sweep("next", try place.console(["next", "", "3", "", "", "quit"]))
  }

  private func sweepLists(_ place: Workplace) throws {
    for command in [
      ["worklist"], ["worklist", "--all"], ["worklist", "--all", "--locale", "es"], ["inbox"],
      ["outbox"], ["outbox", "--all"], ["notes"], ["notes", "--full"], ["review", "weekly"],
      ["report"], ["store", "check"], ["audit", "show"],
    ] { sweep(command.joined(separator: " "), try place.run(command + Self.at)) }
    for command in [
      ["worklist", "--all"], ["inbox"], ["outbox", "--all"], ["notes"], ["review", "weekly"],
      ["report"], ["report", "--by", "provider"], ["audit", "show"],
    ] {
      let ended = try place.run(command + ["--json"] + Self.at)
      sweep((command + ["--json"]).joined(separator: " "), ended)
      SweptOutput(what: "\(command)", text: ended.output).isJSON()
    }
    for command in [
      ["worklist", "--all"], ["review", "weekly"], ["report", "--by", "provider"],
    ] {
      let ended = try place.run(command + ["--csv"] + Self.at)
      let output = SweptOutput(what: "\(command) csv", text: ended.output)
      output.isHarmless()
      try output.isSafeToOpen()
    }
    let page = try place.run(["report", "--by", "provider", "--html", "report.html"] + Self.at)
    #expect(page.status == 0, "\(page.errors)")
    let html = SweptOutput(what: "report html", text: try written("report.html", place))
    html.isHarmless()
    html.isNoMarkup()
    #expect(html.text.contains("&lt;script&gt;"), "the page shows the provider, made plain")
  }

  private func sweepExports(_ place: Workplace) throws {
    for rows in ["recalls", "appointments", "slots", "notes"] {
      let ended = try place.run(["export", "--csv", rows, "\(rows).out.csv"] + Self.at)
      #expect(ended.status == 0, "\(rows): \(ended.errors)")
      let output = SweptOutput(what: "\(rows) csv", text: try written("\(rows).out.csv", place))
      output.isHarmless()
      try output.isSafeToOpen()
    }
    for (name, command) in [
      ("all.json", ["export", "--fhir", "all.json"]), ("notes.json", ["notes", "--fhir"]),
    ] {
      let ended = try place.run(command + Self.at)
      #expect(ended.status == 0, "\(name): \(ended.errors)")
      let text = command[0] == "notes" ? ended.output : try written(name, place)
      let output = SweptOutput(what: name, text: text)
      output.isHarmless()
      output.isJSON()
    }
  }

  private func written(_ name: String, _ place: Workplace) throws -> String {
    try String(contentsOf: place.home.appendingPathComponent(name), encoding: .utf8)
  }

  private func sweep(_ what: String, _ ended: Ended) {
    SweptOutput(what: what, text: ended.output).isHarmless()
    SweptOutput(what: "\(what), errors", text: ended.errors).isHarmless()
  }
}
