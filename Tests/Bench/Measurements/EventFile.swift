import Foundation
import SampleWorld

/// Events of the sample world as JSON Lines.
enum EventFile {
  /// Writes so many of them, over what was there; answers how many bytes.
  @discardableResult
  static func write(_ count: Int, of events: inout GenerationStream, to file: String) throws -> Int {
    try Data().write(to: URL(fileURLWithPath: file))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    defer { try? handle.close() }
    var buffer = Data()
    var bytes = 0
    for _ in 0..<count {
      guard let event = events.next() else { break }
      buffer.append(contentsOf: event.line)
      buffer.append(0x0A)
      if buffer.count > 4 << 20 {
        bytes += buffer.count
        try handle.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
      }
    }
    try handle.write(contentsOf: buffer)
    return bytes + buffer.count
  }
}
