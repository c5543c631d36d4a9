import Dispatch
import ScriptEngine
import Testing

@testable import RecallConsole

@Suite("Scripts that are proved behind the first prompt")
struct ScriptProofTests {
  private static let shelf = ScriptShelf(
    ClinicFolder.library, policy: ClinicFolder.policy, approvedOnly: false)
  /// One of the two scripts ends nowhere.
  private static let broken = ScriptShelf(
    ClinicFolder.library(changing: "scripts/overdue-follow-up.yaml") {
      $0.replacing("start: opening", with: "start: nowhere")
    }, policy: ClinicFolder.policy, approvedOnly: false)

  @Test("the greeting reads as after the proof, and waits for none")
  func greeting() throws {
    let day = try ConsoleDay()
    let proved = day.run([])
    let gate = DispatchSemaphore(value: 0)
    day.proof = ScriptProof(expecting: Self.shelf.standing) {
      gate.wait()
      return Self.shelf
    }
    let output = Paper()
    let desk = day.desk(TypedLines([]), output, Paper())
    try Greeting(desk: desk).show()
    #expect(output.text == proved.output)
    gate.signal()
    #expect(desk.shelf.standing == Self.shelf.standing)
  }

  @Test("a call is made with what was proved")
  func call() throws {
    let day = try ConsoleDay()
    day.proof = ScriptProof(expecting: Self.shelf.standing) { Self.shelf }
    let run = day.run(["next", "", "/park", "quit"])
    #expect(run.prompts.contains("opening"))
    #expect(!(run.output + run.problems).contains("Left out"))
  }

  @Test("what was expected wrongly is said before anything is obeyed, and nobody is called with it")
  func otherwise() throws {
    let day = try ConsoleDay()
    day.proof = ScriptProof(expecting: Self.shelf.standing) { Self.broken }
    let run = day.run(["next", "quit"])
    #expect(run.prompts == ["recall", "recall"])
    #expect(run.output.contains("Left out, because their script has findings"))
  }

  @Test("a script that was expected to be broken is called with once it is proved")
  func better() throws {
    let day = try ConsoleDay()
    day.proof = ScriptProof(expecting: Self.broken.standing) { Self.shelf }
    let run = day.run(["next", "", "/park", "quit"])
    #expect(run.prompts.contains("opening"))
  }
}
