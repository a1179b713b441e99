package import Evidence
package import Governance

/// What services are answered, by the command line and over HTTP alike; a contract.
extension ReviewOutcome {
  package var document: JSONValue {
    .object([
      .init("outcome", .string(kind.rawValue)), .init("decision", .string(decision.rawValue)),
      .init("generation", .string(generation)), .init("item", .number(String(item))),
      .init("delivery", .string(delivery)), .init("harm", harm.map { .string($0) } ?? .null),
      .init("settled_at", .string(settledAt.rfc3339)), .init("left_at", .string(leftAt.rfc3339)),
      .init("corrected", .bool(isCorrected)), .init("masked", masked.map { .string($0) } ?? .null),
    ])
  }
}

extension Resolution {
  package func document(of artifact: String, in environment: String) -> JSONValue {
    .object([
      .init("artifact", .string(artifact)), .init("environment", .string(environment)),
      .init("state", .string(state.rawValue)),
      .init("version", label.map { .string("\(artifact)@\($0)") } ?? .null),
      .init("digest", digest.map { .string("sha256:\($0)") } ?? .null),
      .init("colour", colour.map { .string($0) } ?? .null),
      .init("weight", weight.map { .number(String($0)) } ?? .null),
      .init("because", .string(because)), .init("alternative", .string(alternative)),
    ])
  }
}
