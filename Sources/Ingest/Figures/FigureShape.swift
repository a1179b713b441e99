import Evidence
import Governance

/// Our own shape of a figure, one JSON object a line.
///
/// Needed are `artifact`, `version`, `metric`, and `value` or `hits` with `n`; of an evaluation `suite`, of a metric `at`.
/// A member that nobody knows is refused: a limit that is spelled wrong would be no limit.
struct FigureShape {
  private let document: JSONDocument
  private let members: Members<Name>

  enum Name: UInt8, MemberName {
    case artifact, version, environment, slice, suite, metric, value, hits, n, at, limit, at_least, kind, supplier
    case report_digest, dataset, dataset_version, judge, judge_version
    static let names = allNames()
  }

  /// Longest text of a member, in characters.
  static let longest = 200

  init(_ document: JSONDocument) {
    self.document = document
    members = Members(of: JSONDocument.root, in: document)
  }

  /// - Takes: `kinds` are those that are taken, the first for a line that does not say.
  func figure(kinds: [OutsideFigure.Kind], producer: String, line: [UInt8]) throws(Refusal) -> OutsideFigure {
    if let key = members.unknown.first {
      throw Refusal("field.unknown", "The field \(Self.short(document.text(of: key))) is not known.")
    }
    var figure = OutsideFigure(
      artifact: try needed(.artifact), version: try needed(.version), metric: try needed(.metric),
      supplier: try text(.supplier) ?? producer, report: try report(of: line))
    figure.kind = kinds.first ?? .evaluation
    if let node = members[.kind] {
      figure.kind = try document.word(node, "kind")
      guard kinds.contains(figure.kind) else {
        throw Refusal("field.kind", "A figure of the kind \(figure.kind.rawValue) is handed in elsewhere.")
      }
    }
    figure.environment = try text(.environment)
    figure.slice = try text(.slice)
    figure.suite = try text(.suite)
    figure.dataset = try text(.dataset)
    figure.datasetVersion = try text(.dataset_version)
    figure.judge = try text(.judge)
    figure.judgeVersion = try text(.judge_version)
    figure.n = try document.count(members[.n], "n")
    if let node = members[.at] { figure.at = try EventTime(node, of: document, "at").instant }
    if let node = members[.limit] { figure.limit = try document.double(node, "limit") }
    if let node = members[.at_least] { figure.atLeast = try document.bool(node, "at_least") }
    try readValue(into: &figure)
    if figure.kind == .metric, figure.at == nil { throw .missing("at") }
    if figure.kind == .evaluation, figure.suite == nil { throw .missing("suite") }
    return figure
  }

  private func readValue(into figure: inout OutsideFigure) throws(Refusal) {
    figure.hits = try document.count(members[.hits], "hits")
    if let hits = figure.hits {
      guard members[.value] == nil else {
        throw Refusal("field.value", "A figure has a value, or hits of n: this one has both.")
      }
      guard let n = figure.n, n > 0, hits <= n else {
        throw Refusal("field.hits", "The hits must be at most n, and n at least 1.")
      }
    } else {
      guard let node = members[.value] else { throw .missing("value") }
      figure.value = try document.double(node, "value")
    }
  }

  private func needed(_ name: Name) throws(Refusal) -> String {
    guard let text = try text(name) else { throw .missing(name.name) }
    return text
  }

  /// Nil when it is missing or empty.
  private func text(_ name: Name) throws(Refusal) -> String? {
    guard let text = try document.filledName(members[name], name.name) else { return nil }
    guard text.unicodeScalars.count <= Self.longest,
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw Refusal(
        "field.text", "The field \(name.name) is longer than \(Self.longest) characters or has control characters.")
    }
    return text
  }

  /// A line that names no report is its own.
  private func report(of line: [UInt8]) throws(Refusal) -> [UInt8] {
    guard let text = try text(.report_digest) else {
      do {
        return ContentDigest(of: try CanonicalJSON.bytes(of: JSONValue(document, JSONDocument.root))).bytes
      } catch {
        return ContentDigest(of: line).bytes
      }
    }
    do {
      return try ContentDigest(text: text).bytes
    } catch {
      throw Refusal("field.digest", "The field report_digest is not sha256: and 64 hexadecimal digits in lower case.")
    }
  }

  private static func short(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.prefix(40).filter { $0.properties.generalCategory != .control }))
  }
}

extension LineFormat {
  /// A line of our own shape.
  static func figure(in line: [UInt8], kinds: [OutsideFigure.Kind], producer: String) -> LineOutcome {
    if line.allSatisfy(LineReader.isSpace) { return .blank }
    do throws(Refusal) {
      let document: JSONDocument
      do throws(JSONRefusal) {
        document = try JSONDocument(line, policy: .generation)
      } catch {
        throw Refusal("line.json", "The line is no JSON that can be taken. \(error.sentence)")
      }
      guard document.kind(of: JSONDocument.root) == .object else {
        throw Refusal("line.object", "The line is no JSON object.")
      }
      return .figure(try FigureShape(document).figure(kinds: kinds, producer: producer, line: line))
    } catch {
      return .refused(error)
    }
  }
}
