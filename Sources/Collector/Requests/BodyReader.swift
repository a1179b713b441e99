import Governance
import HTTPTypes
import HummingbirdCore
import NIOCore
import Operations

/// Reads the body of a request within limits of size, growth and time, unpacking it as it comes.
struct BodyReader: Sendable {
  let limits: RequestLimits
  let room: BodyRoom

  func read(_ request: Request) async throws -> ReceivedBody {
    let isPacked = try isPacked(request.headers[.contentEncoding])
    if let told = request.headers[.contentLength].flatMap({ Int($0) }), told > limits.body {
      throw RequestProblem.tooLarge(limits.body)
    }
    let body = request.body
    return try await withThrowingTaskGroup(of: ReceivedBody?.self) { group in
      group.addTask { try await collect(body, isPacked: isPacked) }
      group.addTask {
        try await Task.sleep(for: .seconds(limits.seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let received = first else { throw RequestProblem.slow }
      return received
    }
  }

  private func isPacked(_ encoding: String?) throws -> Bool {
    switch encoding?.lowercased() {
    case nil, "", "identity": return false
    case "gzip", "x-gzip": return true
    default:
      throw RequestProblem(.unsupportedMediaType, "body.encoding", "The body's encoding is neither gzip nor identity.")
    }
  }

  private func collect(_ body: RequestBody, isPacked: Bool) async throws -> ReceivedBody {
    var growth = BodyGrowth(limits, room)
    do {
      let unpacking = isPacked ? try Gunzip() : nil
      for try await chunk in body {
        let piece = Array(chunk.readableBytesView)
        growth.packed += piece.count
        guard growth.packed <= limits.body else { throw RequestProblem.tooLarge(limits.body) }
        guard let unpacking else {
          try growth.add(piece)
          continue
        }
        unpacking.give(piece)
        while let more = try unpacking.next() { try growth.add(more) }
      }
      guard unpacking?.isComplete ?? true else {
        throw RequestProblem(.badRequest, "gzip.cut", "The body ends in the middle of its gzip data.")
      }
      return ReceivedBody(growth.bytes, in: room, held: growth.held)
    } catch let problem as Problem {
      room.giveBack(growth.held)
      throw RequestProblem(.badRequest, problem.code, problem.happened)
    } catch {
      room.giveBack(growth.held)
      throw error
    }
  }
}

/// A body on its way in.
private struct BodyGrowth {
  private(set) var bytes: [UInt8] = []
  /// Bytes of room taken for it.
  private(set) var held = 0
  var packed = 0
  private let limits: RequestLimits
  private let room: BodyRoom

  init(_ limits: RequestLimits, _ room: BodyRoom) {
    self.limits = limits
    self.room = room
  }

  mutating func add(_ piece: [UInt8]) throws {
    let size = bytes.count + piece.count
    guard size <= limits.body else { throw RequestProblem.tooLarge(limits.body) }
    guard size <= 1 << 20 || size / max(1, packed) <= limits.ratio else { throw RequestProblem.bomb }
    guard room.take(piece.count) else { throw RequestProblem.busy }
    held += piece.count
    bytes += piece
  }
}
