package import Evidence

/// A span, or a log record about one, whichever encoding of OTLP brought it.
package struct TracePart: Sendable, Equatable {
  package enum Kind: String, Sendable { case span, log }
  package typealias Attributes = [String: JSONValue]

  package struct Event: Sendable, Equatable {
    package var name: String
    package var attributes: Attributes
  }

  package var kind: Kind
  /// 16 bytes, not all zero.
  package var traceID: [UInt8]
  /// 8 bytes, not all zero; of a log record, the span it is about.
  package var spanID: [UInt8]
  package var parentID: [UInt8]?
  /// Of a log record, what kind of event it is.
  package var name: String
  /// Nanoseconds since 1970. A log record has one time: `end` is the same.
  package var start: Int64
  package var end: Int64
  package var failed = false
  package var scope: String
  package var resource: Attributes
  package var attributes: Attributes
  package var events: [Event] = []
  /// Of a log record.
  package var body: JSONValue?
  /// A key stood twice in one list of attributes; the last one was kept.
  package var repeatsKeys = false

  package init(
    kind: Kind, traceID: [UInt8], spanID: [UInt8], parentID: [UInt8]? = nil, name: String, start: Int64, end: Int64,
    scope: String = "", resource: Attributes = [:], attributes: Attributes = [:]
  ) {
    self.kind = kind
    self.traceID = traceID
    self.spanID = spanID
    self.parentID = parentID
    self.name = name
    self.start = start
    self.end = end
    self.scope = scope
    self.resource = resource
    self.attributes = attributes
  }

  /// `5b8efff798038103d269b633813fc60c/eee19b7ec3c1b174`: the id of the event a call becomes.
  package var eventID: String { Hexadecimal.text(of: traceID) + "/" + Hexadecimal.text(of: spanID) }

  /// What tells it apart within its trace: the span's id, or for a log record its digest.
  package func partID(digest: [UInt8]) -> [UInt8] { kind == .span ? spanID : digest }
}

extension TracePart {
  /// Why this part cannot be kept; nil when it can.
  var fault: Refusal? {
    if traceID.count != 16 || traceID.allSatisfy({ $0 == 0 }) {
      return Refusal("span.trace_id", "The trace id is not 16 bytes, or all of them are zero.")
    }
    if spanID.count != 8 || spanID.allSatisfy({ $0 == 0 }) {
      return Refusal("span.span_id", "The span id is not 8 bytes, or all of them are zero.")
    }
    if start <= 0 || end < 0 {
      return Refusal("span.time", "The time is missing, or before 1970 or after 2262.")
    }
    return nil
  }
}
