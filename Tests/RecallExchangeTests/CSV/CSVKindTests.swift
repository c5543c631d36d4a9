import RecallDomain
import Testing

@testable import RecallExchange

@Suite("What the rows of a CSV file are")
struct CSVKindTests {
  func kind(_ header: String, _ map: ColumnMap? = nil) throws -> CSVKind {
    let input = try InputBytes(ByteSource(bytes: Array("\(header)\n".utf8)), name: "x.csv")
    var reader = try CSVReader(input, name: "x.csv")
    return CSVKind(header: try #require(try reader.next()), map: map)
  }

  @Test("told by the header alone")
  func header() throws {
    for text in [
      "patient_id,name,date_of_birth,reason,due_date", "MRN,Last,First,DOB,Recall Type,Date Due",
      "r_ID,r_pid,r_eventDate,r_provider,r_reason", "id,appointment_id,patient_id,date_due",
      "RecallNum,PatNum,DateDue,DateScheduled,Priority", "patient_id,name",
      "Id,BIRTHDATE,FIRST,LAST",
    ] { #expect(try kind(text) == .recalls, "\(text)") }
    for text in [
      "appointment_id,patient_id,start,status,provider,specialty,location",
      "Appt ID;MRN;Appt Date;Appt Time;Status;Provider", "patient_id,date,time",
      "AptNum,PatNum,AptDateTime,AptStatus,ProvNum", "mrn\tname\tdob\tstart",
      "Paciente,MRN,Fecha,Hora,Estado",
    ] { #expect(try kind(text) == .appointments, "\(text)") }
    for text in [
      "slot_id,start,minutes,provider", "Date,Time,Duration,Provider,Location",
      "start,end,provider,language,status", "Fecha,Hora,Medico",
    ] { #expect(try kind(text) == .slots, "\(text)") }
  }

  @Test("answers and deliveries are told by who wrote, or by what became of a message")
  func replies() throws {
    for text in [
      "from,channel,text,at", "From,To,Body,DateSent,Status,SID", "de,texto,fecha",
      "to,status,message_id", "recipient;event id;delivery status",
    ] { #expect(try kind(text) == .replies, "\(text)") }
  }

  @Test("a map names columns of every kind")
  func mapped() throws {
    let map = ColumnMap(headers: ["start": "Cuando", "patient_id": "Quien"])
    #expect(try kind("Quien,Cuando", map) == .appointments)
    #expect(try kind("Vence", ColumnMap(headers: ["due_date": "Vence"])) == .recalls)
  }

  @Test("each column has one row in its table, in order, and no word means two columns of a kind")
  func tables() {
    check(RecallColumn.self)
    check(AppointmentColumn.self)
    check(SlotColumn.self)
    check(ReplyColumn.self)
  }

  private func check<Column: CSVColumn>(_ kind: Column.Type) {
    #expect(Column.table.map(\.column.rawValue) == Column.allCases.map(\.rawValue))
    let words = Column.table.flatMap { row in
      row.synonyms.split(separator: " ").map(String.init) + [FoldedHeader.text(row.name)]
    }
    #expect(
      words.count == Set(words).count, "\(words.filter { word in words.count { $0 == word } > 1 })")
    #expect(words.allSatisfy { $0 == FoldedHeader.text($0) })
  }
}
