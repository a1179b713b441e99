import Governance
import Operations

/// What a board is asked for: whose figures, on which days.
struct DriftQuestion: Sendable, Equatable {
  var watched: Watched
  var frame: DriftFrame
}

/// Values of a figure on both sides.
struct DriftSample: Sendable {
  var figure: String
  var reference: [CountedValue]
  var window: [CountedValue]
}

/// What has come of a question so far.
struct DriftAnswers: Sendable {
  /// The moment they are of.
  var asOf: Instant?
  var behaviour: Behaviour?
  var judgements: Judgements?
  var outside: [OutsideDays] = []
  var meaning: VectorComparison?
  /// Of all versions, newest first.
  var evaluations: [Evaluation] = []
  var samples: [String: (reference: [CountedValue], window: [CountedValue])] = [:]

  static let sampled = ["tokens_in", "tokens_out", "latency", "cost"]

  /// Nil until calls are known.
  func board(of question: DriftQuestion) -> DriftBoard? {
    behaviour.map {
      DriftBoard(
        $0, judgements, outside: outside, meaning: meaning, evaluations: evaluations, frame: question.frame,
        samples: samples)
    }
  }
}

/// A board in every format there is, to be written to a file.
struct DriftFile: Sendable {
  let name: String
  let papers: [CardPaper]

  init(_ board: DriftBoard) throws(Problem) {
    name = board.watched.name
    var papers: [CardPaper] = []
    for format in DriftFormat.allCases {
      papers.append(
        CardPaper(format: format.rawValue, fileExtension: format.rawValue, bytes: try format.write(board)))
    }
    self.papers = papers
  }

  var exportForm: FormSpec {
    FormSpec(
      id: "drift-\(name)", title: "export · figures of \(name)",
      sentence: "Writes every figure by version and day. A file that is there already is not replaced unasked.",
      fields: [
        FormSpec.Field(
          name: "format", label: "format",
          kind: .choice(papers.map { FormSpec.Choice(code: $0.format, words: "\($0.format) (.\($0.fileExtension))") })),
        FormSpec.Field(name: "file", label: "file", kind: .line("drift-" + CardReading.fileName(for: name))),
      ], verb: "write the file", isRecorded: false)
  }
}
