/// Cuts a stream of blocks into lines, keeping no more than one unfinished line.
///
/// Lines end with LF or CR LF; the last one may end with the stream. Lines of nothing but spaces are counted and skipped.
package struct LineReader: Sendable {
  package struct Line: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
      /// Without the line end.
      case bytes([UInt8])
      /// It was longer than the limit and not kept.
      case tooLong(Refusal)
    }
    /// From 1, blank lines counted.
    package var number: Int
    /// Of its first byte, from the beginning of the stream.
    package var offset: Int
    package var content: Content
    package init(number: Int, offset: Int, content: Content) {
      self.number = number
      self.offset = offset
      self.content = content
    }
  }

  /// Bytes a line may have; 64 MiB unless told.
  package let limit: Int
  private var pending: [UInt8] = []
  private var skipping = false
  private var number = 1
  private var lineStart = 0
  private var consumed = 0

  package init(limit: Int = 64 << 20) {
    self.limit = limit
  }

  /// Takes the next block, and returns the lines that are complete with it.
  package mutating func take(_ block: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while let end = block[start...].firstIndex(of: UInt8(ascii: "\n")) {
      append(block[start..<end])
      finishLine(nextStart: consumed + end + 1, into: &lines)
      start = end + 1
    }
    append(block[start...])
    consumed += block.count
    return lines
  }

  /// Tells that the stream has ended, and returns the last line if no line end followed it.
  package mutating func finish() -> Line? {
    var lines: [Line] = []
    finishLine(nextStart: consumed, into: &lines)
    return lines.first
  }

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    guard !skipping else { return }
    // One more than the limit, for the CR of a line end.
    guard pending.count + bytes.count <= limit + 1 else {
      pending = []
      skipping = true
      return
    }
    pending.append(contentsOf: bytes)
  }

  private mutating func finishLine(nextStart: Int, into lines: inout [Line]) {
    defer {
      pending = []
      skipping = false
      number += 1
      lineStart = nextStart
    }
    if !skipping {
      if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
      if pending.count <= limit {
        guard !pending.allSatisfy(LineReader.isSpace) else { return }
        lines.append(Line(number: number, offset: lineStart, content: .bytes(pending)))
        return
      }
    }
    let refusal = Refusal("line.too_long", "The line is longer than \(limit) bytes.")
    lines.append(Line(number: number, offset: lineStart, content: .tooLong(refusal)))
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
