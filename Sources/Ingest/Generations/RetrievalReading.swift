import Evidence
import Governance

/// `retrieved` of the normalised shape: which rows of data were given as context.
struct RetrievalReading {
  var retrievals: [Retrieval] = []
  /// Some row says more than the noun holds: the list belongs into the content as well.
  var saysMore = false

  init(_ list: Int?, of document: JSONDocument) throws(Refusal) {
    guard let list else { return }
    try document.require(.array, list, "retrieved")
    for (index, node) in document.elements(of: list).enumerated() {
      try read(node, of: document, rank: index + 1, path: { "retrieved[\(index)]" + $0 })
    }
  }

  private mutating func read(
    _ node: Int, of document: JSONDocument, rank: Int, path: (String) -> String
  ) throws(Refusal) {
    try document.require(.object, node, path(""))
    var index: String?
    var rowKey: String?
    var row = Retrieval(rank: rank, index: "", rowKey: "")
    try document.forEachMember(of: node) { (key, value) throws(Refusal) in
      guard document.kind(of: value) != .null else { return }
      switch document.text(of: key) {
      case "rank":
        let rank = try document.integer(value, path(".rank"))
        guard (1...Int64(Int32.max)).contains(rank) else {
          throw Refusal("field.rank", "The field \(path(".rank")) does not count from 1.")
        }
        row.rank = Int(rank)
      case "index": index = try document.name(value, path(".index"))
      case "index_version": row.indexVersion = try document.name(value, path(".index_version"))
      case "namespace": row.namespace = try document.name(value, path(".namespace"))
      case "dataset": row.dataset = try document.name(value, path(".dataset"))
      case "dataset_version": row.datasetVersion = try document.name(value, path(".dataset_version"))
      case "row_key": rowKey = try document.name(value, path(".row_key"))
      case "score": row.score = try document.double(value, path(".score"))
      case "data_class": row.dataClass = try DataClass.reading(value, of: document, path(".data_class"))
      default: saysMore = true
      }
    }
    guard let index else { throw .missing(path(".index")) }
    guard let rowKey else { throw .missing(path(".row_key")) }
    row.index = index
    row.rowKey = rowKey
    retrievals.append(row)
  }
}

extension DataClass {
  /// Green, yellow or red; nil for the word `unknown`.
  static func reading(
    _ node: Int, of document: JSONDocument, _ field: @autoclosure () -> String
  ) throws(Refusal) -> DataClass? {
    if document.text(of: node) == "unknown" { return nil }
    let dataClass: DataClass = try document.word(node, field())
    return dataClass
  }
}
