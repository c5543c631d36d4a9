import Foundation
import Testing

/// What a list preparer sees of an import, on the built program.
@Suite("importing a list")
struct ImportTests {
  private static let at = ["--clinic", "demo", "--as", "ana", "--now", Workplace.now]

  private static let messy = """
    MRN;Ward;Name;DOB;Cell;Recall Type;Date Due
    1;x;Torres, Ana;1970-01-01;617-555-0142 x 4;annual-visit;11/12/2026
    2;x;TORRES, ANA;1/1/1970;617-555-0142;annual-visit;2026-11-12
    3;x;Ben Ito;31/12/1970;617-555-0143;annual-visit;2026-11-20
    4;x;=SUM(A1);1980-05-05;none;annual-visit;46338
    5;x;"Never closed;1980-05-05;617-555-0145;annual-visit;46338
    6;x;Eva Luz;1980-05-06;617-555-0146;annual-visit;00/00/0000
    7;x;Torn Line;19
    """

  private func clinic() throws -> Workplace {
    let place = try Workplace()
    try place.demo(patients: 0)
    return place
  }

  @Test("every row of a messy list is counted, and every problem has its line, column and field")
  func messy() throws {
    let place = try clinic()
    let file = try place.file(
      "list.csv", Self.messy)
    let report = try place.json(["import", "--json", file] + Self.at)
    let counts = ["read", "added", "updated", "unchanged", "rejected", "flagged"].map {
      report[$0] as? Int
    }
    #expect(counts == [7, 3, 0, 0, 4, 2])
    #expect(report["rejects_file"] as? String == file + ".rejects.csv")
    let problems = report["problems"] as? [[String: Any]] ?? []
    let named = problems.map { problem in
      let place = [problem["line"], problem["column"], problem["field"]].map { value in
        value.flatMap { $0 is NSNull ? nil : "\($0)" } ?? "-"
      }
      return place.joined(separator: " ") + ": " + (problem["problem"] as? String ?? "")
    }
    #expect(
      named.sorted() == [
        "3 - -: looks like another record of the same person; held back until somebody has looked",
        "4 4 date_of_birth: date_of_birth is not a date (month first)",
        "5 - phone: no-number",
        "6 - -: a quote is not closed, or text follows it",
        "7 7 due_date: due_date is missing",
        "8 - -: the row has 4 columns, the header 7",
      ])
    let list = try place.json(["worklist", "--all", "--json"] + Self.at)
    let excluded = (list["items"] as? [[String: Any]] ?? []).map {
      "\($0["patient"] ?? "") \($0["excluded"] as? String ?? "-")"
    }
    #expect(excluded.sorted() == ["1 -", "2 duplicate", "4 no-number"])
  }

  @Test("the report is in the console's language, and names the columns that were not read")
  func report() throws {
    let place = try clinic()
    let file = try place.file("list.csv", Self.messy)
    let spanish = try place.run(["import", "--locale", "es", file] + Self.at).output
    #expect(
      spanish.hasPrefix(
        "7 leídas · 3 agregadas · 0 actualizadas · 0 sin cambios · 4 rechazadas · 2 por revisar\n"))
    for line in [
      "  línea 4, columna 4: date_of_birth no es una fecha (primero el mes)",
      "  línea 8: la fila tiene 4 columnas; el encabezado, 7",
      "  línea 6: hay unas comillas sin cerrar, o texto detrás de ellas",
      "  1 fecha tiene primero el día; las demás se leyeron con el mes primero: revíselas, o "
        + "exporte las fechas como 2026-11-24",
      "  columnas que no se leen: \"Ward\"",
      "  las filas rechazadas están en \(file).rejects.csv".trimmingCharacters(in: .whitespaces),
    ] {
      #expect(spanish.contains(line + "\n"), "\(line)")
    }
    for word in [" is ", " the ", " not ", "line", "rejected"] { #expect(!spanish.contains(word)) }
    let english = try place.run(["import", "--locale", "en", "--dry-run", file] + Self.at).output
    #expect(english.contains("  columns not read: \"Ward\"\n"))
    #expect(english.contains("line 8: the row has 4 columns, the header 7"))
    let many = (1...30).map { "\($0),A B,31/12/1970,none,annual-visit,2026-11-12\n" }.joined()
    let long = try place.file("long.csv", "mrn,name,dob,phone,reason,due\n" + many)
    let kinds = try place.run(["import", "--dry-run", long] + Self.at).output
    #expect(
      kinds.contains(
        "  30 × date_of_birth is not a date (month first) · lines 2, 3, 4, 5, 6, …\n"
      ))
    let empty = try place.file("empty.csv", "mrn,name,dob,phnoe2,reason,due\n")
    let none = try place.run(["import", empty] + Self.at)
    #expect(none.status == 0 && none.output.contains("the file has a header and no rows"))
    #expect(none.output.contains("columns not read: \"phnoe2\" (phone2?)"))
  }

  @Test("a booking that comes in takes a patient off the list, a cancelled one brings them back")
  func booking() throws {
    let place = try clinic()
    let list = try place.file(
      "list.csv",
      "mrn,name,dob,phone,reason,due,provider\n1,Ana Torres,1970-01-01,617-555-0142,annual-visit,2026-11-12,Dr. Okafor\n"
    )
    _ = try place.json(["import", "--json", list] + Self.at)
    for (status, excluded) in [("booked", "already-scheduled"), ("cancelled", nil)] {
      let visits = try place.file(
        "visits.csv", "appointment_id,mrn,start,status\na1,1,2026-12-01 09:00,\(status)\n")
      let report = try place.json(["import", "--json", visits] + Self.at)
      #expect(report["appointments"] as? Int == 1)
      let items = try place.json(["worklist", "--all", "--json"] + Self.at)["items"]
      let item = try #require((items as? [[String: Any]])?.first)
      #expect(item["excluded"] as? String == excluded)
    }
  }

  @Test("standard input, several files at once and a named kind are read the same")
  func inputs() throws {
    let place = try clinic()
    let visits = try place.file("visits.csv", "mrn,date,time\n1,2026-12-01,9:00 AM\n")
    let ended = try place.run(
      ["import", "--json", visits, "-"] + Self.at,
      lines: [
        "mrn,name,dob,phone,reason,due",
        "1,Ana Torres,1970-01-01,617-555-0142,annual-visit,2026-11-12",
      ])
    #expect(ended.status == 0 && ended.errors.isEmpty)
    #expect(ended.output.contains("\"added\" : 2"))
    #expect(ended.output.contains("\"appointments_waiting\" : 1"))
    let odd = try place.file("odd.csv", "day,hora\n2026-12-01,9:00\n")
    let slots = try place.json(["import", "--json", "--kind", "slots", odd] + Self.at)
    #expect(slots["slots"] as? Int == 1)
    let wrong = try place.run(["import", "--kind", "patients", odd] + Self.at)
    #expect(wrong.status == 64)
  }

  @Test("progress is one line on a terminal, cleared at the end, and nothing in a pipe")
  func progress() throws {
    let place = try clinic()
    let rows = (1...3_000).map {
      "\($0),Ana Torres,1970-01-01,617-555-\(1000 + $0),annual-visit,2026-11-12"
    }
    let list = try place.file(
      "list.csv", "mrn,name,dob,phone,reason,due\n" + rows.joined(separator: "\n"))
    let piped = try place.run(["import", "--dry-run", list] + Self.at)
    #expect(piped.errors.isEmpty)
    let terminal = try TerminalSession(["import", "--dry-run", list] + Self.at, in: place)
    let seen = terminal.finish()
    #expect(seen.status == 0)
    #expect(seen.output.contains("\rlist.csv · "))
    #expect(seen.output.contains(" rows"))
    #expect(seen.output.contains("\r\u{1B}[K3000 read"))
  }
}
