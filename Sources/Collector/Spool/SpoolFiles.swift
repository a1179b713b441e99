import Foundation
import Glibc
import Governance

/// The files of a spool: numbered segments of records, written at the end of the last and read from the beginning of the first.
///
/// Nothing that lies there is thrown away unread: bytes that are no record are set aside in a file of their own.
struct SpoolFiles {
  struct Mark: Sendable, Equatable {
    fileprivate var segment: Int
    fileprivate var end: Int
  }
  private struct Segment {
    var number: Int
    var size = 0
    var records = 0
  }
  private let folder: String
  private let segmentSize: Int
  private var segments: [Segment] = []
  /// Open for writing: the last segment, once something was written.
  private var writing: Int32?
  private var readOffset = 0
  /// Pieces that could not be read.
  private(set) var damaged = 0

  var bytes: Int { segments.reduce(0) { $0 + $1.size } - readOffset }
  var records: Int { segments.reduce(0) { $0 + $1.records } }

  /// Takes up what lies in the folder, which is made when it is not there.
  init(folder: String, segmentSize: Int) throws(Problem) {
    self.folder = folder
    self.segmentSize = segmentSize
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      for number in names.compactMap({ $0.hasSuffix(".spool") ? Int($0.dropLast(6)) : nil }).sorted() {
        segments.append(try scan(number))
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      // What Foundation makes of it says nothing; asked again, the system itself does.
      throw Self.problem(
        folder, mkdir(folder, 0o700) == 0 ? "\(error)" : String(cString: strerror(errno)) + ".")
    }
  }

  private static func problem(_ path: String, _ because: String) -> Problem {
    Problem(
      .cannotWrite, "spool.folder", happened: "The spool cannot be kept in \(path).", because: because,
      remedy: "Name a folder that this login may write.")
  }

  private func path(_ number: Int, _ kind: String = "spool") -> String {
    folder + "/" + String(repeating: "0", count: max(0, 8 - String(number).count)) + "\(number).\(kind)"
  }

  /// Counts the records of a segment; what follows the last whole one was never acknowledged, and is set aside.
  private mutating func scan(_ number: Int) throws -> Segment {
    var segment = Segment(number: number)
    let descriptor = open(path(number), O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw Self.problem(path(number), String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let size = Int(lseek(descriptor, 0, SEEK_END))
    while let lengths = SpoolRecord.lengths(Self.read(descriptor, segment.size, SpoolRecord.frame)),
      segment.size + SpoolRecord.frame + lengths.head + lengths.body <= size
    {
      segment.size += SpoolRecord.frame + lengths.head + lengths.body
      segment.records += 1
    }
    if segment.size < size {
      try setAside(Self.read(descriptor, segment.size, size - segment.size), number, segment.size)
      guard ftruncate(descriptor, off_t(segment.size)) == 0, fsync(descriptor) == 0 else {
        throw Self.problem(path(number), String(cString: strerror(errno)))
      }
    }
    return segment
  }

  private mutating func setAside(_ bytes: [UInt8], _ number: Int, _ offset: Int) throws {
    damaged += 1
    let name = folder + "/\(number)-\(offset).unread"
    guard
      FileManager.default.createFile(
        atPath: name, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
    else { throw Self.problem(name, "It cannot be written.") }
  }

  private static func read(_ descriptor: Int32, _ offset: Int, _ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var have = 0
    while have < count {
      let read = bytes.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress.map { $0 + have }, count - have, off_t(offset + have))
      }
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { break }
      have += read
    }
    return Array(bytes[..<have])
  }

  /// Writes records behind all others. When this answers true they are on the disk; else nothing of them is there.
  mutating func append(_ records: [[UInt8]]) -> Bool {
    guard !records.isEmpty else { return true }
    if writing == nil || (segments.last?.size ?? 0) >= segmentSize {
      guard begin() else { return false }
    }
    guard let writing, let last = segments.indices.last else { return false }
    let start = segments[last].size
    var end = start
    for record in records {
      guard Self.write(writing, record, at: end) else {
        ftruncate(writing, off_t(start))
        return false
      }
      end += record.count
    }
    guard fdatasync(writing) == 0 else {
      // What a disk says it did not keep may lie there all the same: it must not come twice as a whole record.
      ftruncate(writing, off_t(start))
      return false
    }
    segments[last].size = end
    segments[last].records += records.count
    return true
  }

  private mutating func begin() -> Bool {
    if let writing { close(writing) }
    writing = nil
    let number = (segments.last?.number ?? 0) + 1
    let descriptor = open(path(number), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR)
    guard descriptor >= 0 else { return false }
    let place = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard place >= 0 else {
      close(descriptor)
      return false
    }
    defer { close(place) }
    guard fsync(place) == 0 else {
      close(descriptor)
      return false
    }
    writing = descriptor
    segments.append(Segment(number: number))
    return true
  }

  private static func write(_ descriptor: Int32, _ bytes: [UInt8], at offset: Int) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(offset + sent)) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// The oldest record, and what to say when it is done with; nil when there is none.
  mutating func next() throws -> (record: SpoolRecord, mark: Mark)? {
    while let segment = segments.first {
      guard readOffset < segment.size else {
        try leave(segment)
        continue
      }
      let descriptor = open(path(segment.number), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { throw Self.problem(path(segment.number), String(cString: strerror(errno))) }
      defer { close(descriptor) }
      let frame = Self.read(descriptor, readOffset, SpoolRecord.frame)
      guard let lengths = SpoolRecord.lengths(frame) else {
        try setAside(Self.read(descriptor, readOffset, segment.size - readOffset), segment.number, readOffset)
        drop(Mark(segment: segment.number, end: segment.size), all: true)
        continue
      }
      let start = readOffset + SpoolRecord.frame
      let end = start + lengths.head + lengths.body
      let mark = Mark(segment: segment.number, end: end)
      let record = SpoolRecord(
        head: Self.read(descriptor, start, lengths.head),
        body: Self.read(descriptor, start + lengths.head, lengths.body),
        digest: Array(frame[12...]))
      if let record { return (record, mark) }
      try setAside(Self.read(descriptor, readOffset, end - readOffset), segment.number, readOffset)
      drop(mark)
    }
    return nil
  }

  /// The oldest record has been taken.
  mutating func drop(_ mark: Mark, all: Bool = false) {
    guard let first = segments.first, first.number == mark.segment, mark.end > readOffset else { return }
    readOffset = mark.end
    segments[0].records -= all ? segments[0].records : 1
  }

  /// Removes a segment whose records have all been taken.
  private mutating func leave(_ segment: Segment) throws {
    if segments.count == 1, let writing {
      close(writing)
      self.writing = nil
    }
    guard unlink(path(segment.number)) == 0 || errno == ENOENT else {
      throw Self.problem(path(segment.number), String(cString: strerror(errno)))
    }
    segments.removeFirst()
    readOffset = 0
  }

  /// Bytes that are free on its disk for whoever is not root.
  var free: Int {
    var told = statvfs()
    guard statvfs(folder, &told) == 0 else { return 0 }
    return Int(clamping: UInt64(told.f_bavail) * UInt64(told.f_frsize))
  }
}
