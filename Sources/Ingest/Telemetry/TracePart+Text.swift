import Evidence

/// A part as the catalog keeps it until its trace is whole: canonical JSON, read only by ourselves.
extension TracePart {
  package var text: [UInt8] {
    get throws(Refusal) {
      let members: [(String, JSONValue?)] = [
        ("kind", .string(kind.rawValue)), ("trace", .string(Hexadecimal.text(of: traceID))),
        ("span", .string(Hexadecimal.text(of: spanID))),
        ("parent", parentID.map { .string(Hexadecimal.text(of: $0)) }), ("name", .string(name)),
        ("start", .string(String(start))), ("end", .string(String(end))), ("failed", failed ? true : nil),
        ("scope", .string(scope)), ("resource", resource.isEmpty ? nil : .object(resource)),
        ("attributes", attributes.isEmpty ? nil : .object(attributes)),
        (
          "events",
          events.isEmpty
            ? nil : .array(events.map { ["name": .string($0.name), "attributes": .object($0.attributes)] })
        ),
        ("body", body), ("repeats_keys", repeatsKeys ? true : nil),
      ]
      do throws(JSONRefusal) {
        return try CanonicalJSON.bytes(of: .object(present: members), policy: .generation)
      } catch {
        throw Refusal("span.value", "A value cannot be kept. \(error.sentence)")
      }
    }
  }

  /// Reads what `text` wrote; nil for anything else.
  package init?(text: [UInt8]) {
    guard let value = try? JSONValue(text, policy: .generation), let kind = Kind(rawValue: value["kind"]?.text ?? ""),
      let trace = value["trace"]?.hexadecimal, let span = value["span"]?.hexadecimal,
      let start = Int64(value["start"]?.text ?? ""), let end = Int64(value["end"]?.text ?? "")
    else { return nil }
    self.init(
      kind: kind, traceID: trace, spanID: span, parentID: value["parent"]?.hexadecimal,
      name: value["name"]?.text ?? "", start: start, end: end, scope: value["scope"]?.text ?? "",
      resource: value["resource"]?.attributes ?? [:], attributes: value["attributes"]?.attributes ?? [:])
    failed = value["failed"] == true
    repeatsKeys = value["repeats_keys"] == true
    body = value["body"]
    events = (value["events"]?.elements ?? []).map {
      Event(name: $0["name"]?.text ?? "", attributes: $0["attributes"]?.attributes ?? [:])
    }
  }
}
