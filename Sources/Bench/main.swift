import Foundation

// `make bench`: each budget of the design as a ratio, measured in turn within this run.
//   recall-bench PROGRAM [FILE]   figures also as JSON to FILE (bench.json)
//   RECALL_BENCH_ENTRIES          entries in the store, sizes by commas (10000,100000)
//   RECALL_BENCH_ROUNDS           rounds of each measurement (40)
//   RECALL_BENCH_ROWS             rows to import, attempts to report on (100000; 0 = neither)
//   RECALL_BENCH_SHIFT            seconds that a crew of callers works at a time (1)
//   RECALL_BENCH_ONLY             of start,answer,next,queues,growth,hostile,beside,check,import,report
//                                 (all); with one of sqlite,postgresql: lists on that database alone

signal(SIGPIPE, SIG_IGN)
let arguments = CommandLine.arguments
do {
  if arguments.count == 4, arguments[1] == "--write" {
    try OtherWriters.write(to: arguments[2], as: arguments[3])
  }
  if arguments.count > 3, arguments[1] == "--peak" {
    try PeakMemory.measure(Array(arguments[3...]), noteIn: arguments[2])
  }
  guard (2...3).contains(arguments.count) else {
    print("usage: recall-bench PROGRAM [FILE]")
    exit(64)
  }
  try BenchRun(
    program: URL(fileURLWithPath: arguments[1]).path,
    report: arguments.count == 3 ? arguments[2] : "bench.json"
  ).run()
} catch {
  print("recall-bench: error: \(error)")
  exit(1)
}
