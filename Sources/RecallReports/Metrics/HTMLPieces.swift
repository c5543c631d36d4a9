import ScriptEngine

/// A table that says what it is and what its columns are, and can be moved sideways by keyboard where
/// it is wider than the screen.
struct HTMLTable {
  let caption: String
  let head: [String]
  var extraHead: [HTML] = []
  let rows: [HTML]
  var foot: HTML?
  /// Heads from this column on stand to the right, over their numbers.
  var numbersFrom = 1
  /// Of figures, with a sentence below each name.
  var isFigure = false

  var html: HTML {
    let heads = head.enumerated().map { column, text in
      HTML.element(
        "th",
        [.init("scope", "col")] + (column >= numbersFrom ? [HTML.Attribute.of("number")] : []),
        text: text)
    }
    let table = HTML.element(
      "table", isFigure ? [.of("figure")] : [],
      .lines([
        .element("caption", text: caption),
        .element("thead", [], .element("tr", [], heads + extraHead)),
        .element("tbody", [], .lines(rows)),
        foot.map { .element("tfoot", [], $0) } ?? .nothing,
      ]))
    return .element(
      "div",
      [
        .of("wide"), .init("role", "group"), .init("aria-label", caption), .init("tabindex", "0"),
      ], table)
  }
}

/// A share as a bar beside its number: whoever cannot see it misses nothing.
enum HTMLBar {
  static func bar(_ part: Int, of whole: Int) -> HTML {
    let share = min(1000, max(part > 0 ? 8 : 0, part * 1000 / max(1, whole)))
    return .element(
      "svg",
      [
        .init("viewBox", "0 0 1000 60"), .init("preserveAspectRatio", "none"),
        .init("aria-hidden", "true"), .init("focusable", "false"),
      ],
      .single("rect", [.of("rail"), .init("width", 1000), .init("height", 60)]),
      .single("rect", [.of("second"), .init("width", share), .init("height", 60)]))
  }

  static func key(_ kind: StaticString) -> HTML {
    .element(
      "span", [.of("key"), .init("aria-hidden", "true")],
      .element(
        "svg",
        [
          .init("viewBox", "0 0 10 10"), .init("aria-hidden", "true"),
          .init("focusable", "false"),
        ],
        .single("rect", [.of(kind), .init("width", 10), .init("height", 10)])))
  }
}

/// Week by week: who was due, of these who was reached, of these who is scheduled, one inside the other.
/// The numbers stand in the table beside it.
struct TrendPicture {
  struct Week {
    let name: String
    let due: Int
    let reached: Int
    let scheduled: Int
  }

  let weeks: [Week]
  let title: String
  let about: String

  private static let (width, height) = (440, 240)
  /// To the right there is room for half the name of the last week, whose bar may be a thin one.
  private static let (left, top, right, bottom) = (34, 12, 20, 34)

  var html: HTML {
    .element(
      "svg",
      [
        .init("viewBox", "0 0 \(Self.width) \(Self.height)"), .init("role", "img"),
        .init("aria-labelledby", "trend-picture-title trend-picture-about"),
      ],
      [
        .element("title", [.init("id", "trend-picture-title")], text: title),
        .element("desc", [.init("id", "trend-picture-about")], text: about),
      ] + grid + weeks.indices.flatMap(bars))
  }

  /// The least round number of grid steps that holds the largest week.
  private var step: Int {
    let largest = weeks.map(\.due).max() ?? 0
    var unit = 1
    while true {
      // In tenths: the axis is never much longer than its longest bar.
      for tenths in [10, 15, 20, 25, 30, 40, 50, 60, 80] {
        let step = unit * tenths / 10
        if step * 10 == unit * tenths, largest <= step * 4 { return step }
      }
      unit *= 10
    }
  }

  private var ground: Int { Self.height - Self.bottom }

  private func y(_ count: Int) -> Int { ground - count * (ground - Self.top) / (step * 4) }

  private var grid: [HTML] {
    (0...4).flatMap { line -> [HTML] in
      let height = y(line * step)
      return [
        .single(
          "line",
          [
            .of(line == 0 ? "base" : "axis"), .init("x1", Self.left), .init("x2", Self.width),
            .init("y1", height), .init("y2", height),
          ]),
        .element(
          "text",
          [.init("x", Self.left - 6), .init("y", height + 4), .init("text-anchor", "end")],
          text: String(line * step)),
      ]
    }
  }

  private func bars(_ place: Int) -> [HTML] {
    let room = Double(Self.width - Self.left - Self.right) / Double(max(1, weeks.count))
    let (middle, wide) = (Double(Self.left) + room * (Double(place) + 0.5), min(room * 0.72, 56))
    let week = weeks[place]
    let bars = [
      ("due", week.due, 1.0), ("first", week.reached, 0.72), ("second", week.scheduled, 0.4),
    ]
    .map { kind, count, share in
      let width = max(1, Int(wide * share))
      return HTML.single(
        "rect",
        [
          .init("class", kind), .init("x", Int(middle) - width / 2), .init("y", y(count)),
          .init("width", width), .init("height", max(0, ground - y(count))),
        ])
    }
    return bars + name(place, at: Int(middle), room: room)
  }

  /// As many names as have room.
  private func name(_ place: Int, at middle: Int, room: Double) -> [HTML] {
    let every = max(1, Int((62 / room).rounded(.up)))
    guard (weeks.count - 1 - place).isMultiple(of: every) else { return [] }
    return [
      .element(
        "text",
        [.init("x", middle), .init("y", Self.height - 12), .init("text-anchor", "middle")],
        text: weeks[place].name)
    ]
  }
}
