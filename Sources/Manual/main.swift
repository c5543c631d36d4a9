import Foundation

// `recall --experimental-dump-help | recall-manual PAGES FOLDER`: the pages of the manual, with the
// commands and options that the program itself names. Used by `make install` and `make deb`.

guard CommandLine.arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: recall-manual PAGES FOLDER\n".utf8))
  exit(64)
}
do {
  let dump = try FileHandle.standardInput.readToEnd() ?? Data()
  let tree = try JSONDecoder().decode(CommandTree.self, from: dump)
  try Manual(
    pages: URL(fileURLWithPath: CommandLine.arguments[1]),
    folder: URL(fileURLWithPath: CommandLine.arguments[2]), tree: tree
  ).write()
} catch {
  FileHandle.standardError.write(Data("recall-manual: error: \(error)\n".utf8))
  exit(1)
}
