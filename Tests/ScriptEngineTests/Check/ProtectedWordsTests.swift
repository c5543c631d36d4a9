import RecallDomain
import Testing

@testable import ScriptEngine

/// What the shipped lists hold and what they leave alone: what must be found, and what a clinic
/// says to anybody and must go on saying.
@Suite("the protected words that ship")
struct ProtectedWordsTests {
  private static func words(_ locale: String) throws -> [String] {
    let policy = ClinicPolicy(name: "Lakeside Specialty Clinic")
    let library = ScriptLibrary.read(files: try ShippedFolder.files(), policy: policy)
    let edition = try #require(library.editions["overdue-follow-up"])
    return try #require(edition.phrasebooks[locale]).language.protectedWords
  }

  private static func words() throws -> [String] { try words("en") + words("es") }

  /// The texts in which something is found, or those in which nothing is.
  private static func texts(_ texts: [String], found: Bool) throws -> [String] {
    let phrases = PhraseSet(try words(), .heard)
    return texts.filter { phrases.found(in: HeardWords($0)).isEmpty == !found }
  }

  @Test("each form of a word that tells is found", arguments: [Self.english, Self.spanish])
  func forms(families: [String]) throws {
    let forms = families.flatMap { $0.split(separator: " ").map { String($0) } }
    #expect(try Self.texts(forms, found: false) == [])
  }

  @Test("a word that says nothing alone is found in the phrase that tells")
  func phrases() throws {
    #expect(try Self.texts(Self.telling, found: false) == [])
  }

  @Test("what a clinic says to anybody passes", arguments: [Self.harmless, Self.harmlessSpanish])
  func calm(sentences: [String]) throws {
    #expect(try Self.texts(sentences, found: true) == [])
  }

  @Test("no entry is there twice, or holds another", arguments: ["en", "es"])
  func nothingTwice(locale: String) throws {
    let words = try Self.words(locale)
    let phrases = PhraseSet(words, .heard)
    let more = words.filter { word in
      // In pieces "follow-up" is "followup" too, which also stands for itself.
      let whole = HeardWords(word.replacing("-", with: " "))
      return phrases.found(in: whole).count > 1
    }
    #expect(more == [])
    let heard = words.map { HeardWords($0).words.map(\.folded) }
    #expect(Set(heard).count == heard.count)
  }

  /// Families of words, each form of which tells.
  private static let english: [String] = [
    "biopsy biopsies",
    "surgery surgeries surgical surgeon surgeons",
    "cancer cancers cancerous",
    "tumor tumors tumour tumours",
    "therapy therapies therapist therapists",
    "refill refills",
    "mammogram mammograms mammography",
    "colonoscopy colonoscopies",
    "diagnose diagnosed diagnosis diagnoses diagnostic",
    "prescribe prescribed prescription prescriptions",
    "oncology oncologist oncologists",
    "cardiology cardiologist cardiologists cardiac",
    "dermatology dermatologist dermatologists",
    "psychiatry psychiatric psychiatrist psychiatrists",
    "gynecology gynecologist gynecologists gynecological",
    "referral referrals referred",
    "X-ray X-rays MRI MRIs lab labs chemo",
    "diabetes diabetic diabetics insulin",
    "asthma asthmatic",
    "epilepsy epileptic",
    "allergy allergies allergic",
    "transplant transplants",
    "injection injections vaccine vaccines",
    "pregnancy pregnancies pregnant",
    "abortion abortions miscarriage miscarriages",
    "STDs STI HIV-positive TB",
    "addiction addictions alcohol drug drugs opioids methadone detox rehab",
    "metformin warfarin statins inhaler penicillin Prozac Ozempic",
    "appendicitis mastectomy cesarean concussion",
    "follow-up follow-ups followup overdue past-due no-show",
  ]

  private static let spanish: [String] = [
    "biopsia biopsias",
    "cirugía cirugías cirujano cirujanas quirúrgico",
    "cáncer cánceres canceroso",
    "tumor tumores",
    "terapia terapias terapeutas",
    "receta recetas recetado",
    "mamografía mamografías",
    "colonoscopia colonoscopías",
    "diagnóstico diagnosticado diagnosticada",
    "oncología oncólogo oncólogas",
    "cardiología cardiólogos cardíaco cardiaca",
    "dermatología dermatóloga dermatólogos",
    "psiquiatría psiquiatras psiquiátrico",
    "ginecología ginecóloga ginecológica",
    "referido referida remisiones",
    "ecografía radiografía resonancia tomografía quimio",
    "diabetes diabético diabética insulina",
    "asma asmático",
    "epilepsia epiléptica",
    "alergia alergias alérgica",
    "trasplante trasplantes",
    "inyección inyecciones vacuna vacunas",
    "embarazo embarazada aborto abortos",
    "VIH sida ETS tuberculosis",
    "adicción adicciones alcohol drogas metadona",
    "examen exámenes pruebas análisis laboratorios",
    "enfermedad enfermedades infección infecciones",
    "metformina estatinas inhalador penicilina litio",
    "apendicitis mastectomía cesárea",
    "seguimiento seguimientos atrasadas vencidas",
  ]

