import RecallDomain
import Testing

@Suite("Federal holidays")
struct FederalHolidaysTests {
  /// As the Office of Personnel Management lists them, and the day itself where another is observed.
  @Test(
    "are those of the law, with the days they are observed on",
    arguments: [
      (2020, "01-01 01-20 02-17 05-25 07-03 07-04 09-07 10-12 11-11 11-26 12-25"),
      (
        2021,
        """
        01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31
        """
      ),
      (2022, "01-01 01-17 02-21 05-30 06-19 06-20 07-04 09-05 10-10 11-11 11-24 12-25 12-26"),
      (2023, "01-01 01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-10 11-11 11-23 12-25"),
      (2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25"),
    ])
  func days(_ year: Int, _ list: String) {
    let first = CivilDate(year: year, month: 1, day: 1)!
    let found = (0..<366).map { first.adding(days: $0) }.filter {
      $0.year == year && FederalHolidays.contains($0)
    }
    #expect(found.map { $0.description.dropFirst(5) }.joined(separator: " ") == list)
  }
}
