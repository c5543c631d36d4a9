import Foundation
import Testing

/// A clinic folder and a newer program: what comes with it is a copy that the test may change.
private final class Upgrading {
  let place: Workplace
  let clinic: URL
  let shipped: URL

  init() throws {
    place = try Workplace()
    clinic = place.home.appendingPathComponent("lakeside")
    shipped = place.home.appendingPathComponent("newer")
    _ = try place.run(["init", "lakeside", "--as", "maria"])
    try FileManager.default.createDirectory(at: shipped, withIntermediateDirectories: true)
    for name in ["clinic.yaml", "scripts", "locales"] {
      try FileManager.default.copyItem(
        at: Program.packageRoot.appendingPathComponent(name),
        to: shipped.appendingPathComponent(name))
    }
  }

  func run(_ words: [String]) throws -> Ended {
    try place.run(words, environment: ["RECALL_SHARE": shipped.path])
  }

  func upgrade(_ more: [String] = []) throws -> Ended {
    try run(["init", "--upgrade", "lakeside"] + more)
  }

  func text(_ folder: URL, _ path: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
  }

  func change(_ folder: URL, _ path: String, _ old: String, _ new: String) throws {
    let text = try text(folder, path)
    guard text.contains(old) else { throw Trouble("\(path) has no \(old)") }
    try write(text.replacingOccurrences(of: old, with: new), folder, path)
  }

  func write(_ text: String, _ folder: URL, _ path: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(path))
  }

  /// Every file of the clinic but its store.
  func files() throws -> [String: Data] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: clinic.path)
    return paths.filter { !$0.hasPrefix("recall.sqlite") && !$0.hasPrefix("audit.") }
      .reduce(into: [:]) { $0[$1] = try? Data(contentsOf: clinic.appendingPathComponent($1)) }
  }
}

@Suite("a clinic folder and a newer program")
struct UpgradeTests {
  private let greeting = ("Gracias por atender la llamada.", "Le agradezco que atienda.")

