internal import Evidence
package import Foundation
package import Governance

/// Facts of a frozen snapshot that were read before an export was interrupted, in a file beside the one that will be: the next
/// export goes on after them. That they are the frozen ones is checked as for all others, by their digests.
///
/// A line names the snapshot, then one a fact: number, salt, digest and body, a tab between. What was half-written is dropped.
package final class FactCache {
  private let file: URL
  private let head: String
  private let handle: FileHandle
  private var rest: [UInt8] = []
  /// Bytes of whole lines that were read.
  private var good: UInt64 = 0
  private var isReading = true

  /// - Takes: where the pack will stand; the snapshot and the digest two persons froze.
  package init(beside pack: URL, snapshot: Int64, digest: String) throws(Problem) {
    file = pack.deletingLastPathComponent().appending(path: ".\(pack.lastPathComponent).part")
    head = "countersign facts 1\t\(snapshot)\t\(digest)\n"
    let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .packUnwritable }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    if line() != String(head.dropLast()) { try startAnew() }
  }

  private func startAnew() throws(Problem) {
    do {
      try handle.truncate(atOffset: 0)
      try handle.write(contentsOf: Data(head.utf8))
    } catch {
      throw .packUnwritable
    }
    (rest, good, isReading) = ([], UInt64(head.utf8.count), false)
  }

  /// The next line without its end; nil at the end of what is whole.
  private func line() -> String? {
    while true {
      if let end = rest.firstIndex(of: 10) {
        let bytes = rest[..<end]
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        good += UInt64(bytes.count + 1)
        rest.removeSubrange(...end)
        return text
      }
      guard let block = try? handle.read(upToCount: 1 << 18), !block.isEmpty else { return nil }
      rest += block
    }
  }

  /// Up to so many facts that were read before; fewer, or none, at the end of them.
  package func next(_ count: Int) throws(Problem) -> [FrozenFact] {
    var facts: [FrozenFact] = []
    while isReading, facts.count < count {
      let before = good
      guard let text = line(), let fact = FactCache.fact(text) else {
        // From here on the file grows again.
        (good, isReading, rest) = (before, false, [])
        do {
          try handle.truncate(atOffset: good)
          try handle.seek(toOffset: good)
        } catch {
          throw .packUnwritable
        }
        break
      }
      facts.append(fact)
    }
    return facts
  }

  private static func fact(_ line: String) -> FrozenFact? {
    let cells = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map { String($0) }
    guard cells.count == 4, let number = Int(cells[0]), let salt = Hexadecimal.bytes(of: cells[1]),
      let digest = Hexadecimal.bytes(of: cells[2]),
      let body = try? ReadFact(reading: cells[3], number: number, salt: salt),
      let scope = body.text("scope"), let kind = body.text("kind"), let subject = body.text("subject")
    else { return nil }
    return FrozenFact(
      ordinal: number, scope: scope, kind: kind, subject: subject, body: cells[3], salt: salt, digest: digest)
  }

  /// Keeps facts that were read just now.
  package func keep(_ facts: [FrozenFact]) throws(Problem) {
    let lines = facts.map { fact in
      "\(fact.ordinal)\t\(Hexadecimal.text(of: fact.salt))\t\(Hexadecimal.text(of: fact.digest))\t\(fact.body)\n"
    }
    do {
      try handle.write(contentsOf: Data(lines.joined().utf8))
    } catch {
      throw .packUnwritable
    }
  }

  /// Takes the file away: the pack is made, or cannot be.
  package func remove() { unlink(file.path) }
}
