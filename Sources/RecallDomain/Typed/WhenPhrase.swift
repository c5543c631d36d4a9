/// A day and a time as somebody typed them, before a calendar says which ones.
struct WhenPhrase: Hashable {
  enum Day: Hashable {
    /// Days from today.
    case ahead(Int)
    /// The next such day; today counts while the time is still ahead.
    case weekday(Weekday)
    case date(year: Int?, month: Int, day: Int)
  }

  enum Clock: Hashable {
    case exact(TimeOfDay)
    /// An hour from 1 to 12 without am or pm.
    case either(hour: Int, minute: Int)
    case part(PartOfDay)
    /// `in 2 hours`: minutes from now.
    case fromNow(Int)
  }

  private(set) var day: Day?
  /// A weekday said beside a date or `tomorrow`: it must fit.
  private(set) var weekday: Weekday?
  /// A number that may be a day of the month or an hour: `Tuesday 15`.
  private(set) var dayOfMonth: Int?
  private(set) var clock: Clock?

  /// `nil` when it cannot be read as one day and one time.
  init?(_ text: String, _ words: WhenWords) {
    guard let tokens = WhenToken.tokens(of: text, words), !tokens.isEmpty else { return nil }
    var reader = WhenPhraseReader(tokens)
    guard let read = reader.read() else { return nil }
    self = read
  }

  init(
    day: Day?, weekday: Weekday?, dayOfMonth: Int?, clock: Clock?
  ) {
    self.day = day
    self.weekday = weekday
    self.dayOfMonth = dayOfMonth
    self.clock = clock
  }
}
