import Foundation
import Testing

/// What somebody reads who has typed something that cannot be done: the sentence, what to do, and the
/// exit code, as they stand. The guide errors.md has all of them.
@Suite("errors, word for word")
struct ErrorSentenceTests {
  private struct Slip {
    let typed: String
    let status: Int32
    let said: String
    let hint: String

    init(_ typed: String, _ status: Int32, _ said: String, _ hint: String) {
      (self.typed, self.status, self.said, self.hint) = (typed, status, said, hint)
    }
  }

  private static let parser = "`recall --help` lists the commands and options"
  private static let segments =
    "delayed-scheduling, incomplete-referral, language-support, missed-visit, overdue-follow-up, "
    + "recurring-therapy, result-review"

  private func clinic() throws -> Workplace {
    let place = try Workplace()
    _ = try place.run(["--now", Workplace.now, "demo", "lakeside", "--patients", "5"])
    return place
  }

  private func check(_ slips: [Slip], _ place: Workplace, clinic: String = "lakeside") throws {
    for slip in slips {
      let ended = try place.run(
        slip.typed.split(separator: " ").map(String.init),
        environment: ["RECALL_CLINIC": clinic])
      let hints = slip.hint.split(separator: "\n").map { "hint: \($0)\n" }.joined()
      let said = "recall: error: \(slip.said)\n\(hints)"
        .replacingOccurrences(of: "HOME", with: place.home.path)
      #expect(ended.errors == said, "\(slip.typed)")
      #expect(ended.status == slip.status, "\(slip.typed)")
    }
  }

  @Test("of the command line say what was meant, or what there is")
  func commandLine() throws {
    let slips = [
      Slip(
        "wrklist", 64, "unexpected argument 'wrklist'",
        "did you mean `recall worklist`?; " + Self.parser),
      Slip(
        "worklist --segmnt x", 64, "unknown option '--segmnt'. Did you mean '--segment'?",
        Self.parser),
      Slip(
        "worklist --json --csv", 64, "--json and --csv are two forms of one list: choose one",
        Self.parser),
      Slip(
        "worklist --segment overdue", 64, "there is no segment \"overdue\"",
        "clinic.yaml has " + Self.segments),
      Slip(
        "notes --since yesterday", 64, "\"yesterday\" is no date", "write it as 2026-11-24"),
      Slip(
        "notes --since 2026-11-24 --until 2026-11-23", 64,
        "--since 2026-11-24 is later than --until 2026-11-23",
        "no note can lie between them: exchange the two"),
      Slip(
        "notes --caller zoe", 64, "nobody here has the id \"zoe\"",
        "`recall staff list` shows the ids"),
      Slip(
        "notes --number 6175550142", 64,
        "a telephone number does not belong on the command line, where others can read it",
        "--number - reads it from standard input"),
      Slip(
        "notes --number -", 64, "standard input held no telephone number of ten digits",
        "one number on one line, such as 617 555 0142"),
      Slip(
        "export -", 64, "--fhir or --csv says in which form: choose one", Self.parser),
      Slip(
        "report --from 2026-12-01 --to 2026-11-01", 64, "the report would end before it begins",
        "put the earlier day behind --from"),
      Slip("review --sample 0", 64, "--sample is a number from 1 to 500", Self.parser),
      Slip(
        "staff add zoe Zoe --roles boss", 64, "there is no role \"boss\"",
        "roles are caller, trainer, clinical, office, manager, lead, auditor"),
      Slip(
        "staff add zoe Zoe --languages english", 64, "\"english\" names no language",
        "tags with commas between them, such as en,es"),
      Slip(
        "store grant ana", 64, "the store of this clinic is a file, and has no users",
        "whoever may read the file may use it; a shared store is store: postgresql://…"),
    ]
    try check(slips, clinic())
  }