  /// Phrases of words that are also said to anybody.
  private static let telling: [String] = [
    "your blood test",
    "your CT scan",
    "your screening",
    "a specialist",
    "your AIDS",
    "an STD",
    "about your condition",
    "your counselor",
    "your stroke",
    "a hip replacement",
    "test results",
    "you missed your appointment",
    "a medical condition",
    "your Parkinson's",
    "substance use",
    "behavioral health",
    "your pap smear",
    "your OB",
    "OB-GYN",
    "OB/GYN",
    "hepatitis C",
    "su prueba",
    "sobre su condición",
    "su consejera",
    "su herida",
    "prueba de sangre",
    "rayos X",
    "su especialista",
    "salud mental",
    "faltó a su cita",
    "cita perdida",
    "condición médica",
    "consumo de sustancias",
    "referencia médica",
    "control natal",
    "presión alta",
  ]

  /// Lines that a clinic may say with the gate closed.
  private static let harmless: [String] = [
    "Please call us back.",
    "This is a message from the clinic.",
    "It is about an appointment request.",
    "We have an appointment for you.",
    "We would like to help you find a time.",
    "Is now a good time to talk?",
    "We missed your call, and are glad to call you again.",
    "I am returning your missed call.",
    "Our hours of operation are from 9 to 5.",
    "As a result of the snow, our office opens at ten.",
    "This is a test message, and there is no need to answer.",
    "Scan the code by our door to check in.",
    "If your phone uses call screening, please say our name.",
    "I am a scheduling specialist at the clinic.",
    "Auxiliary aids and services are free of charge.",
    "An interpreter is free of charge.",
    "If you are deaf or hard of hearing, please dial 711.",
    "If this is an emergency, please hang up and call 911.",
    "You can call or text 988 at any hour.",
    "Our nurse would like to speak with you.",
    "Our clinical team will call you back.",
    "Your doctor's office is open today.",
    "Please ask for the front desk.",
    "Std. msg. and data rates may apply.",
    "If your condition gets worse, please call 911.",
    "Our financial counselors can talk with you about the cost.",
    "Is anybody wounded?",
    "Could it be a stroke or a heart attack?",
    "You can book through the patient portal.",
    "Reply STOP to stop these messages.",
    "We are glad to treat every caller with respect.",
    "Our terms and conditions are on the portal.",
    "Ms. Lane will call you tomorrow.",
    "We are in Hartford, CT, near the hospital.",
    "Our records show this number.",
    "Please bring a card with your name.",
    "Our insurance team will call you.",
    "We can help you with a ride.",
    "Would another day be better?",
    "We are sorry to have bothered you.",
    "Add our number to your contacts.",
    "The line was busy, so we will try again.",
    "Is everything well where you are?",
    "Please prepare a pen to write down our number.",
    "Thank you for your time, and take care.",
  ]

  private static let harmlessSpanish: [String] = [
    "Por favor, llámenos.",
    "Este es un mensaje de la clínica.",
    "Llamo acerca de una cita.",
    "Quisiéramos ayudarle a encontrar un horario.",
    "¿Es buen momento para hablar?",
    "Vimos su llamada perdida y con gusto le llamamos.",
    "Nuestro horario de operación es de 9 a 5.",
    "Esta es una llamada de prueba; no hace falta contestar.",
    "Soy especialista en citas de la clínica.",
    "Nuestra clínica de especialidades abre a las ocho.",
    "Un intérprete le puede ayudar, sin costo.",
    "Si no oye bien, marque el 711.",
    "Si es una emergencia, cuelgue y llame al 911.",
    "Puede llamar o escribir al 988 a cualquier hora.",
    "El personal de enfermería quisiera hablar con usted.",
    "Nuestro equipo clínico le llamará.",
    "El consultorio de su médico está abierto hoy.",
    "Puede hacer la cita en el portal del paciente.",
    "Si su condición empeora, llame al 911.",
    "Un consejero financiero le puede explicar el costo.",
    "¿Hay algún herido, o alguien tiene una herida?",
    "Responda STOP o ALTO para no recibir mensajes.",
    "Con mucho gusto le atendemos.",
    "Le hablamos de corazón.",
    "La clínica está en la calle Colón.",
    "La clínica del Sagrado Corazón abre a las nueve.",
    "¿Habla usted con su mamá?",
    "Tómelo con calma y sin presión.",
    "Su número de referencia está en el portal.",
    "Aquí guardamos el archivo.",
    "Su cuenta del portal fue dada de alta.",
    "Ponga una coma después del apellido.",
    "Elija A o B, como prefiera.",
    "Mañana a las diez le llamamos.",
    "Nuestro equipo de seguros le llamará.",
    "Le podemos ayudar con el transporte.",
    "¿Le quedaría mejor otro día?",
    "Disculpe la molestia.",
    "Anote nuestro número, por favor.",
    "La línea estaba ocupada y volveremos a llamar.",
    "Dígame, por favor, con quién hablo.",
    "¿Me deletrea su apellido?",
    "Gracias por su tiempo, y cuídese.",
  ]
}
