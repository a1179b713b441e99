internal import Catalog
internal import Evidence
package import Governance

extension Workbench {
  /// Records how a version of an index differs from its source.
  package func recordReconciliation(
    of name: VersionName, _ found: Reconciliation, index: String, source: String, channel: Channel
  ) async throws(Problem) -> Recorded {
    let row = try await version(name).row
    func list(_ keys: [String]) -> JSONValue { .array(keys.map { .string($0) }) }
    func number(_ value: Int) -> JSONValue { .number(String(value)) }
    let document = JSONValue.object([
      JSONValue.Member("index_table", .string(index)), JSONValue.Member("source_table", .string(source)),
      JSONValue.Member("source_keys", number(found.sourceKeys)),
      JSONValue.Member("index_keys", number(found.indexKeys)),
      JSONValue.Member("chunks", number(found.chunks)), JSONValue.Member("orphans", number(found.orphans)),
      JSONValue.Member("missing", number(found.missing)), JSONValue.Member("stale", number(found.stale)),
      JSONValue.Member("lag_seconds", found.lag.map { .number(String(Int($0.rounded()))) } ?? .null),
      JSONValue.Member(
        "samples",
        .object([
          JSONValue.Member("orphans", list(found.orphanKeys)), JSONValue.Member("missing", list(found.missingKeys)),
          JSONValue.Member("stale", list(found.staleKeys)),
        ])),
    ])
    let text: String
    do {
      text = String(decoding: try CanonicalJSON.bytes(of: document, policy: .generation), as: UTF8.self)
    } catch {
      throw Problem(.fault, "index.found", happened: "What was found cannot be written as JSON.", because: "\(error)")
    }
    let activity = try await connection.one(
      RecordReconciliation(artifact: row.artifact, label: row.label, found: text, channel: channel))
    return try await recorded(activity, "\(row.artifact)@\(row.label) was compared with \(source).")
  }
}
