import Foundation
import Testing

@testable import ScriptEngine

@Suite("What an edition is summed over is the same everywhere")
struct SteadyEditionTests {
  @Test(
    "members in the order of their bytes, numbers and signs one way, words of closed lists sorted",
    arguments: [
      (#"{"b":1,"a":2.0,"é":true,"Z":null}"#, #"{"Z":null,"a":2,"b":1,"é":true}"#),
      (#" [ 1 , 2.50 , -0 , 1e3 ] "#, "[1,2.5,0,1000]"),
      (#"["\u00e9\/\u000a\u0001\"\\"]"#, #"["é\/\n\u0001\"\\"]"#), (#"["a/b"]"#, #"["a\/b"]"#),
      (
        #"{"days":["today",{"y":1,"x":2},"monday",3]}"#,
        #"{"days":["monday",3,"today",{"x":2,"y":1}]}"#
      ),
      (#"{"other":["b",1,"a",2]}"#, #"{"other":["b",1,"a",2]}"#), ("{}", "{}"), ("[]", "[]"),
    ])
  func written(_ json: String, _ expected: String) throws {
    let steady = try #require(SteadyJSON.of(Data(json.utf8)))
    #expect(String(decoding: steady, as: UTF8.self) == expected)
    #expect(SteadyJSON.of(steady) == steady)
  }

  @Test(
    "what is no JSON is none", arguments: ["", "{", "[1,]", #"{"a"}"#, #"["a]"#, "[1] 2", #""\"#])
  func none(_ json: String) { #expect(SteadyJSON.of(Data(json.utf8)) == nil) }
}
