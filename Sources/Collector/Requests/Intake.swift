import Governance
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Ingest
import Operations

/// A kind of request that brings records: what it may be, how it is read, and how it is taken and answered. What lies in the
/// spool is taken by the same intake that checked it.
struct Intake: Sendable {
  var route: String
  var scope: DeliveryScope
  /// In which words a request of this content type is answered; nil when it is not taken.
  var style: @Sendable (String?) -> AnswerStyle?
  /// Reads a body without taking it; throws what would refuse it as a whole.
  var check: @Sendable ([UInt8], BodyLabel) throws -> Void
  /// When this returns, all of it is committed.
  var take: @Sendable (Workbench, Delivery, [UInt8], BodyLabel) async throws -> Response
  /// What of a body lies in quarantine when it is not taken: each can be taken again by itself.
  var pieces: @Sendable ([UInt8], BodyLabel) -> [[UInt8]] = { body, _ in [body] }
}

/// What a request says of its body without being part of it.
struct BodyLabel: Sendable, Equatable {
  /// The content type.
  var type: String?
  /// The query of its URL as it was written; empty when there is none.
  var query = ""

  /// Names and values of the query; of a name that is told twice the last.
  var told: [String: String] {
    Dictionary(
      URI("/?" + query).queryParameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { $1 })
  }
}

extension Intake {
  /// Records of a line format.
  static func lines(
    _ route: String, _ format: any LineFormat.Type, scope: DeliveryScope, _ reception: Reception,
    read: @escaping @Sendable ([UInt8], BodyLabel) throws -> DeliveredLines,
    answer: @escaping @Sendable (DeliveryReport, [UInt8]) -> Response
  ) -> Intake {
    Intake(
      route: route, scope: scope, style: { _ in .json }, check: { _ = try read($0, $1) }
    ) { desk, delivery, body, label in
      let lines = try read(body, label)
      let report = try await desk.receive(
        delivery, format, scope: scope, lines, now: try await reception.clock.now(desk))
      reception.note(report.counts, route)
      return answer(report, body)
    } pieces: { body, label in
      (try? read(body, label))?.lines.map { (try? $0.content.get()) ?? [] } ?? [body]
    }
  }
}
