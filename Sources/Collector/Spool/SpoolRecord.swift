import Evidence
import Foundation
import Governance
import Operations

/// A request that the catalog could not take, as it lies on the disk.
///
/// `CSP1`, the lengths of head and body as four bytes each, big endian, SHA-256 of both, then the head (a JSON object of route,
/// content type, query, producer, digests of token and certificate, and time) and the body, unpacked.
struct SpoolRecord: Sendable, Equatable {
  var route: String
  var label: BodyLabel
  var sender: Delivery.Sender
  /// When it came.
  var at: Instant
  var body: [UInt8]

  static let magic = Array("CSP1".utf8)
  /// Bytes before head and body.
  static let frame = 4 + 4 + 4 + 32
  /// What is longer was not written by us.
  static let longestHead = 1 << 16
  static let longestBody = 1 << 30

  var written: [UInt8] {
    get throws {
      var members: [JSONValue.Member] = [
        .init("route", .string(route)), .init("at", .string(at.rfc3339)), .init("producer", .string(sender.producer)),
      ]
      if let type = label.type { members.append(.init("type", .string(type))) }
      if !label.query.isEmpty { members.append(.init("query", .string(label.query))) }
      if case .token(let digest, _) = sender { members.append(.init("token", .string(Hexadecimal.text(of: digest)))) }
      let head = try CanonicalJSON.bytes(of: .object(members), policy: .generation)
      guard head.count <= Self.longestHead, body.count <= Self.longestBody else {
        throw RequestProblem.tooLarge(Self.longestBody)
      }
      return Self.magic + Self.bytes(head.count) + Self.bytes(body.count)
        + ContentDigest(of: head + body).bytes + head + body
    }
  }

  init(route: String, label: BodyLabel, sender: Delivery.Sender, at: Instant, body: [UInt8]) {
    self.route = route
    self.label = label
    self.sender = sender
    self.at = at
    self.body = body
  }

  /// Nil when these are not its bytes.
  init?(head: [UInt8], body: [UInt8], digest: [UInt8]) {
    guard ContentDigest(of: head + body).bytes == digest,
      let told = try? JSONValue(head, policy: .generation), let route = told["route"]?.text,
      let producer = told["producer"]?.text, let at = told["at"]?.text.flatMap({ Instant.reading(of: $0)?.instant })
    else { return nil }
    let token = told["token"]?.text.flatMap { Hexadecimal.bytes(of: $0) }
    self.init(
      route: route, label: BodyLabel(type: told["type"]?.text, query: told["query"]?.text ?? ""),
      sender: token.map { .token($0, producer: producer) } ?? .trusted(producer),
      at: at, body: body)
  }

  /// Lengths of head and body as a frame tells them; nil when it is none.
  static func lengths(_ frame: [UInt8]) -> (head: Int, body: Int)? {
    guard frame.count == Self.frame, frame.starts(with: magic) else { return nil }
    let (head, body) = (number(frame[4..<8]), number(frame[8..<12]))
    return head <= longestHead && body <= longestBody ? (head, body) : nil
  }

  private static func bytes(_ count: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - $0 * 8)) }
  }
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}

extension Instant {
  static func now() -> Instant { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1e6)) }
}
