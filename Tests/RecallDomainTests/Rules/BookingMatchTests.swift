import Foundation
import Testing

@testable import RecallDomain

@Suite("Which appointment answers a recall")
struct BookingMatchTests {
  let now = at("2026-11-24 14:05")

  func booked(
    _ provider: String?, _ specialty: String?, _ start: String = "2026-12-01 09:00",
    _ status: BookedAppointment.Status = .booked
  ) -> BookedAppointment {
    BookedAppointment(
      id: "a1", patient: PatientID("p1"), start: at(start), provider: provider,
      specialty: specialty, status: status)
  }

  /// A recall of Dr. Okafor, cardiology, unless changed.
  func answers(
    _ booking: BookedAppointment, _ change: (inout RecallEntry) -> Void = { _ in }
  ) -> Bool {
    let recall = entry {
      $0.provider = "Dr. Okafor"
      $0.specialty = "Cardiology"
      change(&$0)
    }
    return candidate {
      $0.entry = recall
      $0.appointments = [booking]
    }.isBooked(at: now)
  }

  @Test("the same provider answers, whatever the specialty says")
  func provider() {
    #expect(answers(booked("Dr. Okafor", "Cardiology")))
    #expect(answers(booked("OKAFOR, ADA MD", nil)))
    #expect(answers(booked("A. Okafor", "Imaging")))
    #expect(answers(booked("Dra. Ada Ókafor", nil)))
  }

  @Test("another provider of the same specialty answers")
  func specialty() {
    #expect(answers(booked("Dr. Brandt", "CARDIOLOGY CLINIC")))
    #expect(answers(booked(nil, "Dept. of Cardiology")))
  }

  @Test("another specialty leaves the recall open")
  func otherSpecialty() {
    #expect(!answers(booked("Dr. Brandt", "Dermatology")))
    #expect(!answers(booked(nil, "Dermatology")))
    #expect(!answers(booked("Dr. Brandt", "Dermatology")) { $0.provider = nil })
  }

  @Test("a specialty not known: another provider does not answer, no provider at all does")
  func unknown() {
    #expect(!answers(booked("Dr. Brandt", nil)))
    #expect(answers(booked(nil, nil)))
    #expect(answers(booked("Dr. Brandt", nil)) { $0.provider = nil })
    #expect(
      answers(booked("Dr. Brandt", "Dermatology")) { ($0.provider, $0.specialty) = (nil, nil) })
    #expect(!answers(booked("Dr. Brandt", "Dermatology")) { $0.specialty = nil })
    #expect(answers(booked("Dr.", " ")))
  }

  @Test("names that only look alike are two people")
  func lookAlike() {
    #expect(!answers(booked("Ada Okafor", nil)) { $0.provider = "Ben Okafor" })
    #expect(!answers(booked("A. O.", nil)) { $0.provider = "Ada Okafor" })
    #expect(answers(booked("A. Okafor", nil)) { $0.provider = "Ada Okafor" })
  }

  @Test("what is past, cancelled or missed answers nothing")
  func past() {
    #expect(!answers(booked("Dr. Okafor", nil, "2026-11-24 14:05")))
    #expect(!answers(booked("Dr. Okafor", nil, "2026-11-20 09:00")))
    #expect(!answers(booked("Dr. Okafor", nil, "2026-12-01 09:00", .cancelled)))
    #expect(!answers(booked("Dr. Okafor", nil, "2026-11-20 09:00", .noShow)))
    #expect(answers(booked("Dr. Okafor", nil, "2026-11-24 14:06")))
  }

  @Test("a visit that was kept since the recall fell due answers it; the one it follows does not")
  func kept() {
    #expect(answers(booked("Dr. Okafor", nil, "2026-11-20 09:00", .kept)))
    #expect(answers(booked("Dr. Okafor", nil, "2026-10-20 09:00", .kept)))
    #expect(!answers(booked("Dr. Okafor", nil, "2026-09-20 09:00", .kept)))
    #expect(!answers(booked("Dr. Brandt", "Dermatology", "2026-11-20 09:00", .kept)))
    #expect(
      !answers(booked("Dr. Okafor", nil, "2026-10-20 09:00", .kept)) {
        $0.lastAppointment = day("2026-10-20")
      })
  }
}
