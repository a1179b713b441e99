import Glibc

/// Lines out of a stream of bytes.
struct LineBuffer {
  private var bytes: [UInt8] = []
  /// How far no line end was found.
  private var searched = 0
  /// Longest line that is taken, in bytes.
  static let limit = 64 << 20

  /// The next whole line without its end, if it has come.
  mutating func line() -> [UInt8]? {
    guard let end = bytes[searched...].firstIndex(of: 10) else {
      searched = bytes.count
      return nil
    }
    let line = Array(bytes[..<end])
    bytes.removeFirst(end + 1)
    searched = 0
    return line
  }

  /// Reads once. False at the end, on an error, or when a line is too long.
  mutating func fill(from descriptor: Int32) -> Bool {
    let room = 65_536
    var count = 0
    repeat {
      count = withUnsafeTemporaryAllocation(byteCount: room, alignment: 1) { buffer in
        let count = read(descriptor, buffer.baseAddress, room)
        if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
        return count
      }
    } while count < 0 && errno == EINTR
    return count > 0 && bytes.count <= Self.limit
  }

  /// Waits for the next line; nil at the end.
  mutating func next(from descriptor: Int32) -> [UInt8]? {
    while true {
      if let line = line() { return line }
      guard fill(from: descriptor) else { return nil }
    }
  }
}