  @Test("what the clinic has not edited is taken over, what it has edited stays, ours beside it")
  func upgraded() throws {
    let trial = try Upgrading()
    let (clinic, shipped) = (trial.clinic, trial.shipped)
    try trial.change(shipped, "scripts/README.md", "# ", "# Newer: ")
    try trial.change(clinic, "clinic.yaml", "Lakeside Specialty Clinic", "Hillside Clinic")
    try trial.change(shipped, "clinic.yaml", "contacts_per_week: 3", "contacts_per_week: 2")
    try trial.write("# Of the clinic.\n", clinic, "scripts/notes.md")
    try trial.write("# New.\n", shipped, "scripts/NEW.md")
    try FileManager.default.removeItem(at: clinic.appendingPathComponent("scripts/OUTCOMES.md"))
    try trial.change(shipped, "scripts/OUTCOMES.md", "# ", "# Newer: ")
    let before = try trial.files()

    let shown = try trial.upgrade(["--dry-run"])
    #expect(shown.status == 0 && shown.output.contains("nothing was changed"))
    #expect(try trial.files() == before)

    let done = try trial.upgrade()
    #expect(done.status == 0, "\(done.errors)")
    for said in [
      "taken over (you have not edited):\n  scripts/README.md\n",
      "added (new):\n  scripts/NEW.md\n",
      "not brought back (you have taken away):\n  scripts/OUTCOMES.md\n",
      "  clinic.yaml · clinic.yaml.from-recall\n"
        + "    limits.contacts_per_week: recall now has 2, you have 3\n",
    ] { #expect(done.output.contains(said), "\(done.output)") }
    #expect(!done.output.contains("notes.md"))
    var expected = before
    for path in ["scripts/README.md", "scripts/NEW.md"] {
      expected[path] = try Data(contentsOf: shipped.appendingPathComponent(path))
    }
    expected["clinic.yaml.from-recall"] = try Data(
      contentsOf: shipped.appendingPathComponent("clinic.yaml"))
    expected[".shipped"] = try Data(contentsOf: clinic.appendingPathComponent(".shipped"))
    #expect(try trial.files() == expected)

    let again = try trial.upgrade()
    #expect(again.output.contains("nothing that came with it has changed since"), "\(again.output)")
    #expect(try trial.files() == expected)
    // Once in the trail, for the time that something was changed.
    let told = try trial.run(
      ["audit", "show", "--act", "folder-upgraded", "--clinic", "lakeside", "--as", "maria"])
    #expect(told.output.contains("brought the clinic folder to another version"), "\(told)")
    #expect(told.output.components(separatedBy: "brought the clinic folder").count == 2)
    #expect(try trial.run(["audit", "verify", "--clinic", "lakeside"]).status == 0)
  }

  @Test("of a store that is away the trail is not told, and the folder is upgraded all the same")
  func untold() throws {
    let trial = try Upgrading()
    try trial.change(trial.shipped, "scripts/README.md", "# ", "# Newer: ")
    try FileManager.default.removeItem(at: trial.clinic.appendingPathComponent("recall.sqlite"))
    let done = try trial.upgrade()
    #expect(done.status == 0 && done.output.contains("taken over"), "\(done)")
    #expect(done.errors.contains("the audit trail could not be told of this upgrade"), "\(done)")
  }

  @Test("a script whose words the clinic has edited is not taken over by half")
  func together() throws {
    let trial = try Upgrading()
    let (words, script) = ("locales/es/common.yaml", "scripts/common.yaml")
    try trial.change(trial.clinic, words, greeting.0, "Gracias por contestar.")
    try trial.change(trial.shipped, words, greeting.0, greeting.1)
    try trial.change(trial.shipped, script, "recall-fragment: 1", "recall-fragment: 1  # newer")
    let before = try trial.text(trial.clinic, script)
    let done = try trial.upgrade()
    #expect(done.output.contains("  \(words) · \(words).from-recall\n"), "\(done.output)")
    #expect(done.output.contains("- ") && done.output.contains("+ "))
    #expect(done.output.contains("kept as it is (belongs together"))
    #expect(try trial.text(trial.clinic, script) == before)
    let beside = try trial.text(trial.clinic, script + ".from-recall")
    #expect(try beside == trial.text(trial.shipped, script))
    #expect(try trial.run(["script", "check", "--clinic", "lakeside"]).status == 0)
  }

  @Test("scripts that would not be safe beside the clinic's own leave all scripts as they are")
  func unsafe() throws {
    let trial = try Upgrading()
    // The clinic's own script says a line of the shared words that the newer ones do not have any more.
    let path = "scripts/missed-visit.yaml"
    try trial.change(trial.clinic, path, "recall-script: 1", "recall-script: 1  # ours")
    for language in ["en", "es"] {
      let words = "locales/\(language)/common.yaml"
      let text = try trial.text(trial.shipped, words)
      try trial.write(
        text.replacing(/\n  [a-z_]+\.[a-z_]+:/) { _ in "\n  another.line:" }, trial.shipped, words)
    }
    let before = try trial.files().filter { !$0.key.hasPrefix(".") }
    let done = try trial.upgrade()
    #expect(done.status == 0 && done.output.contains("would not be safe for"), "\(done.output)")
    #expect(before.allSatisfy { (try? trial.files()[$0.key]) == $0.value })
    #expect(try trial.run(["script", "check", "--clinic", "lakeside"]).status == 0)
  }

  @Test("approvals of what has changed must be given anew, and doctor says that a folder lags")
  func approvals() throws {
    let trial = try Upgrading()
    let approve = ["script", "approve", "missed-visit", "--clinic", "lakeside", "--as", "maria"]
    #expect(try trial.run(approve).status == 0)
    let doctor = ["doctor", "--clinic", "lakeside"]
    #expect(try trial.run(doctor).output.contains("ok     clinic folder: of this recall"))
    let words = "locales/es/common.yaml"
    try trial.change(trial.shipped, words, greeting.0, greeting.1)
    let lagging = try trial.run(doctor).output
    #expect(lagging.contains("advice clinic folder: lags behind this recall in 1 file"))
    let done = try trial.upgrade()
    #expect(done.output.contains("not what they say: missed-visit\n"), "\(done.output)")
    #expect(done.output.contains("recall --clinic lakeside script approve missed-visit"))
    #expect(try trial.run(doctor).output.contains("ok     clinic folder"))
  }

  @Test("a folder without a record: earlier editions of ours are known, anything else is an edit")
  func withoutRecord() throws {
    let trial = try Upgrading()
    try FileManager.default.removeItem(at: trial.clinic.appendingPathComponent(".shipped"))
    let (early, edited) = (
      "scripts/rehearsals/rings-and-rings.yaml", "scripts/rehearsals/leave-a-message.yaml"
    )
    try trial.write(Self.earlyEdition, trial.clinic, early)
    try trial.write(Self.earlyEdition + "# ours\n", trial.clinic, edited)
    let done = try trial.upgrade()
    #expect(done.output.contains("has no record of what came with it"))
    #expect(done.output.contains("taken over (you have not edited):\n  \(early)\n"))
    #expect(done.output.contains("  \(edited) · \(edited).from-recall\n"))
    #expect(try trial.text(trial.clinic, early) == trial.text(trial.shipped, early))
  }

  private static let earlyEdition = """
    # A telephone in an empty kitchen. You call Agnes at home.
    recall-rehearsal: 1
    id: rings-and-rings
    script: overdue-follow-up
    level: easy
    patient:
      name: Agnes Whitlow
      date_of_birth: 1939-12-02
      postal_code: "02140"
      mrn: "P-4414"
      other_phone: "617-555-0174"
    turns:
      - says: rings_and_rings.rings
        who: line
        expect: no_answer
    ends: { outcome: no-answer, detail: rang-out }

    """

  @Test("a folder of a newer program, and what does not go together, are refused in one sentence")
  func refused() throws {
    let trial = try Upgrading()
    let alone = try trial.run(["init", "other", "--dry-run"])
    #expect(alone.status == 64 && alone.errors.contains("--dry-run goes with --upgrade"))
    let shared = try trial.upgrade(["--store", "postgresql:///x"])
    #expect(shared.status == 64 && shared.errors.contains("--store is for a new clinic"))
    #expect(try trial.run(["init", "--upgrade", "nowhere"]).status == 78)
    try trial.change(trial.clinic, ".shipped", "# recall 0", "# recall 9")
    let newer = try trial.upgrade()
    #expect(newer.status == 78 && newer.errors.contains("newer than this one"))
  }
}

/// The texts of the console in a folder that is older than the program, or damaged.
@Suite("console texts of an earlier program")
struct EarlierConsoleTests {
  private func demo(_ change: (String) -> String) throws -> Workplace {
    let place = try Workplace()
    try place.smallDemo()
    for language in ["en", "es"] {
      let file = place.home.appendingPathComponent("demo/locales/\(language)/console.yaml")
      let text = try String(contentsOf: file, encoding: .utf8)
      try Data(change(text).utf8).write(to: file)
    }
    return place
  }

