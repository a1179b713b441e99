package import Governance

/// The 512 bytes before a file in a tar archive.
///
/// Source: POSIX.1-2017, pax, "ustar Interchange Format". Only what repeats is written: no owner, no device, one time.
package struct TarHeader: Sendable {
  package static let block = 512
  package private(set) var bytes: [UInt8]

  /// - Takes: a path of at most 255 bytes that can be parted at a slash into 155 and 100.
  /// - Throws: `pack.name` when it cannot.
  package init(path: String, size: Int, seconds: Int64) throws(Problem) {
    guard let (prefix, name) = TarHeader.parted(Array(path.utf8)), size >= 0, size < 1 << 33, seconds >= 0,
      seconds < 1 << 33
    else {
      throw Problem(
        .fault, "pack.name", happened: "A file of the pack has a name or size that tar cannot hold.",
        remedy: "Report this: the program should have chosen another name.")
    }
    bytes = [UInt8](repeating: 0, count: TarHeader.block)
    put(name, at: 0)
    put(Array("0000644".utf8), at: 100)
    put(Array("0000000".utf8), at: 108)
    put(Array("0000000".utf8), at: 116)
    put(TarHeader.octal(Int64(size), digits: 11), at: 124)
    put(TarHeader.octal(seconds, digits: 11), at: 136)
    put(Array("        ".utf8), at: 148)
    bytes[156] = UInt8(ascii: "0")
    put(Array("ustar".utf8) + [0, 48, 48], at: 257)
    put(prefix, at: 345)
    let sum = bytes.reduce(0) { $0 + Int64($1) }
    put(TarHeader.octal(sum, digits: 6) + [0, 32], at: 148)
  }

  private mutating func put(_ text: [UInt8], at place: Int) {
    bytes.replaceSubrange(place..<(place + text.count), with: text)
  }

  private static func octal(_ number: Int64, digits: Int) -> [UInt8] {
    let text = String(number, radix: 8)
    return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
  }

  private static func parted(_ path: [UInt8]) -> (prefix: [UInt8], name: [UInt8])? {
    if path.count <= 100 { return ([], path) }
    for (place, byte) in path.enumerated() where byte == UInt8(ascii: "/") && place <= 155 {
      if path.count - place - 1 <= 100 { return (Array(path[..<place]), Array(path[(place + 1)...])) }
    }
    return nil
  }
}
