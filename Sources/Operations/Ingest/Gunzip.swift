internal import CZlib
package import Governance

/// Unpacks a gzip stream piece by piece; several members one after the other, as `cat a.gz b.gz` makes, are one stream.
package final class Gunzip {
  private var stream = z_stream()
  private var isOpen = false
  /// What was given and is not unpacked yet begins at `offset`.
  private var input: [UInt8] = []
  private var offset = 0
  /// The last piece was full: there may be more without more input.
  private var mayHoldMore = false
  private var damage: Problem?
  /// Between two members: what follows is either the end or another header.
  package private(set) var isComplete = true

  /// Bytes of one piece, so that a small file cannot fill the memory.
  private static let piece = 1 << 20

  package init() throws(Problem) {
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Problem(.fault, "gzip.memory", happened: "There is no memory to unpack a gzip file.")
    }
    isOpen = true
  }

  deinit { if isOpen { inflateEnd(&stream) } }

  /// Takes the next packed bytes; `next` must have answered nil before.
  package func give(_ block: [UInt8]) { (input, offset) = (block, 0) }

  /// The next piece, at most 1 MiB; nil when more input is needed.
  ///
  /// - Throws: `gzip.damaged`, after the pieces that stand before the damage.
  package func next() throws(Problem) -> [UInt8]? {
    while damage == nil, offset < input.count || mayHoldMore {
      let output = try inflatePiece()
      if !output.isEmpty { return output }
    }
    if let damage { throw damage }
    return nil
  }

  private func inflatePiece() throws(Problem) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: Gunzip.piece)
    var left = output.count
    var status: Int32 = Z_OK
    input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        stream.next_in = from.baseAddress.map { $0 + offset }
        stream.avail_in = UInt32(from.count - offset)
        stream.next_out = to.baseAddress
        stream.avail_out = UInt32(to.count)
        status = inflate(&stream, Z_NO_FLUSH)
        offset = from.count - Int(stream.avail_in)
        left = Int(stream.avail_out)
      }
    }
    mayHoldMore = left == 0
    isComplete = status == Z_STREAM_END
    if isComplete {
      mayHoldMore = false
      guard inflateReset(&stream) == Z_OK else {
        throw Problem(.fault, "gzip.memory", happened: "There is no memory to unpack a gzip file.")
      }
    } else if status != Z_OK, status != Z_BUF_ERROR {
      damage = Problem(
        .badData, "gzip.damaged", happened: "The gzip data is damaged.",
        because: "What came before the damage has been taken.", remedy: "Fetch the file again and run this again.")
    }
    output.removeLast(left)
    return output
  }
}
