package import Evidence
package import Governance

/// A tracking server of MLflow, asked over its REST interface.
///
/// Source: https://mlflow.org/docs/latest/api_reference/rest-api.html, as MLflow 3.17 answers.
package protocol TrackingServer: Sendable {
  /// - Throws: `mlflow.unknown` for what is not there, kind `.unreachable` for what is worth another try.
  func ask(_ question: TrackingQuestion) async throws(Problem) -> JSONValue
}

/// One request to a tracking server.
package struct TrackingQuestion: Sendable {
  /// Below the server's address, such as `api/2.0/mlflow/runs/get`.
  package var path: String
  package var query: [(name: String, value: String)]
  /// Nil asks by GET.
  package var body: JSONValue?

  package init(_ path: String, query: [(name: String, value: String)] = [], body: JSONValue? = nil) {
    self.path = path
    self.query = query
    self.body = body
  }
}

/// An answer of a tracking server, before it is read.
package struct TrackingAnswer: Sendable {
  package var status: Int
  package var body: [UInt8]

  package init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }

  /// What it says, when it says yes.
  package func read(_ question: TrackingQuestion) throws(Problem) -> JSONValue {
    let value = try? JSONValue(BareNumbers.quoted(body), policy: .generation)
    if (200..<300).contains(status) {
      if let value, case .object = value { return value }
      throw Problem(
        .unreachable, "mlflow.answer", happened: "What answers \(question.path) is no tracking server of MLflow.",
        because: "It says yes with something that is no JSON object.",
        remedy: "Check the address: it ends before /api and /ajax-api.")
    }
    let words = value?["message"]?.text.map { String($0.prefix(300)) } ?? "It answered with status \(status)."
    switch status {
    case 401, 403:
      throw Problem(
        .notPermitted, "mlflow.refused", happened: "The tracking server lets us in no further.", because: words,
        remedy: "Give the program a token or a login for this host; see countersign sync mlflow --help.")
    case 404 where value?["error_code"]?.text == "RESOURCE_DOES_NOT_EXIST":
      throw Problem(.notFound, "mlflow.unknown", happened: "The tracking server has no such thing.", because: words)
    case 408, 425, 429, 500...:
      throw Problem(
        .unreachable, "mlflow.trouble", happened: "The tracking server has trouble with \(question.path).",
        because: words, remedy: "It is asked again when the source is looked at next.")
    default:
      throw Problem(
        .badData, "mlflow.request", happened: "The tracking server refuses \(question.path).", because: words)
    }
  }
}

/// `NaN` and the infinities as bare words, which some answers hold and JSON has no word for.
enum BareNumbers {
  /// The same text with each of them in quotes.
  static func quoted(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var kept = 0
    var place = 0
    var isText = false
    while place < text.count {
      let byte = text[place]
      if isText {
        if byte == UInt8(ascii: "\\") { place += 1 }
        if byte == UInt8(ascii: "\"") { isText = false }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if let word = words.first(where: { text[place...].starts(with: $0) }) {
        output += text[kept..<place] + [UInt8(ascii: "\"")] + word + [UInt8(ascii: "\"")]
        place += word.count
        kept = place
        continue
      }
      place += 1
    }
    return kept == 0 ? text : output + text[kept...]
  }

  private static let words = ["NaN", "-Infinity", "Infinity"].map { Array($0.utf8) }
}
