import Testing

@testable import RecallDomain

@Suite("Wishes to hear no more, in everyday words")
struct OptOutWordingTests {
  @Test(
    "the seven words of the law and their kin, as an answer to a message",
    arguments: [
      "STOP", "stop", "Stop.", "stop please", "STOP!!", "quit", "End", "revoke", "opt out",
      "Opt-out", "OPTOUT", "cancel", "Unsubscribe", "unsuscribe", "please stop", "stop it",
      "Remove me", "ALTO", "basta", "¡Basta ya!", "Cancelar",
      "no más", "No mas por favor", "pare", "paren ya", "baja", "Hi. Stop. Thanks",
      "I already have an appointment. Stop",
    ])
  func keywords(_ text: String) {
    #expect(OptOutWording.inReply(text) == .unnamed)
  }

  @Test(
    "what is no wish to hear no more",
    arguments: [
      "don't stop", "please don't stop calling me", "I quit smoking", "should I stop taking it?",
      "can I stop by tomorrow", "the end of March works", "cancel my appointment on Friday",
      "the bleeding won't stop", "yes", "ok thanks", "why did you stop calling me",
      "you never call me back", "I don't text", "they don't call me anymore by that name",
      "don't call before nine", "don't call me at work", "please do not call me today",
      "don't call me when I am driving", "no more pain", "no", "no, not today",
      "I don't want to be called by my first name", "call me any time",
      "no me llame antes de las nueve", "no me llame por la mañana", "no me llame al trabajo",
      "no me llame hoy", "no me llame más tarde", "no deje de llamarme", "no dejen de llamar",
      "me llamo Rosa", "no me llamaron", "no me llamo así", "el precio es alto",
      "tengo la presión alta", "no más de dos veces", "dejar de fumar",
      "deje de tomar la pastilla", "no me duele más", "no puedo hablar, llámeme mañana",
      "cancelar mi cita del lunes", "me molesta la luz", "I want to hear from you",
      "take this number down: 617 555 0142", "cancele la cita", "no quiero que me hablen en inglés",
      "I don't want to hear about it",
    ])
  func nearMisses(_ text: String) {
    #expect(OptOutWording.inSpeech(text) == nil)
    #expect(OptOutWording.inReply(text) == nil)
  }

  @Test(
    "no more calls",
    arguments: [
      "stop calling me", "Please stop calling this number", "quit calling",
      "could you stop calling",
      "don't call me anymore", "do not call again", "No, don't call me", "never call me again",
      "do not call this number", "don't call me at this number", "I'd rather you didn't call",
      "no more calls please", "no more phone calls", "I don't want any more calls",
      "I no longer want to be called", "take me off your list", "remove my number",
      "put me on your do not call list", "lose my number", "can you stop all these calls",
      "no me llame", "No me llamen más, por favor", "no me llames", "ya no me llamen",
      "no vuelva a llamarme", "no me vuelvan a llamar", "dejen de llamarme", "deje de llamar",
      "no quiero más llamadas", "no quiero que me llamen", "quíteme de la lista",
      "bórrenme de su lista", "borre mi número", "no llamen a este número",
      "no me llame al celular", "no más llamadas", "pare de llamar", "no me marque",
      "take this number off", "cancelen las llamadas", "paren sus llamadas",
      "ya no quiero que me hablen", "no deseo que me marquen",
    ])
  func calls(_ text: String) {
    #expect(OptOutWording.inSpeech(text) == .calls)
  }

  @Test(
    "no more by one way",
    arguments: [
      ("stop texting me", .sms), ("please don't text me", .sms), ("no more texts", .sms),
      ("stop sending me text messages", .sms), ("no me manden mensajes de texto", .sms),
      ("no quiero textos", .sms), ("don't email me", .email), ("stop sending me e-mails", .email),
      ("no me mande correos", .email), ("don't leave me voicemails", .voicemail),
      ("stop leaving messages", .voicemail), ("no me deje mensajes", .voicemail),
      ("no dejen recados", .voicemail),
    ] as [(String, ConsentChannel)])
  func channels(_ text: String, _ channel: ConsentChannel) {
    #expect(OptOutWording.inSpeech(text) == .channel(channel))
  }

  @Test(
    "nothing written any more, by whichever way it comes",
    arguments: [
      "Ya no me escriban", "No me escriban más", "no me escriba", "por favor ya no me escriban",
      "no nos escriban", "no escriban más", "dejen de escribirme", "deje de escribir",
      "no me vuelvan a escribir", "no quiero que me escriban", "stop writing to me",
      "stop writing me", "don't write to me", "please do not write us anymore",
      "never write to me again",
    ])
  func written(_ text: String) {
    #expect(OptOutWording.inSpeech(text) == .messages)
    #expect(OptOutWording.inReply(text) == .messages)
  }

  @Test(
    "writing that is no such wish",
    arguments: [
      "don't write that down", "I can't write well", "no sé escribir", "no me escribieron",
      "no me escriban hoy", "can you write me a note?", "me escriben por favor",
    ])
  func notWritten(_ text: String) {
    #expect(OptOutWording.inSpeech(text) == nil)
    #expect(OptOutWording.inReply(text) == nil)
  }

  @Test(
    "every way an answer says no to",
    arguments: [
      ("stop texting and emailing me", [.sms, .email]),
      ("no me manden correos ni textos", [.sms, .email]),
      ("no me escriban correos", [.email]), ("stop texting me", [.sms]),
      ("stop texting me and email me instead", [.sms]), ("don't text me, email me", [.sms]),
      ("no more texts. No more emails.", [.sms, .email]), ("stop", []), ("Ya no me escriban", []),
    ] as [(String, Set<ConsentChannel>)])
  func named(_ text: String, _ channels: Set<ConsentChannel>) {
    #expect(OptOutWording.channelsNamed(inReply: text) == channels)
  }

  @Test(
    "no more at all",
    arguments: [
      "stop contacting me", "leave me alone", "don't bother me", "I revoke my consent",
      "I withdraw my permission", "no me molesten", "déjenme en paz", "no me contacten más",
      "revoco mi consentimiento", "no me manden nada",
    ])
  func everything(_ text: String) {
    #expect(OptOutWording.inSpeech(text) == .everything)
  }

  @Test("beside the word, all means everything")
  func all() {
    #expect(OptOutWording.inReply("STOP ALL") == .everything)
    #expect(OptOutWording.inReply("stopall") == .everything)
    #expect(OptOutWording.inReply("Basta de todo") == nil)
    #expect(OptOutWording.inReply("Alto, todo") == .everything)
  }
}
