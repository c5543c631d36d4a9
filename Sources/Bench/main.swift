import Foundation

// `make bench`: each budget of the design as a ratio, measured in turn within this run.
//   RECALL_BENCH_ENTRIES   entries in the store (100000)
//   RECALL_BENCH_ROUNDS    rounds of each measurement (40)

signal(SIGPIPE, SIG_IGN)
let environment = ProcessInfo.processInfo.environment
guard CommandLine.arguments.count == 2 else {
  print("usage: recall-bench PROGRAM")
  exit(64)
}
let program = URL(fileURLWithPath: CommandLine.arguments[1]).path
let entries = environment["RECALL_BENCH_ENTRIES"].flatMap(Int.init) ?? 100_000
let rounds = environment["RECALL_BENCH_ROUNDS"].flatMap(Int.init) ?? 40
let clinic = BenchClinic(program: program, entries: entries)
defer { clinic.remove() }

let (made, seconds) = Measurement.time { clinic.make() }
guard made else {
  print("the demo clinic could not be made with \(program)")
  exit(1)
}
print("machine: \(ProcessInfo.processInfo.activeProcessorCount) cores")
print("demo clinic of \(entries) entries made in \(Comparison.number(seconds)) s")
let sync = Disk.fsyncCost(in: clinic.folder)
print("one fsync: median \(Comparison.ms(sync.median)), p99 \(Comparison.ms(sync.p99))")
if sync.median < 0.000_05 { print("NOTE: fsync costs nothing here; durable figures say little") }
for line in StartBench(clinic: clinic, rounds: rounds).run().lines { print(line) }
for line in try AnswerBench(clinic: clinic, rounds: rounds * 5).run().lines { print(line) }
