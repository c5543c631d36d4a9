/// The everyday wordings, folded (no accents, no apostrophes). Lists, so that one is added by
/// writing it down.
enum OptOutPhrases {
  enum Kind: Sendable {
    /// "Don't call".
    case forbidding
    /// "Stop calling".
    case stopping
    case other
  }

  struct Phrase: Sendable {
    let scope: OptOutScope
    let kind: Kind
    let pattern: OptOutPattern

    init(_ scope: OptOutScope, _ kind: Kind, _ pattern: String) {
      self.scope = scope
      self.kind = kind
      self.pattern = OptOutPattern(pattern)
    }

    /// "Don't stop calling", "no deje de llamarme", "why did you stop calling", "I don't text".
    func isTurnedRound(by before: ArraySlice<String>) -> Bool {
      guard let last = before.last else { return false }
      switch kind {
      case .forbidding: return OptOutPhrases.telling.contains(last)
      case .stopping:
        return OptOutPhrases.denying.contains(last)
          || before.suffix(3).contains { OptOutPhrases.asking.contains($0) }
      case .other: return false
      }
    }

    /// Only for a time or a place: "before nine", "al trabajo"; "any more" makes it for good.
    func isLimited(by after: ArraySlice<String>) -> Bool {
      let near = Array(after.prefix(6))
      if near.contains(where: OptOutPhrases.forGood.contains) { return false }
      if near.first == "by" { return true }
      return near.enumerated().contains { index, word in
        if OptOutPhrases.limits.contains(word) { return true }
        if kind == .forbidding, OptOutPhrases.atPresent.contains(word) { return true }
        guard OptOutPhrases.limitsUnlessHere.contains(word) else { return false }
        return !(index + 1 < near.count && OptOutPhrases.here.contains(near[index + 1]))
      }
    }
  }

  /// Said beside the word, and changing nothing.
  static let polite: Set<String> = [
    "please", "pls", "plz", "thanks", "thank", "you", "now", "it", "this", "ok", "okay", "all",
    "everything", "sir", "maam", "just", "porfavor", "porfa", "gracias", "ya", "todo", "todos",
    "senor", "senora", "senorita",
  ]

  static let all: Set<String> = ["all", "everything", "stopall", "todo", "todos", "todas"]

  /// Keywords: a whole sentence, politeness apart.
  static let alone: Set<String> = [
    "stop", "stopall", "stopp", "quit", "end", "revoke", "optout", "cancel", "unsubscribe",
    "unsubcribe", "unsuscribe", "remove", "remove me", "enough", "no more",
    "alto", "basta", "pare", "paren", "parar", "detener", "cancelar", "cancele", "cancelen",
    "baja", "fin", "salir", "terminar", "no mas", "nunca mas", "no quiero mas",
  ]

  /// Two words that are written as one, or as another.
  static let spellings: [((String, String), String)] = [
    (("do", "not"), "dont"), (("did", "not"), "didnt"), (("would", "not"), "wouldnt"),
    (("should", "not"), "dont"), (("must", "not"), "dont"), (("can", "not"), "cant"),
    (("any", "more"), "anymore"), (("any", "longer"), "anymore"), (("e", "mail"), "email"),
    (("e", "mails"), "emails"), (("voice", "mail"), "voicemail"),
    (("voice", "mails"), "voicemails"),
    (("voice", "messages"), "voicemails"), (("voice", "message"), "voicemail"),
    (("phone", "calls"), "calls"), (("phone", "call"), "call"), (("text", "messages"), "texts"),
    (("text", "message"), "text"), (("text", "messaging"), "texting"), (("opt", "out"), "optout"),
    (("opt", "me"), "optme"), (("por", "favor"), ""),
    (("mas", "tarde"), "luego"), (("mas", "temprano"), "luego"), (("mas", "adelante"), "luego"),
    (("mas", "noche"), "luego"), (("mensajes", "de"), "mensajesde"),
    (("mensajesde", "texto"), "textos"), (("mensajesde", "voz"), "recados"),
    (("mensaje", "de"), "mensajede"), (("mensajede", "texto"), "textos"),
    (("mensajede", "voz"), "recados"), (("correos", "electronicos"), "correos"),
    (("correo", "electronico"), "correos"),
  ]

  /// Who tells of somebody's habits forbids nothing: "you never call", "I don't text".
  static let telling: Set<String> = [
    "i", "you", "they", "we", "he", "she", "if", "people", "who", "usually",
  ]
  static let denying: Set<String> = [
    "dont", "didnt", "wont", "cant", "wouldnt", "never", "not", "nunca", "no",
  ]
  static let asking: Set<String> = ["why", "did"]
  static let atPresent: Set<String> = ["now", "ahora", "ahorita"]

