import Catalog
import Dispatch
import Governance
import Synchronization

/// How large a spool may grow, and where it lies.
package struct SpoolSettings: Sendable {
  package var folder: String
  /// Bytes of all that waits in it.
  package var size = 1 << 30
  /// Bytes that stay free on its disk.
  package var free = 512 << 20
  /// Bytes after which a file of it is full.
  package var segment = 8 << 20

  package init(folder: String) { self.folder = folder }
}

/// Requests that came while the catalog was away: on the disk before they are answered, taken in order when it is back.
///
/// A request is taken at least once, and its records are known by their own ids: so each is in the catalog exactly once.
final class Spool: Sendable {
  struct Standing: Sendable, Equatable {
    /// Requests that wait.
    var records = 0
    var bytes = 0
    /// When the oldest came, where it has been looked at.
    var since: Instant?
    /// Pieces of files that could not be read, each in a file of its own.
    var damaged = 0
    var isFull = false
  }
  private struct Waiting {
    var bytes: [UInt8]
    var told: CheckedContinuation<Bool, Never>
  }

  private let settings: SpoolSettings
  private let files: Mutex<SpoolFiles>
  private let waiting = Mutex<[Waiting]>([])
  private let told = Mutex(Standing())
  private let lastAway = Mutex<ContinuousClock.Instant?>(nil)
  /// One process at a time.
  private let lock: FileLock
  private let writer = DispatchQueue(label: "countersign.spool")

  init(_ settings: SpoolSettings) throws(Problem) {
    self.settings = settings
    let files = try SpoolFiles(folder: settings.folder, segmentSize: settings.segment)
    lock = try FileLock(path: settings.folder + "/lock")
    guard lock.tries(.exclusive) else {
      throw Problem(
        .cannotWrite, "spool.taken", happened: "Another daemon has the spool \(settings.folder).",
        remedy: "Give each daemon a folder of its own.")
    }
    told.withLock { $0 = Standing(records: files.records, bytes: files.bytes, damaged: files.damaged) }
    self.files = Mutex(files)
  }

  var folder: String { settings.folder }
  var standing: Standing { told.withLock { $0 } }

  /// The catalog was not reached a moment ago: it is not asked by every request.
  var isAway: Bool { lastAway.withLock { $0.map { $0 + .seconds(1) > .now } ?? false } }
  func noteAway() { lastAway.withLock { $0 = .now } }
  func noteBack() { lastAway.withLock { $0 = nil } }

  /// Keeps a request; when this returns it is on the disk.
  ///
  /// - Throws: `RequestProblem.spoolFull`.
  func keep(_ record: SpoolRecord) async throws {
    let bytes = try record.written
    let isKept = await withCheckedContinuation { continuation in
      waiting.withLock { $0.append(Waiting(bytes: bytes, told: continuation)) }
      writer.async { self.flush() }
    }
    guard isKept else { throw RequestProblem.spoolFull }
  }

  /// Writes all that waits at once: one wait for the disk for many requests.
  private func flush() {
    let all = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    guard !all.isEmpty else { return }
    let kept = files.withLock { files in
      var room = min(settings.size - files.bytes, files.free - settings.free)
      var fits: [Bool] = []
      for one in all {
        fits.append(one.bytes.count <= room)
        if one.bytes.count <= room { room -= one.bytes.count }
      }
      let isWritten = files.append(zip(all, fits).filter { $0.1 }.map { $0.0.bytes })
      tell(files, isFull: !isWritten || fits.contains(false))
      return fits.map { $0 && isWritten }
    }
    for (one, isKept) in zip(all, kept) { one.told.resume(returning: isKept) }
  }

  /// The oldest request; nil when there is none.
  func next() throws(Problem) -> (record: SpoolRecord, mark: SpoolFiles.Mark)? {
    do {
      return try files.withLock { files in
        let found = try files.next()
        tell(files, isFull: told.withLock { $0.isFull } && found != nil)
        told.withLock { $0.since = found?.record.at }
        return found
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw Problem(.fault, "spool.read", happened: "The spool cannot be read.", because: "\(error)")
    }
  }

  /// The oldest request has been taken.
  func drop(_ mark: SpoolFiles.Mark) {
    files.withLock { files in
      files.drop(mark)
      tell(files, isFull: false)
    }
  }

  private func tell(_ files: borrowing SpoolFiles, isFull: Bool) {
    var now = Standing(records: files.records, bytes: files.bytes, damaged: files.damaged, isFull: isFull)
    told.withLock { old in
      now.since = now.records > 0 ? old.since : nil
      old = now
    }
  }
}
