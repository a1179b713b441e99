import Evidence
package import Governance

/// How many calls a service counted of itself in one series, since that series began.
package struct CallCount: Sendable, Equatable {
  /// The histogram whose count is the number of calls.
  static let metric = "gen_ai.client.operation.duration"

  package var service: String
  package var at: Instant
  /// SHA-256 of all that tells the series apart, its beginning among them: 32 bytes.
  package var series: [UInt8]
  package var count: Int64

  /// Nil for what counts no calls of a model, or has no time.
  init?(
    resource: TracePart.Attributes, attributes: TracePart.Attributes, start: Int64, end: Int64, count: Int64
  ) {
    guard end > 0, start >= 0, count >= 0, let service = resource.text("service.name"),
      service.utf8.count <= longestName
    else { return nil }
    if let operation = attributes.text("gen_ai.operation.name"),
      !["chat", "text_completion", "generate_content", "embeddings"].contains(operation)
    {
      return nil
    }
    let named: JSONValue = [
      "resource": .object(resource), "attributes": .object(attributes), "start": .string(String(start)),
    ]
    guard let text = try? CanonicalJSON.bytes(of: named, policy: .generation) else { return nil }
    self.service = service
    self.at = Instant(microseconds: end / 1000)
    self.series = ContentDigest(of: text).bytes
    self.count = count
  }
}
