/// After a loss nobody on the line waits for the store again at once: it is asked anew after ten
/// times as long as it has cost, so that an outage costs a tenth of the time of a call at most.
struct RestAfterLoss {
  private static let longest: Double = 10
  private var end = 0.0

  var isOn: Bool { BootClock.now() < end }

  mutating func begin(after cost: Double) {
    end = BootClock.now() + min(cost * 10, Self.longest)
  }
}
