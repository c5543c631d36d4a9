import Foundation
import RecallDomain
import RecallStorage
import Testing

@testable import RecallConsole

@Suite("Roads through a call")
struct RoadTests {
  @Test("a question is asked twice before an empty line counts")
  func asksTwice() throws {
    let call = try ConsoleDay().run(Road.verbatim.typed + ["", ""])
    #expect(call.output.contains("Once more"))
    #expect(
      call.prompts.suffix(3) == ["clinical_question", "clinical_question", "question_unsaid"][...])
  }

  @Test("red flags suggest the emergency key and raise nothing by themselves")
  func redFlag() throws {
    let call = try ConsoleDay().run(Road.verbatim.typed + ["I have chest pain"])
    #expect(call.output.contains("press ! now"))
    #expect(call.prompts.last == "question_noted")
  }

  @Test("a question reaches the clinical queue while the patient is still talking")
  func routed() throws {
    let day = try ConsoleDay()
    _ = day.run(Road.verbatim.typed + ["May I eat before the test?"])
    let items = try day.store.queueItems(.clinical)
    #expect(items.map(\.question) == ["May I eat before the test?"])
    let inbox = day.run(["inbox clinical"])
    #expect(inbox.output.contains("May I eat before the test?"))
  }

  @Test("what the first node routes is with the team from the first words on")
  func routedAtTheStart() throws {
    let day = try ConsoleDay()
    day.library = ClinicFolder.library(changing: "scripts/overdue-follow-up.yaml") {
      $0.replacing(
        "    say: opening.greeting\n", with: "    say: opening.greeting\n    route: records\n")
    }
    let call = day.run(["next", ""])
    #expect(call.output.contains("Good afternoon"))
    #expect(try day.store.queueItems(.records).map(\.recall.rawValue) == ["r-1"])
  }

  @Test("a callback is read back in full and stands in the note")
  func callback() throws {
    let day = try ConsoleDay()
    let call = day.run(Road.ask.typed + ["tomorrow 3pm", "", "promises", "quit"])
    #expect(call.output.contains("noted: "))
    #expect(call.output.contains("Nov 25"))
    let note = try #require(day.notes.first)
    #expect(note.ending == Ending(.callbackRequested, .atTime))
    #expect(call.output.contains("call back"))
    #expect(note.next.owner == "ana")
    #expect(note.summary.contains("a call by Ana"))
  }

  @Test("picks are numbered, and one too high is refused")
  func picks() throws {
    let day = try ConsoleDay()
    let call = day.run(Road.ask.typed + ["99", "1", "", "quit"])
    #expect(call.problems.contains("no such number"))
    #expect(day.notes.count == 1)
  }

  @Test("a booking made elsewhere is read back and needs no slot")
  func elsewhere() throws {
    let day = try ConsoleDay()
    _ = day.run(Road.offer.typed + ["other 2026-12-01 10:00 Dr. Lee", "", "quit"])
    let note = try #require(day.notes.first)
    #expect(note.ending == Ending(.scheduled, .booked))
  }

  @Test("a command without its slash is told how it is written, and is no wish of the patient's")
  func bareCommand() throws {
    let call = try ConsoleDay().run(Road.opening.typed + ["quit"])
    #expect(call.problems.contains("In a call that is /quit."))
    #expect(!call.output.contains("no more calls. If it is one"))
  }

  @Test("a patient who calls back is told what they hold, and a new time takes its place")
  func movedAppointment() throws {
    let day = try ConsoleDay()
    let first = day.run(Road.offer.typed + ["1", "", "quit"])
    #expect(!first.output.contains("On record"))
    let second = day.run(["open r-1 inbound", "y", "1961-03-04", "ready", "2", "", "quit"])
    let seen = second.output.replacing("\n", with: " ")
    #expect(seen.contains("On record, booked in an earlier call: Wed, Nov 25 at 2:05 PM"))
    #expect(seen.contains("It takes the place of"))
    let held = try day.store.candidate(RecallID("r-1"))?.appointments.map(\.status)
    #expect(held == [.cancelled, .booked])
    #expect(day.notes.count { $0.summary.contains("takes the place of Wednesday") } == 1)
  }

  @Test("a bare interrupt name at the booking prompt is no interrupt")
  func bookingTakesNoBareInterrupt() throws {
    let call = try ConsoleDay().run(Road.offer.typed + ["busy"])
    #expect(call.prompts.suffix(2) == ["offer", "offer"][...])
  }

  @Test("a remark at save is added and asked again; an interrupt reopens the call")
  func save() throws {
    let day = try ConsoleDay()
    let call = day.run(Road.save.typed + ["the dog barked", "", "quit"])
    #expect(call.prompts.suffix(3) == ["save", "save", "recall"][...])
    #expect(day.notes.first?.remarks == ["the dog barked"])
  }

  @Test(
    "what was meant for the gate never becomes a remark",
    arguments: ["03041961", "4 March 1961", "y", "02139"])
  func noIdentityInRemarks(_ typed: String) throws {
    let day = try ConsoleDay()
    let call = day.run(Road.save.typed + [typed, "", "quit"])
    #expect(call.problems.contains("needs a few words"))
    #expect(day.notes.first?.remarks == [])
    #expect(call.output.contains("saved"))
  }

  @Test("leaving the script asks what the outcome requires")
  func endByHand() throws {
    let day = try ConsoleDay()
    let call = day.run(Road.reason.typed + ["/end clinical-question", "A question", "", "quit"])
    #expect(call.prompts.contains("question"))
    #expect(day.notes.first?.ending == Ending(.clinicalQuestion, .routine))
  }

  @Test("an outcome that needs an act cannot be claimed", arguments: ["scheduled", "left-message"])
  func claimed(_ outcome: String) throws {
    let call = try ConsoleDay().run(Road.reason.typed + ["/end \(outcome)"])
    #expect(call.prompts.suffix(2) == ["reason", "reason"][...])
    #expect(call.problems != "")
  }

  @Test("an outcome that does not exist lists those that do")
  func noSuchOutcome() throws {
    let call = try ConsoleDay().run(Road.reason.typed + ["/end nothing", "/end declined x"])
    #expect(call.problems.contains("callback-requested"))
    #expect(call.problems.contains("care-elsewhere"))
  }

  @Test("the spoken language changes in mid-call for a qualified speaker alone")
  func spokenLanguage() throws {
    let both = try ConsoleDay().run(Road.reason.typed + ["/locale es"])
    #expect(both.output.contains("Spanish"))
    let day = try ConsoleDay()
    day.caller.languages = ["en"]
    #expect(day.run(Road.reason.typed + ["/locale es"]).problems.contains("qualified"))
  }

  @Test("a caller who does not speak the language begins with the bridge phrase")
  func bridge() throws {
    let day = try ConsoleDay { patient, _ in patient.language = "es" }
    day.caller.languages = ["en"]
    let call = day.run(["next", ""])
    #expect(call.output.contains("Un momento, por favor"))
    #expect(call.output.contains("not qualified") || call.output.contains("you are not"))
  }

  @Test("on a terminal twice Ctrl-C opens the question, once only clears the line")
  func interruptKey() throws {
    let day = try ConsoleDay()
    day.isTerminal = true
    let typed = Road.opening.typed.map(LineEvent.line)
    let once = day.run(events: typed + [.interrupt, .line("/park"), .line("quit")])
    #expect(!once.prompts.contains("leave"))
    let twice = day.run(events: [
      .line("resume"), .interrupt, .interrupt, .line("park"), .line("quit"),
    ])
    #expect(twice.prompts.contains("leave"))
  }

  @Test("an inbound call begins at once, at its own node")
  func inbound() throws {
    let call = try ConsoleDay().run(["lookup", "617-555-0142", "open r-1 inbound"])
    #expect(call.output.contains("r-1"))
    #expect(call.prompts.last == "full_name")
  }

  @Test("the main prompt answers, also when there is nothing")
  func mainPrompt() throws {
    let day = try ConsoleDay()
    let lines = [
      "worklist", "why r-1", "last", "promises", "inbox", "practice", "report", "locale es",
      "resume", "nxet", "why nobody",
    ]
    let call = day.run(lines + ["quit"])
    #expect(call.code == 0)
    #expect(call.prompts.allSatisfy { $0 == "recall" })
    #expect(call.problems.contains("siguiente"))
  }
}
