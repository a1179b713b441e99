internal import CZlib
package import Governance

/// Takes a `.tar.gz` apart in memory. It may come from anybody: nothing is written, nothing but plain files is taken.
package enum TarReader {
  /// Unpacked bytes that are read at the most.
  static let limit = 1 << 31

  /// Files by path, without the one folder they all lie in.
  ///
  /// - Throws: `pack.archive` when it is damaged, too large, or holds anything but files with plain names.
  package static func files(in packed: [UInt8]) throws(Problem) -> [String: [UInt8]] {
    try files(ofTar: try inflated(packed))
  }

  /// The same of an archive that is unpacked.
  package static func files(ofTar tar: [UInt8]) throws(Problem) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    var tops: Set<String> = []
    var place = 0
    while place + TarHeader.block <= tar.count, tar[place] != 0 {
      let header = Array(tar[place..<(place + TarHeader.block)])
      guard let size = octal(header[124..<136]), place + TarHeader.block + size <= tar.count else {
        throw .badArchive("It ends in the middle of a file.")
      }
      let kind = header[156]
      guard kind == UInt8(ascii: "0") || kind == 0 || kind == UInt8(ascii: "5") else {
        throw .badArchive("It holds something that is neither a file nor a folder.")
      }
      let (top, path) = try plain(text(header[345..<500]), text(header[0..<100]))
      tops.insert(top)
      guard tops.count == 1 else { throw .badArchive("Its files do not lie in one folder.") }
      place += TarHeader.block
      if kind != UInt8(ascii: "5") {
        guard files.updateValue(Array(tar[place..<(place + size)]), forKey: path) == nil else {
          throw .badArchive("It holds \(path) twice.")
        }
      }
      place += (size + TarHeader.block - 1) / TarHeader.block * TarHeader.block
    }
    return files
  }

  private static func plain(_ prefix: String, _ name: String) throws(Problem) -> (top: String, path: String) {
    let whole = prefix.isEmpty ? name : prefix + "/" + name
    var parts = whole.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 1, parts.last == "" { parts.removeLast() }
    guard !parts.contains(where: { ["", ".", ".."].contains($0) }), !whole.utf8.contains(UInt8(ascii: "\\")) else {
      throw .badArchive("It holds a file that would lie outside of its folder.")
    }
    return (String(parts.first ?? ""), parts.dropFirst().joined(separator: "/"))
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
    let digits = bytes.prefix { (48...55).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  private static func inflated(_ packed: [UInt8]) throws(Problem) -> [UInt8] {
    guard packed.count <= limit else { throw .badArchive("It is larger than \(limit >> 30) GiB.") }
    var stream = z_stream()
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw Problem(.fault, "gzip.memory", happened: "There is no memory to unpack a gzip file.")
    }
    defer { inflateEnd(&stream) }
    var (input, output) = (packed, [UInt8]())
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    var status: Int32 = Z_OK
    input.withUnsafeMutableBufferPointer { from in
      piece.withUnsafeMutableBufferPointer { to in
        stream.next_in = from.baseAddress
        stream.avail_in = UInt32(from.count)
        repeat {
          stream.next_out = to.baseAddress
          stream.avail_out = UInt32(to.count)
          status = inflate(&stream, Z_NO_FLUSH)
          output.append(contentsOf: to[..<(to.count - Int(stream.avail_out))])
        } while status == Z_OK && output.count < limit
      }
    }
    guard status == Z_STREAM_END, stream.avail_in == 0 else { throw .badArchive("Its gzip data is damaged.") }
    return output
  }
}

extension Problem {
  static func badArchive(_ because: String) -> Problem {
    Problem(
      .badData, "pack.archive", happened: "This is no pack that can be read.", because: because,
      remedy: "Fetch it again from where it was handed out.")
  }
}
