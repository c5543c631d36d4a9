import Foundation
import Testing

@testable import RecallDomain

/// Public tables beside the project, when they are there (`../shared/reference`).
private enum Reference {
  static func lines(_ name: String) -> [Substring]? {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<7 {
      folder.deleteLastPathComponent()
      let file = folder.appendingPathComponent("shared/reference/\(name)")
      if let text = try? String(contentsOf: file, encoding: .utf8) {
        return text.split(whereSeparator: \.isNewline)
      }
    }
    print("skipped: the reference table \(name) is not beside the project")
    return nil
  }

  /// Two zones are one clock when they agree in winter and in summer.
  static func clock(_ zone: Zone) -> [Int] {
    [zone.offset(at: at("2026-01-15 12:00")), zone.offset(at: at("2026-07-15 12:00"))]
  }
}

/// Where the public tables and ours differ, and why ours stands.
private enum Explained {
  /// Five-digit codes. Those that end in 00 are the loose ends of the public table's ranges, and
  /// no addresses.
  static let zips: [(codes: ClosedRange<Int>, why: String)] = [
    (32_458...32_458, "no such code: the public table fills the gaps between codes"),
    (35_001...35_003, "no such codes"),
    (39_801...39_812, "no such codes: 398 begins at 39813, in Georgia"),
    (42_084...42_403, "western Kentucky is Central by county (49 CFR 71.5)"),
    (46_535...46_535, "no such code"),
    (46_969...46_969, "no such code"),
    (47_614...47_746, "Gibson, Posey, Vanderburgh and Warrick counties are Central"),
    (67_742...67_763, "no such codes: 67741, 67758, 67761 and 67762 are named one by one"),
    (67_858...67_858, "no such code"),
    (83_550...83_551, "no such codes"),
    (86_004...86_004, "Flagstaff keeps Arizona's time"),
    (86_041...86_041, "no such code"),
    (86_055...86_299, "no such codes"),
    (89_024...89_024, "Mesquite is in Nevada, not in Arizona"),
    (89_883...89_883, "West Wendover has kept Mountain time since 1999"),
    (96_899...96_899, "no such code"),
    (96_901...96_999, "no such codes: every island in use is named one by one"),
  ]

  static let areaCodes: [(prefix: String, why: String)] = [
    ("1219", "northwest Indiana is Central; the public table is coarse"),
    ("1474", "Saskatchewan keeps standard time, like Regina"),
    ("1689", "689 overlies Orlando, which is Eastern"),
    ("1709", "Labrador changes its clocks, Puerto Rico does not"),
    ("1867", "Yukon left Pacific time in 2020"),
    ("1879", "Labrador changes its clocks, Puerto Rico does not"),
    ("1907581", "the western Aleutians change their clocks, Hawaii does not"),
  ]
}

@Suite("The tables of places, checked against public ones")
struct ReferenceTablesTests {
  @Test("every ZIP code of the public table has its clock among ours, or we know why not")
  func zips() throws {
    guard let lines = Reference.lines("zip_tz_ranges.csv") else { return }
    var unexplained: [Int] = []
    var differing: Set<Int> = []
    var clocks: [Zone: [Int]] = [:]
    func clock(_ zone: Zone) -> [Int] {
      let known = clocks[zone] ?? Reference.clock(zone)
      clocks[zone] = known
      return known
    }
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",")
      let theirs = clock(try #require(Zone(String(fields[2]))))
      for code in try #require(Int(fields[0]))...(try #require(Int(fields[1]))) {
        guard let place = ZipZones.place(String(code + 100_000).dropFirst().description),
          code % 100 != 0, !place.zones.map(clock).contains(theirs)
        else { continue }
        if let index = Explained.zips.firstIndex(where: { $0.codes.contains(code) }) {
          differing.insert(index)
        } else {
          unexplained.append(code)
        }
      }
    }
    #expect(unexplained.isEmpty)
    let stale = Explained.zips.indices.filter { !differing.contains($0) }.map { Explained.zips[$0] }
    #expect(stale.isEmpty, "explained, and no difference any more: \(stale)")
  }

  @Test("every area code of the public table has its clocks among ours, or we know why not")
  func areaCodes() throws {
    guard let lines = Reference.lines("nanp_map_data.txt") else { return }
    var differing: Set<String> = []
    for line in lines {
      let fields = line.split(separator: "|")
      guard fields[0].count >= 4, fields[0].hasPrefix("1") else { continue }
      let place = AreaCodeZones.place(ofNumber: "+1\(fields[0].dropFirst().prefix(3))5550100")
      let ours = Set((place?.zones ?? []).map(Reference.clock))
      let theirs = Set(
        try fields[1].split(separator: "&").map { name in
          Reference.clock(try #require(Zone(String(name))))
        })
      guard !theirs.isSubset(of: ours) else { continue }
      let why = Explained.areaCodes.first { fields[0].hasPrefix($0.prefix) }
      #expect(why != nil, "\(line)")
      if let why { differing.insert(why.prefix) }
    }
    let stale = Explained.areaCodes.filter { !differing.contains($0.prefix) }
    #expect(stale.isEmpty, "explained, and no difference any more: \(stale)")
  }
}
