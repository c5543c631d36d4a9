import RecallDomain
import Testing

@testable import RecallConsole

@Suite("a person's own defaults")
struct RecallrcTests {
  @Test("every setting is read, with remarks, empty lines, either sign and the words people write")
  func settings() {
    let own = Recallrc(
      """
      # mine
      language: es
      colour = no   # paper is white

      pager: less -FRX
      WIDTH: 120
      dial: sí
      """)
    #expect(own.problems.isEmpty)
    #expect(own.locale == "es" && own.color == false && own.pager == "less -FRX")
    #expect(own.width == 120 && own.dial == true)
    #expect(Recallrc("pager: none").pager?.isEmpty == true)
    #expect(Recallrc("") == .none && Recallrc.none.pager == nil)
  }

  @Test("a line that is not understood is a problem of its own, and the others hold")
  func problems() {
    let own = Recallrc(
      "widht: 72\nwidth: 12\nnothing\nhours: all\r\nwidth: 72\ndial: no\ndial: yes")
    #expect(own.dial == false && own.width == nil)
    #expect(
      own.problems.map(\.what) == [
        .unknown("widht", near: "width"), .value(.width), .noSetting,
        .unknown("hours", near: nil), .twice(.width), .twice(.dial),
      ])
    #expect(own.problems.map(\.line) == [1, 2, 3, 4, 5, 7])
  }

  @Test("a paste of control characters comes to nothing on the screen")
  func hostile() {
    let own = Recallrc("pager: less\u{1B}]0;x\u{7}\nlocale: ../../etc\n\u{202E}htdiw: 9")
    #expect(!(own.pager ?? "").unicodeScalars.contains { $0.value < 32 })
    #expect(own.locale == nil && own.problems.count == 2)
  }

  @Test(
    "the console says of each line where it stands and what to do, in its language",
    arguments: ["en", "es"])
  func words(locale: String) throws {
    let day = try ConsoleDay()
    day.locale = locale
    let desk = day.desk(TypedLines([]), Paper(), Paper())
    let own = Recallrc("widht: 1\nlocale: xx\nhm\nx: 1")
    let file = RecallrcFile.inForce(path: "/h/.recallrc", own)
    let said = RecallrcWords(desk: desk, file: file).sentences
    #expect(said.count == 4 && said.allSatisfy { $0.contains("/h/.recallrc") })
    #expect(said[0].contains("width") && said[2].contains("locale, linear, color"))
    for why in [RecallrcFile.Refusal.writable, .foreign, .unreadable] {
      let refused = RecallrcWords(desk: desk, file: .refused(path: "/h/.recallrc", why)).sentences
      #expect(refused.count == 1 && refused[0].contains("/h/.recallrc"))
    }
    let everyValue = Recallrc("locale: 1\ncolor: red\npager:\nwidth: x\ndial: 7")
    let values = RecallrcWords(desk: desk, file: .inForce(path: "f", everyValue)).sentences
    #expect(values.count == 5 && !values.contains { $0.contains("recallrc.") || $0.contains("{") })
  }
}
