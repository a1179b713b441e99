internal import CZlib
internal import Foundation
internal import Governance

/// A gzip file being written: the same bytes for the same input, since its header names neither time nor system.
final class GzipFile {
  private var stream = z_stream()
  private var header = gz_header()
  private let handle: FileHandle
  private var output = [UInt8](repeating: 0, count: 1 << 16)

  init(_ handle: FileHandle) throws(Problem) {
    self.handle = handle
    header.os = 255  // unknown
    guard
      deflateInit2_(
        &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        == Z_OK, deflateSetHeader(&stream, &header) == Z_OK
    else { throw Problem(.fault, "gzip.memory", happened: "There is no memory to pack a gzip file.") }
  }

  deinit { deflateEnd(&stream) }

  func write(_ bytes: [UInt8]) throws(Problem) { try run(bytes, Z_NO_FLUSH) }
  func finish() throws(Problem) { try run([], Z_FINISH) }

  private func run(_ bytes: [UInt8], _ flush: Int32) throws(Problem) {
    var input = bytes
    var packed: [[UInt8]] = []
    input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        stream.next_in = from.baseAddress
        stream.avail_in = UInt32(from.count)
        repeat {
          stream.next_out = to.baseAddress
          stream.avail_out = UInt32(to.count)
          _ = deflate(&stream, flush)
          packed.append(Array(to[..<(to.count - Int(stream.avail_out))]))
        } while stream.avail_out == 0
      }
    }
    do {
      for piece in packed where !piece.isEmpty { try handle.write(contentsOf: Data(piece)) }
    } catch {
      throw .packUnwritable
    }
  }
}

extension Problem {
  static var packUnwritable: Problem {
    Problem(
      .cannotWrite, "pack.unwritable", happened: "The pack could not be written.",
      remedy: "Make room, or name a place you may write to.")
  }
}
