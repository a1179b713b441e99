import Governance
import HTTPTypes
import Hummingbird
import Ingest
import Operations

/// A kind of request that brings records: what it may be, how it is read, and how it is taken and answered. What lies in the
/// spool is taken by the same intake that checked it.
struct Intake: Sendable {
  var route: String
  var scope: DeliveryScope
  /// In which words a request of this content type is answered; nil when it is not taken.
  var style: @Sendable (String?) -> AnswerStyle?
  /// Reads a body of a content type without taking it; throws what would refuse it as a whole.
  var check: @Sendable ([UInt8], String?) throws -> Void
  /// When this returns, all of it is committed.
  var take: @Sendable (Workbench, Delivery, [UInt8], String?) async throws -> Response
}

extension Intake {
  /// Records of a line format.
  static func lines(
    _ route: String, _ format: any LineFormat.Type, scope: DeliveryScope, _ reception: Reception,
    read: @escaping @Sendable ([UInt8], String?) throws -> DeliveredLines,
    answer: @escaping @Sendable (DeliveryReport, [UInt8]) -> Response
  ) -> Intake {
    Intake(route: route, scope: scope, style: { _ in .json }, check: { _ = try read($0, $1) }) {
      desk, delivery, body, type in
      let lines = try read(body, type)
      let report = try await desk.receive(
        delivery, format, scope: scope, lines, now: try await reception.clock.now(desk))
      reception.note(report.counts, route)
      return answer(report, body)
    }
  }
}
