import Governance
import HTTPTypes
import Operations
import Synchronization

/// Who may send: the holder of the token a request shows. An answer of the catalog is believed for a few seconds; the
/// transaction that takes the request asks again.
final class TokenBook: Sendable {
  private struct Entry {
    var producer: String
    var until: ContinuousClock.Instant
  }
  private struct Key: Hashable {
    var digest: [UInt8]
    var scope: DeliveryScope
  }
  private let entries = Mutex<[Key: Entry]>([:])
  private let desks: DeskPool
  private let trusted: String?

  private static let seconds = 5
  private static let most = 4096

  init(desks: DeskPool, trusted: String?) {
    self.desks = desks
    self.trusted = trusted
  }

  func sender(of headers: HTTPFields, for scope: DeliveryScope) async throws -> Delivery.Sender {
    guard let shown = headers[.authorization] else {
      guard let trusted else {
        throw RequestProblem(.unauthorized, "token.missing", "No token was shown.")
      }
      return .trusted(trusted)
    }
    guard shown.lowercased().hasPrefix("bearer "), shown.utf8.count <= 300 else {
      throw RequestProblem(.unauthorized, "token.unknown", "Authorization is not a bearer token.")
    }
    let token = shown.dropFirst("bearer ".count).drop { $0 == " " }
    let key = Key(digest: ProducerToken.digest(of: String(token)), scope: scope)
    let now = ContinuousClock.now
    if let known = entries.withLock({ $0[key] }), known.until > now {
      return .token(key.digest, producer: known.producer)
    }
    let producer = try await desks.withDesk { try await $0.tokenHolder(key.digest, for: scope) }
    entries.withLock { entries in
      if entries.count >= TokenBook.most { entries = [:] }
      entries[key] = Entry(producer: producer, until: now + .seconds(TokenBook.seconds))
    }
    return .token(key.digest, producer: producer)
  }
}
