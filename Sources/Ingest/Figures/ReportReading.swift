package import Evidence

/// Makes lines of our own shape of what others write: an OpenAI Evals log, a run or the metrics of MLflow; our own lines pass.
///
/// Each line that comes out stands for itself, with the digest of its report, so that one that is refused can be taken again
/// from quarantine. What cannot be told apart passes as it is, and is refused where lines are read.
package struct ReportReading {
  /// What a line or a report does not say itself: members of our own shape.
  let defaults: [JSONValue.Member]
  private var shape = Shape.undecided
  /// A document over several lines, with the number of its first.
  private var document: (number: Int, bytes: [UInt8])?
  private var log: EvalsLog?
  /// Of reports whose digest is known at the end, with the line they begin on.
  private var reports: [(number: Int, raw: [UInt8], members: [[JSONValue.Member]])] = []

  private enum Shape { case undecided, lines, document }

  /// Longest document over several lines, in bytes.
  static let longest = 64 << 20

  package init(defaults: [JSONValue.Member] = []) { self.defaults = defaults }

  /// - Returns: the lines that are complete with this one.
  package mutating func take(_ line: LineReader.Line) -> [ReportLine] {
    guard case .bytes(let bytes) = line.content else { return [ReportLine(line)] }
    if shape == .document {
      document?.bytes.append(UInt8(ascii: "\n"))
      document?.bytes.append(contentsOf: bytes)
      guard let count = document?.bytes.count, count > Self.longest else { return [] }
      document = nil
      shape = .lines
      return [
        ReportLine(
          number: line.number, raw: [],
          refusal: Refusal("report.long", "The document is longer than \(Self.longest) bytes."))
      ]
    }
    if shape == .undecided, bytes.filter({ !LineReader.isSpace($0) }) == [UInt8(ascii: "{")] {
      shape = .document
      document = (line.number, bytes)
      return []
    }
    guard let value = try? JSONValue(bytes, policy: .generation), case .object = value else {
      if !bytes.allSatisfy(LineReader.isSpace) { shape = .lines }
      return [ReportLine(line)]
    }
    shape = .lines
    return take(value, line, bytes)
  }

  /// - Takes: the SHA-256 of all bytes, in hexadecimal digits: a report that stands alone is known by it.
  package mutating func finish(digest: String) -> [ReportLine] {
    var lines: [ReportLine] = []
    if let whole = document {
      document = nil
      shape = .lines
      let line = LineReader.Line(number: whole.number, offset: 0, content: .bytes(whole.bytes))
      if let value = try? JSONValue(whole.bytes, policy: .generation) {
        lines += take(value, line, whole.bytes)
      } else {
        lines.append(ReportLine(line))
      }
    }
    lines += endLog()
    let isAlone = reports.count == 1
    for report in reports {
      let own = isAlone ? digest : ContentDigest(of: report.raw).hex
      for members in report.members {
        let whole = members + [.init("report_digest", .string("sha256:" + own))]
        lines.append(completed(whole, report.number, report.raw))
      }
    }
    reports = []
    return lines
  }

  private mutating func take(_ value: JSONValue, _ line: LineReader.Line, _ bytes: [UInt8]) -> [ReportLine] {
    if let begun = EvalsLog(value, line.number, bytes) {
      let before = endLog()
      log = begun
      return before
    }
    if log != nil {
      log?.take(value, bytes)
      return []
    }
    if let run = MLflowRun(value) {
      do throws(Refusal) {
        reports.append((line.number, bytes, try run.figures()))
        return []
      } catch {
        return [ReportLine(number: line.number, raw: bytes, refusal: error)]
      }
    }
    guard case .object(let members) = value, !defaults.isEmpty else { return [ReportLine(line)] }
    return [completed(members, line.number, bytes)]
  }

  private mutating func endLog() -> [ReportLine] {
    guard let ended = log else { return [] }
    log = nil
    do throws(Refusal) {
      reports.append((ended.number, ended.raw, try ended.figures()))
      return []
    } catch {
      return [ReportLine(number: ended.number, raw: ended.raw, refusal: error)]
    }
  }

  /// With the defaults for what it does not say.
  private func completed(_ members: [JSONValue.Member], _ number: Int, _ raw: [UInt8]) -> ReportLine {
    let said = Set(members.map(\.key))
    let isShare = said.contains("hits")
    let whole = members.filter { !(isShare && $0.key == "value") } + defaults.filter { !said.contains($0.key) }
    let bytes = try? CanonicalJSON.bytes(of: .object(whole), policy: .generation)
    return ReportLine(number: number, raw: bytes ?? raw)
  }
}

/// A line of our own shape, or one that was refused before it was read.
package struct ReportLine: Sendable, Equatable {
  /// Of the line, or of the first line of its report.
  package var number: Int
  package var raw: [UInt8]
  package var refusal: Refusal?

  package init(number: Int, raw: [UInt8], refusal: Refusal? = nil) {
    self.number = number
    self.raw = raw
    self.refusal = refusal
  }

  package init(_ line: LineReader.Line) {
    switch line.content {
    case .bytes(let bytes): self.init(number: line.number, raw: bytes)
    case .tooLong(let refusal): self.init(number: line.number, raw: [], refusal: refusal)
    }
  }
}

extension JSONValue {
  /// A number as it is written.
  var numberText: String? {
    guard case .number(let text) = self else { return nil }
    return text
  }

  var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }
}
