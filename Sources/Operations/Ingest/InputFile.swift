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
  /// The first bytes, until there are enough to tell gzip: a pipe may bring them one by one.
  private var head: [UInt8]? = []

  init(_ path: String) throws(Problem) {
    name = path
    if path == "-" {
      descriptor = fcntl(0, F_DUPFD_CLOEXEC, 3)
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

  /// The next block, unpacked, at most 1 MiB; nil at the end.
  ///
  /// - Throws: `gzip.cut` and `gzip.damaged` after all that could be unpacked, `file.unreadable`.
  func next() throws(Problem) -> [UInt8]? {
    while true {
      if let unpacked = try gunzip?.next() { return unpacked }
      let block = try read()
      guard let beginning = head else {
        guard !block.isEmpty else { return try ended() }
        guard let gunzip else { return block }
        gunzip.give(block)
        continue
      }
      let start = beginning + block
      head = start
      if start.count < 2, !block.isEmpty { continue }
      head = nil
      guard !start.isEmpty else { return nil }
      guard start.starts(with: [0x1F, 0x8B]) else { return start }
      let packed = try Gunzip()
      packed.give(start)
      gunzip = packed
    }
  }

  private func ended() throws(Problem) -> [UInt8]? {
    guard gunzip?.isComplete ?? true else {
      throw Problem(
        .badData, "gzip.cut", happened: "\(name) ends in the middle of its gzip data.",
        because: "What came before the end has been taken.", remedy: "Fetch the whole file and run this again.")
    }
    return nil
  }

  /// As it lies on the disk; empty at the end.
  private func read() throws(Problem) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 1 << 20)
    let count = block.withUnsafeMutableBytes { buffer -> Int in
      while true {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count >= 0 || errno != EINTR { return count }
      }
    }
    guard count >= 0 else { throw InputFile.cannotRead(name, errno) }
    block.removeLast(block.count - count)
    consumed += count
    return block
  }

  private static func cannotRead(_ path: String, _ error: Int32) -> Problem {
    Problem(
      .notFound, "file.unreadable", happened: "\(path) cannot be read.",
      because: String(cString: strerror(error)) + ".",
      remedy: "Check the name and who may read it.")
  }
}
