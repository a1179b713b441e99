import Evidence
import Governance

/// `retrieved` of the normalised shape: which rows of data were given as context.
struct RetrievalReading {
  private enum Name: UInt8, MemberName {
    case rank, index, index_version, namespace, dataset, dataset_version, row_key, score, data_class
    static let names = allNames()
  }

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
    let members = Members<Name>(of: node, in: document)
    guard let index = members[.index] else { throw .missing(path(".index")) }
    guard let key = members[.row_key] else { throw .missing(path(".row_key")) }
    var row = Retrieval(
      rank: rank, index: try document.name(index, path(".index")),
      rowKey: try document.name(key, path(".row_key"), atMost: longestPlaceName))
    if let value = members[.rank] {
      let rank = try document.integer(value, path(".rank"))
      guard (1...Int64(Int32.max)).contains(rank) else {
        throw Refusal("field.rank", "The field \(path(".rank")) does not count from 1.")
      }
      row.rank = Int(rank)
    }
    row.indexVersion = try document.optionalName(members[.index_version], path(".index_version"))
    row.namespace = try document.optionalName(members[.namespace], path(".namespace"), atMost: longestPlaceName)
    row.dataset = try document.optionalName(members[.dataset], path(".dataset"), atMost: longestPlaceName)
    row.datasetVersion = try document.optionalName(members[.dataset_version], path(".dataset_version"))
    if let value = members[.score] { row.score = try document.double(value, path(".score")) }
    if let value = members[.data_class] {
      row.dataClass = try DataClass.reading(value, of: document, path(".data_class"))
    }
    if !members.unknown.isEmpty { saysMore = true }
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
