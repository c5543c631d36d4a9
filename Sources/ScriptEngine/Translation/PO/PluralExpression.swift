/// The C expression of a `Plural-Forms` header: which form a number takes. Read from a file that
/// others wrote, so it is bounded in length and depth, and no number makes it trap.
struct PluralExpression: Sendable {
  private indirect enum Node: Sendable {
    case number(Int)
    case n
    case not(Node)
    case binary(String, Node, Node)
    case choice(Node, Node, Node)
  }

  private let root: Node
  private static let longest = 1_000

  /// `nil` for anything that is not an expression over `n`.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count <= Self.longest, let tokens = Self.tokens(String(text)) else {
      return nil
    }
    var parser = Parser(tokens: tokens[...])
    guard let root = parser.choice(depth: 0), parser.tokens.isEmpty else { return nil }
    self.root = root
  }

  /// The index of the form; division by zero is form 0, as nothing better is known.
  func form(of number: Int) -> Int { Self.value(root, number) }

  private static func value(_ node: Node, _ n: Int) -> Int {
    switch node {
    case .number(let number): number
    case .n: n
    case .not(let inner): value(inner, n) == 0 ? 1 : 0
    case .choice(let condition, let yes, let no):
      value(condition, n) != 0 ? value(yes, n) : value(no, n)
    case .binary(let name, let left, let right): apply(name, left, right, n)
    }
  }

  private static func apply(_ name: String, _ left: Node, _ right: Node, _ n: Int) -> Int {
    let a = value(left, n)
    if name == "||" && a != 0 { return 1 }
    if name == "&&" && a == 0 { return 0 }
    let b = value(right, n)
    return switch name {
    case "||", "&&": b != 0 ? 1 : 0
    case "==": a == b ? 1 : 0
    case "!=": a != b ? 1 : 0
    case "<": a < b ? 1 : 0
    case ">": a > b ? 1 : 0
    case "<=": a <= b ? 1 : 0
    case ">=": a >= b ? 1 : 0
    case "+": a &+ b
    case "-": a &- b
    case "*": a &* b
    case "/": b == 0 ? 0 : a.dividedReportingOverflow(by: b).partialValue
    default: b == 0 ? 0 : a.remainderReportingOverflow(dividingBy: b).partialValue
    }
  }

  private static func tokens(_ text: String) -> [String]? {
    var tokens: [String] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        rest = rest.dropFirst()
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let two = String(rest.prefix(2))
      let token =
        !digits.isEmpty
        ? String(digits)
        : ["||", "&&", "==", "!=", "<=", ">="].contains(two) ? two : String(first)
      guard !digits.isEmpty || token.count == 2 || "n!<>+-*/%?:()".contains(first) else {
        return nil
      }
      tokens.append(token)
      rest = rest.dropFirst(token.count)
    }
    return tokens
  }

  private struct Parser {
    private static let deepest = 100
    private static let levels: [[String]] = [
      ["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/", "%"],
    ]

    var tokens: ArraySlice<String>

    private mutating func take(_ token: String) -> Bool {
      guard tokens.first == token else { return false }
      tokens = tokens.dropFirst()
      return true
    }

    mutating func choice(depth: Int) -> Node? {
      guard depth < Self.deepest, let condition = binary(0, depth) else { return nil }
      guard take("?") else { return condition }
      guard let yes = choice(depth: depth + 1), take(":"), let no = choice(depth: depth + 1) else {
        return nil
      }
      return .choice(condition, yes, no)
    }

    private mutating func binary(_ level: Int, _ depth: Int) -> Node? {
      guard level < Self.levels.count else { return unary(depth) }
      guard var left = binary(level + 1, depth) else { return nil }
      while let name = tokens.first, Self.levels[level].contains(name) {
        tokens = tokens.dropFirst()
        guard let right = binary(level + 1, depth) else { return nil }
        left = .binary(name, left, right)
      }
      return left
    }

    private mutating func unary(_ depth: Int) -> Node? {
      guard depth < Self.deepest else { return nil }
      if take("!") { return unary(depth + 1).map(Node.not) }
      if take("(") {
        let inner = choice(depth: depth + 1)
        return take(")") ? inner : nil
      }
      guard let token = tokens.popFirst() else { return nil }
      return token == "n" ? .n : Int(token).map(Node.number)
    }
  }
}
