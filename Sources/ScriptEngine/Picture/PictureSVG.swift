import RecallDomain

/// A picture as SVG 1.1: no script, no style sheet, no link, no font of its own; every text escaped.
/// Light colours with dark edges, words beside every colour.
package struct PictureSVG {
  /// What is drawn: both beside each other, or one of them, which suits a sheet of paper.
  package enum Part: String, CaseIterable, Sendable { case all, road, interrupts }

  private(set) var layout = PictureLayout()
  private var marks: [String] = []
  private var height = 0.0
  private let picture: ScriptPicture

  private static let margin = 24.0
  private static let head = 92.0
  private static let ink = "#1A1A1A"
  private static let gateInk = "#0B3C6F"

  package init(_ picture: ScriptPicture, part: Part = .all) {
    self.picture = picture
    var left = Self.margin + 10
    if part != .interrupts {
      drawRoad(left: left)
      left = layout.right + 44
    }
    if part != .road { drawInterrupts(left: left) }
  }

  package var text: String {
    let width = max(layout.right, 1120) + Self.margin
    let size = "width=\"\(Self.number(width))\" height=\"\(Self.number(height + Self.margin))\""
    let box = "viewBox=\"0 0 \(Self.number(width)) \(Self.number(height + Self.margin))\""
    let open =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size) \(box) font-family=\"Helvetica, Arial,"
      + " 'DejaVu Sans', sans-serif\" font-size=\"10.5\" role=\"img\">"
    let title = "<title>\(Self.escaped(picture.script)): call script</title>"
    let paper = "<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>"
    let parts = marks + layout.ways.map(draw) + layout.boxes.map(draw) + heading + labels
    return ([open, title, paper] + parts + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  // MARK: the two parts

  private mutating func drawRoad(left: Double) {
    let first = Self.head + 34
    var bottom = layout.road(picture.before, left: left, top: first, comesFrom: nil)
    let hasGate = !picture.after.isEmpty
    let gate = bottom + 16
    if hasGate {
      let onward = picture.before.last?.onward
      bottom = layout.road(
        picture.after, left: left, top: gate + 40, comesFrom: layout.end, entry: onward)
      bottom = layout.trees(alsoAfter, left: left, top: bottom + 14)
    }
    let right = layout.right + 16
    band(left - 18, Self.head, right, hasGate ? gate : bottom, "#F4F4F4")
    if hasGate {
      band(left - 18, gate, right, bottom + 8, "#EAF3FB")
      line(left - 18, right, gate)
      title(
        "IDENTITY GATE: below this line only to somebody who was verified",
        left + PictureLayout.column + 12, gate + 15)
    }
    title("Anybody may be listening", left + PictureLayout.column + 12, Self.head + 17)
    height = max(height, bottom + 8)
  }

  /// A branch that comes through the gate beside the road begins with its own head.
  private var alsoAfter: [ScriptPicture.Branch] {
    picture.alsoAfter.map { branch in
      ScriptPicture.Branch(
        answer: nil,
        box: ScriptPicture.Box(
          kind: .head, title: "", words: branch.answer ?? "", fragment: nil),
        branches: [
          ScriptPicture.Branch(answer: nil, box: branch.box, branches: branch.branches)
        ])
    }
  }

  private mutating func drawInterrupts(left: Double) {
    let bottom = layout.trees(picture.interrupts, left: left, top: Self.head + 34)
    let shape = Self.rectangle(left - 16, Self.head, layout.right + 16, bottom + 8)
    marks.append("\(shape) fill=\"none\" stroke=\"#777777\" stroke-dasharray=\"6 4\"/>")
    title("May come up at any prompt", left + PictureLayout.column + 12, Self.head + 17)
    height = max(height, bottom + 8)
  }

  // MARK: marks

  private mutating func band(
    _ left: Double, _ top: Double, _ right: Double, _ bottom: Double, _ fill: String
  ) {
    marks.append("\(Self.rectangle(left, top, right, bottom)) fill=\"\(fill)\"/>")
  }

  private mutating func line(_ left: Double, _ right: Double, _ y: Double) {
    marks.append(
      "<line x1=\"\(Self.number(left))\" y1=\"\(Self.number(y))\" x2=\"\(Self.number(right))\""
        + " y2=\"\(Self.number(y))\" stroke=\"\(Self.gateInk)\" stroke-width=\"4\"/>")
  }

  private mutating func title(_ text: String, _ x: Double, _ y: Double) {
    marks.append(Self.text(text, x, y, "font-weight=\"bold\" fill=\"\(Self.gateInk)\""))
  }

  private func draw(_ way: PictureLayout.Way) -> String {
    let points = way.points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
    let end = way.points[way.points.count - 1]
    let tip =
      way.isRoad
      ? [(end.x - 5, end.y - 9), (end.x + 5, end.y - 9)]
      : [(end.x - 7, end.y - 3.5), (end.x - 7, end.y + 3.5)]
    let arrow = (tip + [(end.x, end.y)]).map { "\(Self.number($0.0)),\(Self.number($0.1))" }
    let width = way.isRoad ? "3" : "1"
    return "<polyline points=\"\(points.joined(separator: " "))\" fill=\"none\""
      + " stroke=\"\(Self.ink)\" stroke-width=\"\(width)\"/><polygon"
      + " points=\"\(arrow.joined(separator: " "))\" fill=\"\(Self.ink)\"/>"
  }

  /// What is read on the ways: above the line, a second line of words below it; beside the road.
  private var labels: [String] {
    layout.ways.flatMap { way -> [String] in
      let end = way.points[way.points.count - 1]
      let style = "font-size=\"9.5\" font-style=\"italic\" fill=\"\(Self.ink)\""
      return way.answer.enumerated().map { number, words in
        let y = Double(number) * 12
        if way.isRoad {
          return Self.text(words, end.x + 9, way.points[0].y + 13 + y, style)
        }
        return Self.text(words, way.points[2].x + 4, end.y - 3 + y, style)
      }
    }
  }

  private func draw(_ placed: PictureLayout.Placed) -> String {
    let top = placed.centre - placed.height / 2
    let shape = Self.rectangle(placed.x, top, placed.right, top + placed.height)
    let x = placed.x + 9
    switch placed.box.kind {
    case .outcome(let outcome):
      let tint = OutcomeTint.of(outcome)
      return "\(shape) rx=\"10\" fill=\"\(tint.fill)\" stroke=\"\(tint.edge)\"/>"
        + Self.lines(
          placed.lines, x + 2, top + 14, "font-weight=\"bold\" fill=\"\(tint.text)\"")
    case .goesTo, .resumes:
      return "\(shape) rx=\"3\" fill=\"#FFFFFF\" stroke=\"#999999\" stroke-dasharray=\"3 2\"/>"
        + Self.lines(placed.lines, x, top + 14, "fill=\"\(Self.ink)\"")
    case .head:
      return "\(shape) fill=\"#3A3A3A\"/>"
        + Self.text(placed.box.title, x, top + 15, "font-weight=\"bold\" fill=\"#FFFFFF\"")
        + Self.lines(
          placed.lines, x + (placed.box.title.isEmpty ? 0 : 24), top + 15, "fill=\"#FFFFFF\"")
    case .step, .gate: return step(placed, shape, x, top)
    }
  }

  private func step(
    _ placed: PictureLayout.Placed, _ shape: String, _ x: Double, _ top: Double
  ) -> String {
    let isGate = placed.box.kind == .gate
    let fill = placed.box.fragment == nil ? "#FFFFFF" : "#E9E9E4"
    let edge = isGate ? "stroke=\"\(Self.gateInk)\" stroke-width=\"3\"" : "stroke=\"\(Self.ink)\""
    let room = placed.box.fragment == nil ? 28 : 20
    let name = (isGate ? "◆ " : "") + PictureWords.cut(placed.box.title, to: room)
    let from = placed.box.fragment.map {
      Self.text(
        PictureWords.cut($0, to: 9), placed.right - 6, top + 12,
        "font-size=\"8\" text-anchor=\"end\" fill=\"#555555\"")
    }
    return "\(shape) rx=\"2\" fill=\"\(fill)\" \(edge)/>"
      + Self.text(name, x, top + 13, "font-weight=\"bold\"") + (from ?? "")
      + Self.lines(placed.lines, x, top + 26, "fill=\"#333333\"")
  }

  // MARK: heading and legend

  private var heading: [String] {
    let x = Self.margin
    let title = Self.text(
      "\(picture.script) (\(picture.locale))", x, 34, "font-size=\"20\" font-weight=\"bold\"")
    var at = x
    let steps = [
      ("own step", "#FFFFFF", Self.ink, 1.0, Self.ink),
      (
        "shared, from \(picture.fragments.joined(separator: ", "))", "#E9E9E4", Self.ink, 1,
        Self.ink
      ),
      ("◆ identity is asked", "#FFFFFF", Self.gateInk, 3, Self.ink),
      ("→ drawn elsewhere", "#FFFFFF", "#999999", 1, Self.ink),
    ].filter { !picture.fragments.isEmpty || !$0.0.hasPrefix("shared") }
    let ends: [(String, Outcome)] = [
      ("scheduled", .scheduled), ("called back", .callbackRequested),
      ("message left", .leftMessage), ("not reached", .noAnswer), ("declined", .declined),
      ("for a team", .clinicalQuestion), ("escalated", .escalated),
    ]
    let colours = ends.map { name, outcome in
      let tint = OutcomeTint.of(outcome)
      return (name, tint.fill, tint.edge, 1.0, tint.text)
    }
    let samples = (steps + colours).map { name, fill, edge, width, ink in
      let length = Double(name.count) * PictureLayout.letter + 14
      defer { at += length + 8 }
      return "\(Self.rectangle(at, 48, at + length, 68)) rx=\"4\" fill=\"\(fill)\""
        + " stroke=\"\(edge)\" stroke-width=\"\(Self.number(width))\"/>"
        + Self.text(name, at + 7, 62, "fill=\"\(ink)\"")
    }
    return [title] + samples
  }

  // MARK: writing

  private static func rectangle(
    _ left: Double, _ top: Double, _ right: Double, _ bottom: Double
  ) -> String {
    "<rect x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(number(right - left))\""
      + " height=\"\(number(bottom - top))\""
  }

  private static func text(_ text: String, _ x: Double, _ y: Double, _ style: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" \(style)>\(escaped(text))</text>"
  }

  private static func lines(
    _ lines: [String], _ x: Double, _ y: Double, _ style: String
  ) -> String {
    lines.enumerated().map { text($1, x, y + Double($0) * PictureLayout.line, style) }.joined()
  }

  /// One decimal, without an exponent.
  private static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// For text and attributes of XML; control characters vanish.
  static func escaped(_ text: String) -> String { HTMLText.escaped(text) }
}
