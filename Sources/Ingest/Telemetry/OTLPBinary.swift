import Evidence
import Foundation
import OpenTelemetryProto
import SwiftProtobuf

/// OTLP/HTTP in protobuf.
package enum OTLPBinary {
  /// - Throws: what makes the whole request unreadable.
  package static func traces(_ bytes: [UInt8]) throws(Refusal) -> TelemetryBatch {
    var batch = TelemetryBatch()
    for group in try message(bytes, Otlp_TraceRequest.self).resourceSpans {
      let resource = attributes(group.resource.attributes).values
      for scope in group.scopeSpans {
        for span in scope.spans { batch.add(part(span, resource: resource, scope: kept(scope.scope.name))) }
      }
    }
    return batch
  }

  /// - Throws: what makes the whole request unreadable.
  package static func logs(_ bytes: [UInt8]) throws(Refusal) -> TelemetryBatch {
    var batch = TelemetryBatch()
    for group in try message(bytes, Otlp_LogsRequest.self).resourceLogs {
      let resource = attributes(group.resource.attributes).values
      for scope in group.scopeLogs {
        for record in scope.logRecords { batch.add(log(record, resource: resource, scope: kept(scope.scope.name))) }
      }
    }
    return batch
  }

  /// - Throws: what makes the whole request unreadable.
  package static func metrics(_ bytes: [UInt8]) throws(Refusal) -> [CallCount] {
    var counts: [CallCount] = []
    func add(
      _ resource: TracePart.Attributes, _ named: [Otlp_KeyValue], _ start: UInt64, _ end: UInt64, _ count: UInt64
    ) {
      CallCount(
        resource: resource, attributes: attributes(named).values, start: time(start), end: time(end),
        count: Int64(clamping: count)
      ).map { counts.append($0) }
    }
    for group in try message(bytes, Otlp_MetricsRequest.self).resourceMetrics {
      let resource = attributes(group.resource.attributes).values
      for metric in group.scopeMetrics.flatMap(\.metrics) where metric.name == CallCount.metric {
        for point in metric.histogram.dataPoints {
          add(resource, point.attributes, point.startTimeUnixNano, point.timeUnixNano, point.count)
        }
        for point in metric.exponentialHistogram.dataPoints {
          add(resource, point.attributes, point.startTimeUnixNano, point.timeUnixNano, point.count)
        }
      }
    }
    return counts
  }

  /// The answer to a request, of which `rejected` records were not taken.
  package static func answer(rejected: Int, because: String) -> [UInt8] {
    var answer = Otlp_ExportResponse()
    if rejected > 0 || !because.isEmpty {
      answer.partialSuccess = .with {
        $0.rejected = Int64(rejected)
        $0.errorMessage = because
      }
    }
    return (try? answer.serializedBytes()) ?? []
  }

  /// The answer to a request that was not taken at all. `code` as gRPC counts: 3 for a bad request.
  package static func refusal(code: Int32, _ message: String) -> [UInt8] {
    let status = Otlp_RefusalStatus.with {
      $0.code = code
      $0.message = message
    }
    return (try? status.serializedBytes()) ?? []
  }

  private static func message<Kind: Message>(_ bytes: [UInt8], _: Kind.Type) throws(Refusal) -> Kind {
    var options = BinaryDecodingOptions()
    options.messageDepthLimit = 64
    options.discardUnknownFields = true
    do {
      return try Kind(serializedBytes: bytes, options: options)
    } catch {
      throw Refusal("otlp.protobuf", "The request is no protobuf of OTLP.")
    }
  }

  private static func part(_ span: Otlp_Span, resource: TracePart.Attributes, scope: String) -> TracePart {
    let (named, repeats) = attributes(span.attributes)
    let parent = Array(span.parentSpanID)
    var part = TracePart(
      kind: .span, traceID: Array(span.traceID), spanID: Array(span.spanID),
      parentID: parent.count == 8 && !parent.allSatisfy { $0 == 0 } ? parent : nil, name: kept(span.name),
      start: time(span.startTimeUnixNano), end: time(span.endTimeUnixNano), scope: scope, resource: resource,
      attributes: named)
    part.failed = span.status.code == 2
    part.repeatsKeys = repeats
    part.events = span.events.map { TracePart.Event(name: $0.name, attributes: attributes($0.attributes).values) }
    return part
  }

  private static func log(_ record: Otlp_LogRecord, resource: TracePart.Attributes, scope: String) -> TracePart {
    let (named, repeats) = attributes(record.attributes)
    let at = time(record.timeUnixNano > 0 ? record.timeUnixNano : record.observedTimeUnixNano)
    var part = TracePart(
      kind: .log, traceID: Array(record.traceID), spanID: Array(record.spanID),
      name: record.eventName.isEmpty ? named.text("event.name") ?? "" : kept(record.eventName), start: at, end: at,
      scope: scope, resource: resource, attributes: named)
    part.body = record.hasBody ? value(record.body) : nil
    part.repeatsKeys = repeats
    return part
  }

  /// U+0000 becomes U+2400, as it does in JSON: the catalog cannot hold it.
  private static func kept(_ text: String) -> String {
    text.utf8.contains(0) ? text.replacing("\0", with: "\u{2400}") : text
  }

  /// Below zero when it lies beyond what 64 bits with a sign hold.
  private static func time(_ nanoseconds: UInt64) -> Int64 { Int64(exactly: nanoseconds) ?? -1 }

  private static func attributes(_ list: [Otlp_KeyValue]) -> (values: TracePart.Attributes, repeats: Bool) {
    var values: TracePart.Attributes = [:]
    var repeats = false
    for entry in list where values.updateValue(value(entry.value), forKey: kept(entry.key)) != nil { repeats = true }
    return (values, repeats)
  }

  private static func value(_ any: Otlp_AnyValue) -> JSONValue {
    switch any.value {
    case .stringValue(let text): .string(kept(text))
    case .boolValue(let bool): .bool(bool)
    case .intValue(let integer): .number(String(integer))
    case .doubleValue(let double): double.isFinite ? .number(String(double)) : .string(String(double))
    case .arrayValue(let list): .array(list.values.map(value))
    case .kvlistValue(let list): .object(attributes(list.values).values)
    case .bytesValue(let bytes): .string(bytes.base64EncodedString())
    case nil: .null
    }
  }
}
