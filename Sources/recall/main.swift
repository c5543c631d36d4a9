import CReadline
import Foundation
import RecallStorage

// Before anything that could hold a patient's name: no core, no backtrace, no debugger, files of
// this process readable by nobody else.
recall_harden()
StopSignal.waitsForTransactions()

RecallCommand.start(Array(CommandLine.arguments.dropFirst()))
