import Governance
import HTTPTypes
import Operations
import Synchronization

/// Who may send: the holder of the token a request shows, on a connection that shows the certificate it is bound to. An
/// answer of the catalog is believed for a few seconds; the transaction that takes the request asks again.
final class TokenBook: Sendable {
  private struct Entry {
    var producer: String
    /// The catalog said so.
    var told: ContinuousClock.Instant
  }
  private struct Key: Hashable {
    /// Digests of the token and, after it, of the certificate.
    var shown: [UInt8]
    var scope: DeliveryScope
  }
  private let entries = Mutex<[Key: Entry]>([:])
  private let desks: DeskPool
  private let trusted: String?

  private static let seconds = 5
  /// For how long an answer counts while the catalog is away. What was kept meanwhile is taken only if the token still holds.
  private static let secondsAway = 86_400
  private static let most = 4096

  init(desks: DeskPool, trusted: String?) {
    self.desks = desks
    self.trusted = trusted
  }

  /// - Parameters:
  ///   - certificate: SHA-256 of the one that the connection showed.
  ///   - isAway: the catalog is not asked.
  ///   - bridges: while it cannot be asked, its last answer counts.
  func sender(
    of headers: HTTPFields, showing certificate: [UInt8]?, for scope: DeliveryScope, isAway: Bool = false,
    bridges: Bool = false
  ) async throws -> Delivery.Sender {
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
    let key = Key(shown: ProducerToken.digest(of: String(token)) + (certificate ?? []), scope: scope)
    let now = ContinuousClock.now
    let known = entries.withLock { $0[key] }
    if let known, known.told + .seconds(isAway ? TokenBook.secondsAway : TokenBook.seconds) > now {
      return .token(key.shown, producer: known.producer)
    }
    do {
      let producer = try await desks.withDesk { try await $0.tokenHolder(key.shown, for: scope) }
      entries.withLock { entries in
        if entries.count >= TokenBook.most { entries = [:] }
        entries[key] = Entry(producer: producer, told: now)
      }
      return .token(key.shown, producer: producer)
    } catch let problem as Problem where problem.kind == .unreachable && bridges {
      guard let known, known.told + .seconds(TokenBook.secondsAway) > now else { throw problem }
      return .token(key.shown, producer: known.producer)
    } catch let problem as Problem where problem.kind == .notPermitted {
      _ = entries.withLock { $0.removeValue(forKey: key) }
      throw problem
    }
  }
}
