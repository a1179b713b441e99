import Foundation

/// The folder of real input beside this package, or nil where it is not there.
let sharedData: URL? = {
  let named = ProcessInfo.processInfo.environment["COUNTERSIGN_SHARED_DATA"].map { URL(fileURLWithPath: $0) }
  var candidates = named.map { [$0] } ?? []
  var folder = URL(fileURLWithPath: #filePath)
  while folder.path != "/" {
    folder.deleteLastPathComponent()
    candidates.append(folder.appendingPathComponent("shared/data"))
  }
  return candidates.first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("drift").path) }
}()

/// The vectors of the statistics, which stand beside the real input.
let driftVectors: URL? = sharedData.map {
  $0.deletingLastPathComponent().appendingPathComponent("standards/examples/drift/vectors.json")
}

/// A file of the shared folder, taken out of gzip by the system's own program.
func sharedFile(_ name: String) throws -> [UInt8] {
  guard let file = sharedData?.appendingPathComponent(name) else { return [] }
  guard name.hasSuffix(".gz") else { return try Array(Data(contentsOf: file)) }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["gzip", "-dc", file.path]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return Array(data)
}

/// The rows of a JSON Lines file.
func jsonRows(_ bytes: [UInt8]) throws -> [[String: Any]] {
  try bytes.split(separator: UInt8(ascii: "\n")).compactMap {
    try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
  }
}

/// Whether two numbers agree within a relative tolerance; both nil agrees too.
func agrees(_ found: Double?, _ expected: Double?, within tolerance: Double) -> Bool {
  guard let found, let expected else { return found == nil && expected == nil }
  return found == expected || abs(found - expected) <= tolerance * max(abs(found), abs(expected))
}