  @Test(
    "a sentence that the folder lacks is the shipped one of that language", arguments: ["en", "es"])
  func lacking(_ language: String) throws {
    let place = try demo { text in
      text.components(separatedBy: "\n").filter { !$0.hasPrefix("  main.not-understood:") }
        .joined(separator: "\n")
    }
    let ended = try place.console(["foo", "quit"], ["--locale", language])
    #expect(!ended.output.contains("main.not-understood") && !ended.errors.contains("main.not"))
    let said = language == "en" ? "is not a command here" : "no es un comando aquí"
    #expect((ended.output + ended.errors).contains(said), "\(ended.output)\(ended.errors)")
  }

  @Test(
    "one hidden character costs its own sentence alone, for which the shipped one stands",
    arguments: ["\u{200B}", "\u{202E}", "\u{01}", "\u{80}"])
  func hidden(_ character: String) throws {
    let place = try demo { text in
      text.replacing(
        "main.not-understood: { text: \"", with: "main.not-understood: { text: \"\(character)MINE "
      )
      .replacing("help.main: { text: \"", with: "help.main: { text: \"OWN ")
    }
    let ended = try place.console(["foo", "help", "next", "quit"])
    let said = ended.output + ended.errors
    #expect(said.contains("is not a command here") && !said.contains("MINE"), "\(said)")
    #expect(said.contains("OWN ") && said.contains("dial>"), "\(said)")
    let checked = try place.run(["script", "check", "--clinic", "demo"])
    #expect(checked.status == 1)
    let first = "locales/en/console.yaml:"
    #expect(
      checked.output.contains(first) && checked.output.contains("is not allowed in text"),
      "\(checked.output)")
  }
}
