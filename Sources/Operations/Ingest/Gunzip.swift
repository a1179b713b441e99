internal import CZlib
internal import Governance

/// Unpacks a gzip stream block by block; several members one after the other, as `cat a.gz b.gz` makes, are one stream.
final class Gunzip {
  private var stream = z_stream()
  private var isOpen = false
  /// Between two members: what follows is either the end or another header.
  private(set) var isComplete = true

  init() throws(Problem) {
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Problem(.fault, "gzip.memory", happened: "There is no memory to unpack a gzip file.")
    }
    isOpen = true
  }

  deinit { if isOpen { inflateEnd(&stream) } }

  /// Unpacks `block` and hands out at most 1 MiB at a time, so that a small file cannot fill the memory.
  func unpack(_ block: [UInt8], _ receive: ([UInt8]) throws(Problem) -> Void) throws(Problem) {
    var input = block
    var offset = 0
    while offset < input.count {
      var output = [UInt8](repeating: 0, count: 1 << 20)
      var produced = 0
      var status: Int32 = Z_OK
      input.withUnsafeMutableBufferPointer { from in
        output.withUnsafeMutableBufferPointer { to in
          stream.next_in = from.baseAddress.map { $0 + offset }
          stream.avail_in = UInt32(from.count - offset)
          stream.next_out = to.baseAddress
          stream.avail_out = UInt32(to.count)
          status = inflate(&stream, Z_NO_FLUSH)
          offset = from.count - Int(stream.avail_in)
          produced = to.count - Int(stream.avail_out)
        }
      }
      isComplete = status == Z_STREAM_END
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
        throw Problem(
          .badData, "gzip.damaged", happened: "The gzip data is damaged.", remedy: "Make the file again, or mend it.")
      }
      output.removeLast(output.count - produced)
      if !output.isEmpty { try receive(output) }
      if isComplete, inflateReset(&stream) != Z_OK {
        throw Problem(.fault, "gzip.memory", happened: "There is no memory to unpack a gzip file.")
      }
    }
  }
}
