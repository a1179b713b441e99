internal import Drift
internal import Evidence
package import Governance

/// A board as others read it: a line a figure, version and day.
package enum DriftFormat: String, Sendable, CaseIterable {
  case csv, json

  package func write(_ board: DriftBoard) throws(Problem) -> [UInt8] {
    switch self {
    case .csv: Array(DriftFormat.csv(board).utf8)
    case .json: try DriftFormat.json(board)
    }
  }

  private static func csv(_ board: DriftBoard) -> String {
    var lines = ["figure,version,day,value,n"]
    for measure in board.measures {
      for (version, days) in measure.versions.sorted(by: { $0.key < $1.key }) {
        for (day, moment) in zip(days, board.frame.days) where day.n > 0 {
          let value = day.value.map { "\($0)" } ?? ""
          let name =
            version.contains(where: { ",\"\r\n".contains($0) })
            ? "\"" + version.replacing("\"", with: "\"\"") + "\"" : version
          lines.append("\(measure.id),\(name),\(moment.day),\(value),\(day.n)")
        }
      }
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }

  private static func json(_ board: DriftBoard) throws(Problem) -> [UInt8] {
    func number(_ value: Double?) -> JSONValue { value.flatMap { $0.isFinite ? .number("\($0)") : nil } ?? .null }
    func object(_ members: [(String, JSONValue)]) -> JSONValue { .object(members.map { JSONValue.Member($0.0, $0.1) }) }
    func period(_ period: Period) -> JSONValue {
      object([("since", .string(period.since.rfc3339)), ("until", .string(period.until.rfc3339))])
    }
    func stand(_ stand: Measure.Stand) -> JSONValue {
      object([("value", number(stand.value)), ("n", .number(String(stand.n)))])
    }
    let measures = board.measures.map { measure in
      object([
        ("id", .string(measure.id)), ("reference", stand(measure.reference)), ("window", stand(measure.window)),
        ("verdict", .string(measure.verdict.code)), ("p", number(measure.pValue)),
        ("psi", number(measure.stability?.index)),
        (
          "versions",
          object(
            measure.versions.sorted { $0.key < $1.key }.map { version, days in
              (
                version,
                .array(
                  zip(days, board.frame.days).filter { $0.0.n > 0 }.map { day, moment in
                    object([
                      ("day", .string(moment.day)), ("value", number(day.value)), ("n", .number(String(day.n))),
                    ])
                  })
              )
            })
        ),
      ])
    }
    let document = object([
      ("artifact", .string(board.watched.name)), ("kind", .string(board.watched.kind.rawValue)),
      ("reference", period(board.frame.reference)), ("window", period(board.frame.window)),
      ("measures", .array(measures)),
    ])
    do {
      return try CanonicalJSON.bytes(of: document) + [0x0A]
    } catch {
      throw Problem(.fault, "drift.export", happened: "The figures could not be written as JSON.", because: "\(error)")
    }
  }
}

extension Measure.Verdict {
  /// Stable, for scripts.
  package var code: String {
    switch self {
    case .steady: "steady"
    case .moved: "moved"
    case .beyondLimit: "beyond_limit"
    case .tooFew: "too_few"
    case .notCompared: "not_compared"
    }
  }
}
