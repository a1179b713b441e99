import AuditPack
import Operations

/// Gzip, and the archives of packs.
enum PackedBytes {
  static let decoders = [
    Decoder("gzip", seeds: [hello, hello + hello, Array(hello.dropLast(4)), hello + [0]]) { try unpack($0) },
    Decoder("pack-archive", seeds: [hello]) { bytes in _ = taken { try TarReader.files(in: bytes) } },
    Decoder("pack-tar", seeds: [archive(files)]) { bytes in
      guard let files = taken({ try TarReader.files(ofTar: bytes) }) else { return }
      for path in files.keys {
        try promise(!path.hasPrefix("/") && !path.split(separator: "/").contains(".."), "\(path) lies outside")
      }
    },
    Decoder("pack", seeds: [archive(files)]) { bytes in
      guard let files = taken({ try TarReader.files(ofTar: bytes) }) else { return }
      _ = PackChecker.check(files, trust: nil, since: nil)
    },
  ]

  /// Cut in two it gives the same bytes, up to 8 MiB of them.
  private static func unpack(_ bytes: [UInt8]) throws {
    let place = bytes.last.map { Int($0) % bytes.count } ?? 0
    let (whole, cut) = (try unpacked([bytes]), try unpacked([Array(bytes[..<place]), Array(bytes[place...])]))
    try promise(whole == cut, "cut at \(place) it unpacks to something else")
  }

  private static func unpacked(_ blocks: [[UInt8]]) throws -> [UInt8]? {
    let unpacking = try Gunzip()
    var bytes: [UInt8] = []
    for block in blocks {
      unpacking.give(block)
      do {
        while bytes.count < 8 << 20, let more = try unpacking.next() { bytes += more }
      } catch {
        return nil
      }
    }
    return unpacking.isComplete ? bytes : nil
  }

  /// `hello` and a line end.
  private static let hello: [UInt8] = [
    0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xE7, 2, 0, 0x20, 0x30, 0x3A, 0x36, 6, 0, 0, 0,
  ]

  private static let files: [(path: String, text: String)] = [
    ("manifest.sha256", String(repeating: "0", count: 64) + "  facts/facts.jsonl\n"),
    ("facts/facts.jsonl", #"{"scope":"model:1","kind":"approval","subject":"1","leaf":"0","envelope":"{}"}"# + "\n"),
    ("log/checkpoint", "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— o AAAAAAA=\n"),
    ("log/leaves.jsonl", #"{"leaf":"0","path":["AA=="]}"# + "\n"),
  ]

  private static func archive(_ files: [(path: String, text: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (path, text) in files {
      guard let header = taken({ try TarHeader(path: "pack/" + path, size: text.utf8.count, seconds: 0) }) else {
        continue
      }
      bytes += header.bytes + Array(text.utf8)
      bytes += [UInt8](repeating: 0, count: (TarHeader.block - bytes.count % TarHeader.block) % TarHeader.block)
    }
    return bytes + [UInt8](repeating: 0, count: 2 * TarHeader.block)
  }
}
