package import RecallDomain

/// Why an input cannot be read at all. Carries names of files, columns and places, never a value
/// of a row.
package enum ImportFailure: Error, Equatable, Sendable {
  case noFile(String)
  case isFolder(String)
  case cannotRead(String)
  case empty(String)
  case binary(String)
  case workbook(String)
  case compressed(String)
  case xml(String)
  case webPage(String)
  case missingColumns(String, [String])
  case mappedColumnMissing(String, String, String)
  case columnTwice(String, String)
  case badHeader(String, line: Int)
  case noHeader(String, line: Int)
  case badJSON(String, line: Int, column: Int, what: String)
  case notFHIR(String)
  case tooMuch(String, line: Int, limit: Int)
  case unknownSegment(String)
  case unknownReason(String)
  case fillIncomplete
  case store(StoreFailure)
  /// After some of the input had landed, as the report tells.
  indirect case broke(ImportReport, ImportFailure)
}

extension ImportFailure {
  /// Not the input's fault.
  package var isOfTheStore: Bool { if case .store = self { true } else { false } }

  /// One line, lower case.
  package var message: String {
    switch self {
    case .noFile(let path): "file \"\(path)\" is not there"
    case .isFolder(let path): "\"\(path)\" is a folder, not a file"
    case .cannotRead(let path): "\(Self.input(path)) could not be read"
    case .empty(let path): "\(Self.input(path)) is empty"
    case .binary(let path): "\(Self.input(path)) is not text: it holds zero or binary bytes"
    case .workbook(let path):
      "\(Self.input(path)) is a workbook or an archive, not CSV or FHIR JSON"
    case .compressed(let path): "\(Self.input(path)) is compressed"
    case .webPage(let path): "\(Self.input(path)) is a web page, not an export"
    case .xml(let path): "\(Self.input(path)) is XML, which is not read"
    case .missingColumns(let path, let columns):
      "\(Self.input(path)) has no column for \(columns.joined(separator: ", "))"
    case .mappedColumnMissing(let path, let column, let header):
      "\(Self.input(path)) has no column \"\(header)\", which the map names for \(column)"
    case .columnTwice(let path, let header):
      "\(Self.input(path)) has two columns \"\(header)\", and which one counts is not known"
    case .badHeader(let path, let line):
      """
      \(Self.input(path)), line \(line): the names of the columns cannot be read: a quote is not \
      closed, or they are too long or hold zero bytes
      """
    case .noHeader(let path, let line):
      "\(Self.input(path)), line \(line): the names of columns stand here, and none is known"
    case .badJSON(let path, let line, let column, let what):
      "\(Self.input(path)), line \(line), column \(column): \(what)"
    case .notFHIR(let path): "\(Self.input(path)) is JSON without a FHIR resource"
    case .tooMuch(let path, let line, let limit):
      """
      \(Self.input(path)), line \(line): patients and what refers to them come to more than \
      \(limit >> 20) MiB; nothing of them was written
      """
    case .unknownSegment(let segment): "segment \"\(segment)\" is not in clinic.yaml"
    case .unknownReason(let reason): "reason \"\(reason)\" is not in clinic.yaml"
    case .fillIncomplete: "a due date and a reason or segment belong together"
    case .broke(_, let failure): failure.message
    case .store(let failure): "the store could not take the rows: \(Self.words(failure))"
    }
  }

  /// What to do, on a line of its own.
  package var hint: String {
    switch self {
    case .noFile: "check its name, and in which folder you work"
    case .cannotRead: "check who may read it"
    case .store: "`recall doctor` says what is missing"
    case .isFolder: "name the files in it, for example FOLDER/*.json"
    case .empty: "export it again"
    case .binary: "export it as CSV (UTF-8), or as FHIR JSON"
    case .workbook: "open it and save it as \"CSV UTF-8\""
    case .compressed: "unpack it first, for example with `zcat FILE | recall import -`"
    case .webPage: "export it again: it may be the page that asks for a password"
    case .xml: "ask for the JSON form of the same resources"
    case .missingColumns(_, let columns) where columns.contains("due_date"):
      "name the headers in a --map file, or fill in with --reason, --segment and --due"
    case .missingColumns, .mappedColumnMissing:
      "write the header as the file has it in a --map file, under columns:"
    case .columnTwice: "rename or remove one of them in the first line"
    case .badHeader: "check the quotes and the delimiter of the export"
    case .noHeader:
      "put the names of the columns in the first line, above the rows; a --map file is for other names"
    case .badJSON: "export it again, or cut the file at that place"
    case .notFHIR: "give a Bundle, NDJSON, or single FHIR R4 resources"
    case .tooMuch:
      "import some of the patients at a time, together with all that refers to them"
    case .unknownSegment: "use a segment that clinic.yaml defines"
    case .unknownReason: "use a reason that clinic.yaml maps, or name a --segment too"
    case .broke(_, let failure): failure.hint
    case .fillIncomplete: "give --due with --reason or --segment"
    }
  }

  private static func input(_ path: String) -> String {
    path == "-" ? "standard input" : "file \"\(path)\""
  }

  private static func words(_ failure: StoreFailure) -> String {
    switch failure {
    case .stale, .setAside: "the claim has moved on"
    case .taken(let what): "the \(what.rawValue) is taken"
    case .notFound: "something it names is not there"
    case .erased: "the words of something it names were erased"
    case .busy: "it is busy; try again"
    case .full: "the disk is full"
    case .readOnly: "it is read only"
    case .unreachable: "it cannot be reached"
    case .damaged: "it is damaged"
    case .newerSchema(let found, let known): "its schema is \(found), this program knows \(known)"
    case .olderSchema(let found, let known): "its schema is \(found), this program needs \(known)"
    case .notPermitted: "this database user may not write to it"
    case .unverified: "its server is not verified"
    case .refused(let constraint): "constraint \(constraint)"
    case .failed(let code, let act): "\(act) failed with \(code)"
    }
  }
}