  static let forGood: Set<String> = [
    "again", "anymore", "ever", "future", "forever", "period", "mas", "jamas", "nunca",
  ]
  static let limits: Set<String> = [
    "before", "after", "until", "till", "today", "tonight", "tomorrow", "early", "late", "morning",
    "mornings", "evening", "evenings", "afternoons", "night", "nights", "weekend", "weekends",
    "sunday", "sundays", "saturday", "saturdays", "monday", "mondays", "friday", "fridays",
    "while", "during", "between", "yet", "if", "unless", "when", "work", "office", "job",
    "later", "antes", "despues", "hasta", "hoy", "manana", "noche", "tarde", "temprano", "trabajo",
    "oficina", "domingo", "domingos", "sabado", "sabados", "lunes", "viernes", "mientras", "entre",
    "cuando", "si", "todavia", "luego",
  ]
  /// A limit ("at night", "al mediodia"), unless the number itself is meant ("on this number").
  static let limitsUnlessHere: Set<String> = ["at", "on", "in", "al", "por", "en"]
  static let here: Set<String> = [
    "this", "my", "all", "me", "the", "number", "here", "este", "mi", "esta", "celular", "telefono",
    "aqui", "nada",
  ]

  static let table: [Phrase] = english + spanish

  private static let english: [Phrase] = [
    // The way that is named, before the general ones.
    Phrase(.channel(.sms), .stopping, "stop|quit|cease … texting|texts|sms"),
    Phrase(.channel(.email), .stopping, "stop|quit|cease … emailing|emails|email"),
    Phrase(
      .channel(.voicemail), .stopping, "stop|quit leaving … messages|message|voicemails|voicemail"),
    Phrase(.calls, .stopping, "stop|quit|cease … calling|phoning|ringing|dialing|calls"),
    Phrase(
      .everything, .stopping, "stop|quit|cease … contacting|bothering|messaging|harassing|messages"),
    Phrase(.channel(.sms), .forbidding, "dont|never|not send|sending … texts|text|sms"),
    Phrase(.channel(.email), .forbidding, "dont|never|not send|sending … emails|email"),
    Phrase(.channel(.sms), .forbidding, "dont|never text|texting"),
    Phrase(.channel(.email), .forbidding, "dont|never email|emailing"),
    Phrase(
      .channel(.voicemail), .forbidding, "dont|never leave … messages|message|voicemails|voicemail"),
    Phrase(.calls, .forbidding, "dont|never ever? call|phone|ring|dial"),
    Phrase(.everything, .forbidding, "dont|never ever? contact|message|bother|harass"),
    Phrase(.calls, .other, "rather|prefer|wish you|they dont|didnt|wouldnt|not call|phone"),
    Phrase(.messages, .stopping, "stop|quit|cease writing to? me|us"),
    Phrase(.messages, .stopping, "stop|quit|cease writing to? this|my number|address|phone"),
    Phrase(.messages, .forbidding, "dont|never ever? write to? me|us|here"),
    Phrase(.messages, .other, "dont|longer want|wish you|them to? write|writing"),
    Phrase(.channel(.sms), .other, "no more|further texts|text|sms"),
    Phrase(.channel(.email), .other, "no more|further emails|email"),
    Phrase(.channel(.voicemail), .other, "no more|further voicemails|voicemail"),
    Phrase(.calls, .other, "no more|further calls|calling"),
    Phrase(.everything, .other, "no more|further messages|contact|reminders"),
    Phrase(.channel(.sms), .other, "dont|longer want|wish|need … texts|sms|texted"),
    Phrase(.channel(.email), .other, "dont|longer want|wish|need … emails|emailed"),
    Phrase(.channel(.voicemail), .other, "dont|longer want|wish|need … voicemails|voicemail"),
    Phrase(.calls, .other, "dont|longer want|wish|need … calls|called|calling"),
    Phrase(.calls, .other, "dont|longer want|wish you … call|phone"),
    Phrase(.everything, .other, "dont|longer want|wish|need … contacted|contact|bothered|messages"),
    Phrase(
      .calls, .other,
      "take|remove|delete|drop|scratch me|us|him|her|my|this … off|from … list|lists"),
    Phrase(
      .calls, .other, "take|remove|delete me|us off|from … calls|calling|phone|system|database"),
    Phrase(.calls, .other, "take me off"),
    Phrase(.calls, .other, "take|scratch my|this number off"),
    Phrase(.everything, .other, "dont|never|longer want|wish to hear from you|them|yall|anyone"),
    Phrase(.calls, .other, "remove|delete|lose|erase|forget my|this number"),
    Phrase(.calls, .other, "dont call list"),
    Phrase(.everything, .other, "leave me|us alone"),
    Phrase(.unnamed, .other, "unsubscribe"), Phrase(.unnamed, .other, "optout"),
    Phrase(.unnamed, .other, "optme out"),
    Phrase(.unnamed, .other, "opting out"),
    Phrase(
      .everything, .other, "revoke|withdraw|revoking|withdrawing … consent|permission|authorization"
    ),
  ]

