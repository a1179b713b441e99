internal import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// A file, or standard input for `-`, read in blocks; gzip is told by its first two bytes and unpacked.
final class InputFile {
  let name: String
  /// Bytes in the file as it lies on the disk; nil for standard input and pipes.
  let size: Int?
  /// Bytes read of those.
  private(set) var consumed = 0
  private let descriptor: Int32
  private var gunzip: Gunzip?
  private var isFirst = true

  init(_ path: String) throws(Problem) {
    name = path
    if path == "-" {
      descriptor = dup(0)
    } else {
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
    }
    guard descriptor >= 0 else { throw InputFile.cannotRead(path, errno) }
    var about = stat()
    let isFile = fstat(descriptor, &about) == 0 && about.st_mode & S_IFMT == S_IFREG
    if fstat(descriptor, &about) == 0, about.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw Problem(.notFound, "file.folder", happened: "\(path) is a folder.", remedy: "Name the files in it.")
    }
    size = isFile ? Int(about.st_size) : nil
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Hands out the next block, unpacked; answers false at the end.
  func read(_ receive: ([UInt8]) throws(Problem) -> Void) throws(Problem) -> Bool {
    var block = [UInt8](repeating: 0, count: 1 << 20)
    let count = block.withUnsafeMutableBytes { buffer -> Int in
      while true {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count >= 0 || errno != EINTR { return count }
      }
    }
    guard count >= 0 else { throw InputFile.cannotRead(name, errno) }
    guard count > 0 else {
      guard gunzip?.isComplete ?? true else {
        throw Problem(
          .badData, "gzip.cut", happened: "\(name) ends in the middle of its gzip data.",
          because: "What came before the end has been taken.", remedy: "Fetch the whole file and run this again.")
      }
      return false
    }
    block.removeLast(block.count - count)
    consumed += count
    if isFirst {
      isFirst = false
      if block.starts(with: [0x1F, 0x8B]) { gunzip = try Gunzip() }
    }
    if let gunzip { try gunzip.unpack(block, receive) } else { try receive(block) }
    return true
  }

  private static func cannotRead(_ path: String, _ error: Int32) -> Problem {
    Problem(
      .notFound, "file.unreadable", happened: "\(path) cannot be read.",
      because: String(cString: strerror(error)) + ".",
      remedy: "Check the name and who may read it.")
  }
}
