/// How much happens in one simulated clinic: everything that is not decided by the seed.
package struct WholeClinicSize: Sendable {
  package var callers = 4
  /// Of these, from the first on, so many sit at a terminal; the others at a pipe.
  package var terminals = 2
  package var patients = 40
  /// Turns that are given out before everybody finishes; most are one act of the store or one prompt.
  package var turns = 1_500
  /// One prompt in so many, one write in so many meets a fault; 0: none.
  package var promptsPerFault = 24
  package var actsPerFault = 70

  package init(turns: Int = 1_500) { self.turns = turns }

  /// `c01` and those after it.
  func sitsAtTerminal(_ person: String) -> Bool {
    Int(person.drop { !$0.isNumber }).map { (1...max(terminals, 1)).contains($0) && terminals > 0 }
      ?? false
  }
}