  private static let spanish: [Phrase] = [
    Phrase(
      .channel(.sms), .forbidding,
      "no|nunca me|nos|le? mande|manden|envie|envien|mandes|envies … textos|texto|sms"),
    Phrase(
      .channel(.email), .forbidding,
      "no|nunca me|nos|le? mande|manden|envie|envien|mandes|envies … correos|correo|emails|email"),
    Phrase(
      .everything, .forbidding,
      "no|nunca me|nos|le? mande|manden|envie|envien|mandes|envies … mensajes|mensaje|nada"),
    Phrase(
      .channel(.voicemail), .forbidding,
      "no|nunca me|nos|le? deje|dejen … mensajes|mensaje|recados|recado"),
    Phrase(.channel(.sms), .forbidding, "no|nunca me|nos textee|texteen|textees"),
    Phrase(
      .channel(.sms), .forbidding,
      "no|nunca me|nos|le? escriba|escriban|escribas … textos|texto|sms"),
    Phrase(
      .channel(.email), .forbidding,
      "no|nunca me|nos|le? escriba|escriban|escribas … correos|correo|emails|email"),
    Phrase(.messages, .forbidding, "no|nunca me|nos|le escriba|escriban|escribas"),
    Phrase(.messages, .forbidding, "no|nunca escriban mas"),
    Phrase(
      .messages, .forbidding,
      "no|nunca me|nos? vuelva|vuelvan|vuelvas … escribir|escribirme|escribirnos"),
    Phrase(
      .messages, .stopping,
      "deje|dejen|deja|pare|paren|cese|cesen de escribir|escribirme|escribirnos"),
    Phrase(.messages, .other, "no quiero|deseo|queremos que me|nos escriban|escriba|escribas"),
    Phrase(
      .calls, .forbidding, "no|nunca me|nos|le|la|lo? llame|llamen|llames|marque|marquen|telefonee"),
    Phrase(
      .everything, .forbidding,
      "no|nunca me|nos|le? contacte|contacten|moleste|molesten|busque|busquen"),
    Phrase(
      .calls, .forbidding,
      "no|nunca me|nos? vuelva|vuelvan|vuelvas … llamar|llamarme|llamarnos|marcar|marcarme"),
    Phrase(
      .everything, .forbidding,
      "no|nunca me|nos? vuelva|vuelvan|vuelvas … contactar|contactarme|molestar|molestarme"),
    Phrase(
      .calls, .stopping,
      "deje|dejen|deja|pare|paren|cese|cesen de llamar|llamarme|llamarnos|marcar|marcarme"),
    Phrase(
      .everything, .stopping,
      "deje|dejen|deja|pare|paren|cese|cesen de contactar|contactarme|molestar|molestarme"),
    Phrase(
      .channel(.sms), .stopping,
      "deje|dejen|deja|pare|paren de mandar|mandarme|enviar|enviarme|textear|textearme … textos|sms"
    ),
    Phrase(
      .channel(.email), .stopping,
      "deje|dejen|deja|pare|paren de mandar|mandarme|enviar|enviarme … correos"),
    Phrase(
      .everything, .stopping,
      "deje|dejen|deja|pare|paren de mandar|mandarme|enviar|enviarme … mensajes|nada|cosas"),
    Phrase(.calls, .other, "no quiero|deseo|queremos … llamadas|llamen|llamando|llame"),
    Phrase(.channel(.sms), .other, "no quiero|deseo|queremos … textos|sms"),
    Phrase(.channel(.email), .other, "no quiero|deseo|queremos … correos|emails"),
    Phrase(.everything, .other, "no quiero|deseo|queremos … mensajes|contacten|molesten"),
    Phrase(.calls, .other, "no quiero|deseo que me|nos hablen|hable|hables|marquen|marque"),
    Phrase(.calls, .other, "cancele|cancelen|pare|paren|suspendan las|sus|estas|mis llamadas"),
    Phrase(.calls, .other, "no mas llamadas"), Phrase(.channel(.sms), .other, "no mas textos|sms"),
    Phrase(.channel(.email), .other, "no mas correos|emails"),
    Phrase(.everything, .other, "no mas mensajes"),
    Phrase(.calls, .other, "basta|suficiente|alto de|con? las|sus|tantas? llamadas"),
    Phrase(.everything, .other, "basta de mensajes|molestar|molestarme"),
    Phrase(.calls, .forbidding, "ya no me|nos llame|llamen|llames|marque|marquen"),
    Phrase(
      .calls, .other,
      "quiteme|quitenme|saqueme|saquenme|borreme|borrenme|elimineme|eliminenme … lista|listas|sistema"
    ),
    Phrase(
      .calls, .other, "quite|quiten|saque|saquen|borre|borren|elimine|eliminen mi|este numero"),
    Phrase(.unnamed, .other, "deme|denme|darme|dar de baja"),
    Phrase(.everything, .other, "dejeme|dejenme|dejame en paz"),
    Phrase(.everything, .other, "revoco|retiro|cancelo … consentimiento|permiso|autorizacion"),
    Phrase(.everything, .other, "no autorizo|doy … llamadas|mensajes|permiso|contacto"),
  ]
}
