import Governance
import Operations

/// A neighbourhood in every format there is, to be written to a file.
struct LineageFile: Sendable {
  let name: String
  let papers: [CardPaper]

  init(_ around: LineageNeighbourhood) throws(Problem) {
    let root = around.places.first { $0.node.id == around.root }
    name = root.map { LineageWords.name(of: $0) } ?? "lineage"
    var papers: [CardPaper] = []
    for format in LineageFormat.allCases {
      papers.append(
        CardPaper(format: format.rawValue, fileExtension: format.fileExtension, bytes: try format.write(around)))
    }
    self.papers = papers
  }

  var exportForm: FormSpec {
    FormSpec(
      id: "lineage-\(name)", title: "export · lineage of \(name)",
      sentence: "Writes what was asked for, all steps, as it stands now. A file that is there is not replaced unasked.",
      fields: [
        FormSpec.Field(
          name: "format", label: "format",
          kind: .choice(papers.map { FormSpec.Choice(code: $0.format, words: "\($0.format) (.\($0.fileExtension))") })),
        FormSpec.Field(
          name: "file", label: "file", kind: .line("lineage-" + CardReading.fileName(for: name))),
      ], verb: "write the file", isRecorded: false)
  }
}
