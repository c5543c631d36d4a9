import RecallDomain
import Testing

@testable import RecallConsole

@Suite("The language of a call")
struct SpokenLanguageTests {
  private func start(
    _ patient: String?, offered: [String] = ["en", "es", "pt-BR"],
    qualified: [String] = ["en", "es", "pt-BR"]
  ) -> SpokenLanguage {
    SpokenLanguage(
      patient: patient, offered: offered,
      caller: StaffMember(id: "ana", name: "Ana", roles: [.caller], languages: qualified),
      hasInterpreter: false)
  }

  @Test(
    "a language with a region is spoken to whoever speaks it",
    arguments: [
      ("pt-BR", "pt-BR"), ("pt", "pt-BR"), ("pt-PT", "pt-BR"), ("es-MX", "es"), ("en-GB", "en"),
    ])
  func region(_ patient: String, _ spoken: String) {
    #expect(start(patient).locale == spoken)
    #expect(!start(patient).bridge)
  }

  @Test("its own region comes before the language without one, and before the other's")
  func nearest() {
    #expect(start("en-AU", offered: ["en", "en-AU"]).locale == "en-AU")
    #expect(start("pt-PT", offered: ["en", "pt-BR", "pt-PT"]).locale == "pt-PT")
    #expect(start("pt-AO", offered: ["en", "pt-BR", "pt"]).locale == "pt")
  }

  @Test("who is not qualified says the bridge phrase in the source language")
  func bridge() {
    #expect(start("pt-BR", qualified: ["en"]) == start("pt", qualified: ["en"]))
    #expect(start("pt-BR", qualified: ["en"]).locale == "en")
    #expect(start("pt-BR", qualified: ["en"]).bridge)
    #expect(start("vi").bridge && start("vi").locale == "en")
    #expect(!start(nil).bridge && !start("en-GB").bridge)
  }

  @Test("who calls 911 stands in the language of the console, and in that of the call to be said")
  func whoCalls911() throws {
    func shown(_ console: String, spoken: String?) throws -> String {
      let day = try ConsoleDay()
      day.locale = console
      let (output, problems) = (Paper(), Paper())
      EmergencyNumbers(desk: day.desk(TypedLines([]), output, problems), spoken: spoken).show()
      return output.text
    }
    #expect(try shown("en", spoken: "es").contains("you do · say: “usted”"))
    #expect(try shown("es", spoken: "en").contains("usted · diga: “you do”"))
    for same in try [shown("en", spoken: "en"), shown("en", spoken: nil)] {
      #expect(same.contains("you do") && !same.contains("say:"))
    }
  }
}
