internal import Crypto
internal import Foundation
internal import Governance

/// A folder in which a pack's files grow until they are put into one archive; gone with the last reference to it.
///
/// Only a block of each open file is in memory.
final class PackSpool {
  private let folder: URL
  private var open: [String: SpooledFile] = [:]
  /// Digests and sizes of finished files, by path.
  private(set) var finished: [String: (digest: String, size: Int)] = [:]

  /// - Takes: where it may lie: beside the file that will be written, on the same disk.
  init(beside file: URL) throws(Problem) {
    folder = file.deletingLastPathComponent()
      .appending(path: ".\(file.lastPathComponent).\(getpid()).\(UUID().uuidString)")
    PackSpool.removeLeftovers(beside: file)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    } catch {
      throw .packUnwritable
    }
  }

  /// Folders of processes that are gone: one that is killed takes nothing away with it.
  private static func removeLeftovers(beside file: URL) {
    let place = file.deletingLastPathComponent()
    let start = ".\(file.lastPathComponent)."
    for name in (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? [] where name.hasPrefix(start) {
      let words = name.dropFirst(start.count).split(separator: ".")
      guard words.count == 2, let process = pid_t(words[0]), process > 0, UUID(uuidString: String(words[1])) != nil,
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(at: place.appending(path: name))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Adds bytes to a file; the first make it.
  func append(_ bytes: [UInt8], to path: String) throws(Problem) {
    if let file = open[path] { return try file.append(bytes) }
    let file = try SpooledFile(folder.appending(path: "\(open.count + finished.count)"))
    open[path] = file
    try file.append(bytes)
  }

  func append(_ text: String, to path: String) throws(Problem) { try append(Array(text.utf8), to: path) }

  /// A whole file at once.
  func write(_ bytes: [UInt8], to path: String) throws(Problem) {
    try append(bytes, to: path)
    try finish(path)
  }

  private var places: [String: URL] = [:]

  func finish(_ path: String) throws(Problem) {
    guard let file = open.removeValue(forKey: path) else { return }
    finished[path] = (try file.close(), file.size)
    places[path] = file.url
  }

  func finishAll() throws(Problem) { for path in open.keys.sorted() { try finish(path) } }

  /// Puts all files into a `.tar.gz`, by the order of their names' bytes, under one folder and one time.
  func pack(into file: URL, under top: String, seconds: Int64) throws(Problem) {
    try finishAll()
    guard FileManager.default.createFile(atPath: file.path, contents: nil),
      let handle = try? FileHandle(forWritingTo: file)
    else { throw .packUnwritable }
    defer { try? handle.close() }
    let gzip = try GzipFile(handle)
    for path in finished.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let size = finished[path]?.size, let place = places[path] else { continue }
      try gzip.write(try TarHeader(path: top + "/" + path, size: size, seconds: seconds).bytes)
      try copy(place, into: gzip)
      let rest = size % TarHeader.block
      if rest > 0 { try gzip.write([UInt8](repeating: 0, count: TarHeader.block - rest)) }
    }
    try gzip.write([UInt8](repeating: 0, count: 2 * TarHeader.block))
    try gzip.finish()
    do {
      try handle.synchronize()
    } catch {
      throw .packUnwritable
    }
  }

  private func copy(_ place: URL, into gzip: GzipFile) throws(Problem) {
    guard let reader = try? FileHandle(forReadingFrom: place) else { throw .packUnwritable }
    defer { try? reader.close() }
    while let block = try? reader.read(upToCount: 1 << 18), !block.isEmpty { try gzip.write(Array(block)) }
  }

  /// SHA-256 and size of a file.
  static func digest(of file: URL) throws(Problem) -> (digest: [UInt8], size: Int) {
    guard let reader = try? FileHandle(forReadingFrom: file) else { throw .packUnwritable }
    defer { try? reader.close() }
    var hash = SHA256()
    var size = 0
    while let block = try? reader.read(upToCount: 1 << 18), !block.isEmpty {
      hash.update(data: block)
      size += block.count
    }
    return (Array(hash.finalize()), size)
  }
}

/// One file of the spool, digested while it grows.
private final class SpooledFile {
  let url: URL
  private(set) var size = 0
  private let handle: FileHandle
  private var hash = SHA256()
  private var waiting: [UInt8] = []

  init(_ url: URL) throws(Problem) {
    self.url = url
    guard FileManager.default.createFile(atPath: url.path, contents: nil),
      let handle = try? FileHandle(forWritingTo: url)
    else { throw .packUnwritable }
    self.handle = handle
  }

  func append(_ bytes: [UInt8]) throws(Problem) {
    waiting += bytes
    if waiting.count >= 1 << 16 { try flush() }
  }

  private func flush() throws(Problem) {
    waiting.withUnsafeBytes { hash.update(bufferPointer: $0) }
    size += waiting.count
    do {
      try handle.write(contentsOf: Data(waiting))
    } catch {
      throw .packUnwritable
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// The digest of all of it, in hexadecimal.
  func close() throws(Problem) -> String {
    try flush()
    try? handle.close()
    return Array(hash.finalize()).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
  }
}
