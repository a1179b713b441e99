import Evidence

/// OTLP/HTTP in JSON: ids are hexadecimal, 64-bit integers decimal text, keys nobody knows are passed over.
package enum OTLPText {
  /// - Throws: what makes the whole request unreadable.
  package static func traces(_ bytes: [UInt8]) throws(Refusal) -> TelemetryBatch {
    var batch = TelemetryBatch()
    for group in try list(try document(bytes), "resourceSpans") {
      let resource = attributes(group["resource"]?["attributes"]).values
      for scope in try list(group, "scopeSpans") {
        let name = scope["scope"]?["name"]?.text ?? ""
        for span in try list(scope, "spans") { batch.add(part(span, resource: resource, scope: name)) }
      }
    }
    return batch
  }

  /// - Throws: what makes the whole request unreadable.
  package static func logs(_ bytes: [UInt8]) throws(Refusal) -> TelemetryBatch {
    var batch = TelemetryBatch()
    for group in try list(try document(bytes), "resourceLogs") {
      let resource = attributes(group["resource"]?["attributes"]).values
      for scope in try list(group, "scopeLogs") {
        let name = scope["scope"]?["name"]?.text ?? ""
        for record in try list(scope, "logRecords") { batch.add(log(record, resource: resource, scope: name)) }
      }
    }
    return batch
  }

  /// - Throws: what makes the whole request unreadable.
  package static func metrics(_ bytes: [UInt8]) throws(Refusal) -> [CallCount] {
    var counts: [CallCount] = []
    for group in try list(try document(bytes), "resourceMetrics") {
      let resource = attributes(group["resource"]?["attributes"]).values
      for scope in try list(group, "scopeMetrics") {
        for metric in try list(scope, "metrics") where metric["name"]?.text == CallCount.metric {
          let histogram = metric["histogram"] ?? metric["exponentialHistogram"]
          for point in histogram?["dataPoints"]?.elements ?? [] {
            let named = attributes(point["attributes"]).values
            CallCount(
              resource: resource, attributes: named, start: time(point["startTimeUnixNano"]),
              end: time(point["timeUnixNano"]), count: point["count"]?.integer ?? -1
            ).map { counts.append($0) }
          }
        }
      }
    }
    return counts
  }

  private static func document(_ bytes: [UInt8]) throws(Refusal) -> JSONValue {
    let value: JSONValue
    do throws(JSONRefusal) {
      value = try JSONValue(bytes, policy: .generation)
    } catch {
      throw Refusal("otlp.json", "The request is no JSON that can be taken. \(error.sentence)")
    }
    guard case .object = value else { throw Refusal("otlp.shape", "The request is no JSON object.") }
    return value
  }

  private static func list(_ value: JSONValue, _ name: String) throws(Refusal) -> [JSONValue] {
    guard let member = value[name], !member.isNull else { return [] }
    guard case .array(let elements) = member, elements.allSatisfy({ $0.attributes != nil }) else {
      throw Refusal("otlp.shape", "\(name) is no list of objects.")
    }
    return elements
  }

  private static func part(_ span: JSONValue, resource: TracePart.Attributes, scope: String) -> TracePart {
    let (named, repeats) = attributes(span["attributes"])
    var part = TracePart(
      kind: .span, traceID: id(span["traceId"]), spanID: id(span["spanId"]), parentID: parent(span["parentSpanId"]),
      name: span["name"]?.text ?? "", start: time(span["startTimeUnixNano"]), end: time(span["endTimeUnixNano"]),
      scope: scope, resource: resource, attributes: named)
    part.failed = span["status"]?["code"]?.integer == 2
    part.repeatsKeys = repeats
    part.events = (span["events"]?.elements ?? []).map {
      TracePart.Event(name: $0["name"]?.text ?? "", attributes: attributes($0["attributes"]).values)
    }
    return part
  }

  private static func log(_ record: JSONValue, resource: TracePart.Attributes, scope: String) -> TracePart {
    let (named, repeats) = attributes(record["attributes"])
    let told = time(record["timeUnixNano"])
    let at = told > 0 ? told : time(record["observedTimeUnixNano"])
    var part = TracePart(
      kind: .log, traceID: id(record["traceId"]), spanID: id(record["spanId"]),
      name: record["eventName"]?.filledText ?? named.text("event.name") ?? "", start: at, end: at, scope: scope,
      resource: resource, attributes: named)
    part.body = record["body"].map(value)
    part.repeatsKeys = repeats
    return part
  }

  private static func id(_ value: JSONValue?) -> [UInt8] { value?.text.flatMap { Hexadecimal.bytes(of: $0) } ?? [] }

  private static func parent(_ value: JSONValue?) -> [UInt8]? {
    let id = id(value)
    return id.count == 8 && !id.allSatisfy { $0 == 0 } ? id : nil
  }

  /// Zero when it is missing, below zero when it is no time.
  private static func time(_ value: JSONValue?) -> Int64 {
    guard let value, !value.isNull else { return 0 }
    return value.integer ?? -1
  }

  private static func attributes(_ list: JSONValue?) -> (values: TracePart.Attributes, repeats: Bool) {
    var values: TracePart.Attributes = [:]
    var repeats = false
    for entry in list?.elements ?? [] {
      guard let key = entry["key"]?.text else { continue }
      if values.updateValue(value(entry["value"] ?? .null), forKey: key) != nil { repeats = true }
    }
    return (values, repeats)
  }

  /// A value of one of the kinds OTLP knows; null for an empty one, and for a kind nobody knows.
  private static func value(_ any: JSONValue) -> JSONValue {
    if let text = any["stringValue"] { return text.text == nil ? .null : text }
    if let bool = any["boolValue"] { return bool }
    if let integer = any["intValue"]?.integer { return .number(String(integer)) }
    if let double = any["doubleValue"] { return double }
    if let list = any["arrayValue"] { return .array((list["values"]?.elements ?? []).map(value)) }
    if let members = any["kvlistValue"] { return .object(attributes(members["values"]).values) }
    return any["bytesValue"] ?? .null
  }
}
