import Foundation

// What libFuzzer drives: `RECALL_FUZZ_ENTRY=csv recall-fuzz …`, made by `make fuzz` alone. Without an
// entry it names them.

guard Chosen.entry != nil else {
  print(FuzzEntry.all.map(\.name).joined(separator: "\n"))
  exit(Chosen.name.isEmpty ? 0 : 64)
}
var count = CommandLine.argc
var arguments = CommandLine.unsafeArgv
exit(runDriver(&count, &arguments, tryOne))
