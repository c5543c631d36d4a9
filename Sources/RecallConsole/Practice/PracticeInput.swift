/// What is typed in practice: every prompt says that it is.
final class PracticeInput: LineInput {
  /// Never translated.
  static let prefix = "PRACTICE "
  private let input: any LineInput

  init(_ input: any LineInput) { self.input = input }

  func read(_ request: PromptRequest) -> LineEvent {
    var marked = request
    marked.prefix = Self.prefix
    return input.read(marked)
  }
}