  @Test("of scripts and languages say which there are")
  func scripts() throws {
    let slips = [
      Slip(
        "script show overdue", 64, "there is no script \"overdue\"",
        "scripts/ has " + Self.segments),
      Slip(
        "script explain act/gaet", 64, "there is no rule \"act/gaet\"",
        "did you mean \"act/gate\"?"),
      Slip(
        "script strangers overdue-follow-up --locale fr", 64, "the language \"fr\" is not offered",
        "clinic.yaml offers en, es"),
      Slip(
        "script graph overdue-follow-up --svg --dot", 64, "one picture at a time: svg and dot",
        "give one --format"),
      Slip(
        "locale check french", 64, "\"french\" is no language tag",
        "a tag such as \"fr\", \"pt-BR\" or \"zh-Hant\""),
      Slip(
        "locale export en", 64,
        "\"en\" is the source language: the others are translated from it",
        "choose one of es, or a new one"),
      Slip(
        "practice --replay overdue-follow-up verfied", 64,
        "\"verfied\" is no answer at \"opening\"",
        "possible there: patient, someone_else, voicemail, no_answer, engaged, wrong_number, "
          + "screened, or an interrupt such as /busy"),
      Slip(
        "practice --replay overdue-follow-up /emergency /busy", 64,
        "\"/busy\" cannot be raised any more: the emergency leads to its own end",
        "leave it out: behind /emergency stand the emergency's own answers"),
    ]
    try check(slips, clinic())
  }

  @Test("of files name the file and what to do with it")
  func files() throws {
    let place = try clinic()
    _ = try place.file("list.csv", "MRN,Name,DOB,Due Date,Reason\n")
    _ = try place.file("short.csv", "MRN,Name\n1,A\n")
    _ = try place.file("empty.csv", "")
    _ = try place.file("list.xml", "<Bundle/>")
    _ = try place.file("other.json", "{\"a\": 1}")
    _ = try place.file("map.yaml", "recall-map: 2\ncolumns: { due: X }\n")
    let slips = [
      Slip(
        "import nothing.csv", 65, "file \"nothing.csv\" is not there",
        "check its name, and in which folder you work"),
      Slip(
        "import lakeside", 65, "\"lakeside\" is a folder, not a file",
        "name the files in it, for example FOLDER/*.json"),
      Slip("import empty.csv", 65, "file \"empty.csv\" is empty", "export it again"),
      Slip(
        "import list.xml", 65, "file \"list.xml\" is XML, which is not read",
        "ask for the JSON form of the same resources"),
      Slip(
        "import short.csv", 65,
        "file \"short.csv\" has no column for date_of_birth, reason or segment, due_date",
        "name the headers in a --map file, or fill in with --reason, --segment and --due"),
      Slip(
        "import other.json", 65, "file \"other.json\" is JSON without a FHIR resource",
        "give a Bundle, NDJSON, or single FHIR R4 resources"),
      Slip(
        "import list.csv --due 2026-12-01", 65,
        "a due date and a reason or segment belong together",
        "give --due with --reason or --segment"),
      Slip(
        "import list.csv --map none.yaml", 65, "the map \"none.yaml\" could not be read",
        "check that it is there and may be read"),
      Slip(
        "import list.csv --map map.yaml", 78,
        "map.yaml:1:13: recall-map \"2\" is not known; this program reads 1",
        "also map.yaml:2:12: key \"due\" is not known in key \"columns\"\n"
          + "`man recall-import` has every key and what it takes"),
      Slip(
        "audit verify --against none", 65, "the checkpoint \"none\" could not be read",
        "check that it is there and may be read"),
      Slip(
        "audit verify --against list.csv", 65, "\"list.csv\" holds no checkpoint",
        "`recall audit checkpoint FILE` writes one"),
      Slip(
        "export list.csv --fhir", 73, "\"list.csv\" is there already, and was left as it is",
        "name another file, or say --overwrite"),
      Slip(
        "export nowhere/record.json --fhir", 73,
        "\"nowhere/record.json\" could not be written: there is no such folder",
        "make the folder first, or correct the name"),
      Slip(
        "store backup list.csv", 73, "\"list.csv\" is there already, and was left as it is",
        "name another file, for example with the day in its name"),
      Slip(
        "store restore list.csv", 73,
        "a store stands at \"HOME/lakeside/recall.sqlite\" already, and was left as it is",
        "move it away first, with \"recall.sqlite-journal\" if that is there: it may hold what "
          + "the backup lacks"),
      Slip(
        "init lakeside", 73, "there is a clinic in \"HOME/lakeside\" already",
        "choose another folder"),
    ]
    try check(slips, place)
  }

