import ArgumentParser
import RecallDomain
import ScriptEngine

extension LocaleCommand {
  /// `recall locale accept TAG [KEY…]`: stale translations, read again and found right.
  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept",
      abstract: "Mark stale translations as read again; only their hashes change.",
      discussion: """
        Examples:
          recall locale accept es
          recall locale accept es opening.greeting
        """)

    @Argument(help: ArgumentHelp("The language.", valueName: "tag"))
    var tag: String

    @Argument(
      help: ArgumentHelp(
        "Texts, such as opening.greeting; every stale one when none is named.", valueName: "key"))
    var keys: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let work = try LocaleWork(options)
      let tag = try work.translation(tag)
      let (source, translation, _) = try work.folders(tag)
      let review: StaleReview
      do { review = try StaleReview(source: source, translation: translation, keys: keys) } catch {
        throw Failure(
          .usage, error.message, hint: "`recall locale check \(tag)` lists what is stale")
      }
      let written = review.accepted(in: work.files)
      for file in written.files { try work.folder.write(file) }
      for address in written.accepted { Printing.line("accepted \(address)") }
      for address in review.notStale { Printing.line("not stale \(address)") }
      if written.accepted.isEmpty, review.notStale.isEmpty { Printing.line("nothing is stale") }
      guard written.failed.isEmpty else {
        throw Failure(
          .findings, "the hash of \"\(written.failed[0])\" could not be written in place",
          hint: "write its of: by hand, on one line")
      }
    }
  }
}