  @Test("of what is not there say where to look")
  func notThere() throws {
    let slips = [
      Slip(
        "worklist --clinic nowhere", 78,
        "there is no clinic in \"HOME/nowhere\": it holds no clinic.yaml",
        "`recall demo` makes a demo clinic, `recall init DIR` a real one"),
      Slip(
        "outbox --send", 78, "no message can be sent: clinic.yaml names no command for it",
        "messages: { email: { command: [/usr/sbin/sendmail, -t, -i], from: … } }; `man "
          + "recall-clinic` shows more, and the messages wait meanwhile"),
      Slip(
        "outbox retry nothing", 1, "no message of this name has been given up: \"nothing\"",
        "`recall outbox` lists those that were; one that is being sent, or was sent, stays so"),
      Slip(
        "review openings look nothing", 1, "nothing of this name waits for you: \"nothing\"",
        "`recall review openings` lists what does; your own wait for somebody else"),
      Slip(
        "store erase nobody", 1, "there is no patient \"nobody\"",
        "`recall notes --json` and `recall worklist --json` name patients by their ids"),
    ]
    try check(slips, clinic())
  }

  @Test("of a live clinic and its store say who does what")
  func liveClinic() throws {
    let place = try Workplace()
    _ = try place.run(["init", "live", "--as", "zoe"])
    let strangers = [
      Slip(
        "worklist --as bob", 77, "\"bob\" is not on this clinic's staff list",
        "`recall staff add ID NAME` adds a person; `--as ID` says who is working"),
      Slip(
        "worklist --as zoe --now \(Workplace.now)", 64, "a live store has its own clock",
        "--now is for demo and practice clinics only"),
      Slip(
        "script approve overdue --as zoe", 64, "there is no script \"overdue\"",
        "scripts/ has " + Self.segments),
    ]
    try check(strangers, place, clinic: "live")
    _ = try place.file("live/recall.sqlite", "no store")
    let damaged = Slip(
      "worklist --as zoe", 69, "the store could not be read: the file is no store",
      "restore it from a backup")
    try check([damaged], place, clinic: "live")
    try FileManager.default.removeItem(at: place.home.appendingPathComponent("live/recall.sqlite"))
    let gone = Slip(
      "worklist --as zoe", 69, "the clinic has no store at \"HOME/live/recall.sqlite\"",
      "if it was moved away, `recall store restore FILE` brings a backup in its place; else correct "
        + "store: in clinic.yaml")
    try check([gone], place, clinic: "live")
  }

  @Test("of clinic.yaml name the place, all of them at once, and the page that helps")
  func clinicFile() throws {
    let place = try Workplace()
    let folder = place.home.appendingPathComponent("wrong")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try place.file(
      "wrong/clinic.yaml",
      "recall-clinic: 1\nname: Lakeside\nphne: x\nlimits: { contacts_per_day: 0 }\n")
    let slip = Slip(
      "worklist", 78,
      "clinic.yaml:3:1: key \"phne\" is not known in clinic file; did you mean \"phone\"?",
      "also clinic.yaml:4:29: key \"contacts_per_day\" must be a whole number from 1 to 99, not "
        + "\"0\"\n`man recall-clinic` has every key and what it takes")
    try check([slip], place, clinic: "wrong")
  }

  @Test("as JSON have the code, the sentence and the hint")
  func json() throws {
    let place = try clinic()
    let ended = try place.run(
      ["inbox", "show", "nothing", "--json"], environment: ["RECALL_CLINIC": "lakeside"])
    let document = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
    let error = try #require((document as? [String: Any])?["error"] as? [String: String])
    #expect(
      error == [
        "code": "findings", "message": "there is nothing of that name in the store",
        "hint":
          "take the id as a list prints it: `recall worklist`, `notes` or `inbox`, with --json",
      ])
    #expect(ended.status == 1)
  }
}
