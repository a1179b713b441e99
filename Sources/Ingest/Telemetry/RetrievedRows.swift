import Evidence

/// Rows of data that a span fetched, as `retrieved` of the normalised event. A row without any name of its own is left out:
/// nothing could be found by it.
struct RetrievedRows {
  private(set) var rows: [JSONValue] = []

  init(_ span: TracePart) {
    let attributes = span.attributes
    let metadata = attributes["metadata"]?.unpacked
    let index =
      attributes.text(
        "gen_ai.data_source.id", "db.collection.name", "traceloop.association.properties.ls_retriever_name")
      ?? metadata?["ls_retriever_name"]?.filledText ?? span.name
    for document in documents(attributes) {
      let about = document["metadata"]?.unpacked
      guard
        let key = document["id"]?.filledText ?? about?["doc_id"]?.filledText ?? about?["id"]?.filledText
          ?? about?["row_key"]?.filledText ?? digest(of: document["content"])
      else { continue }
      rows.append(
        .object(present: [
          ("index", .string(index)), ("row_key", .string(key)),
          ("index_version", (about?["index_version"]?.filledText).map { .string($0) }),
          ("namespace", (about?["namespace"]?.filledText).map { .string($0) }),
          ("dataset", (about?["dataset"]?.filledText ?? about?["source"]?.filledText).map { .string($0) }),
          ("dataset_version", (about?["dataset_version"]?.filledText).map { .string($0) }),
          ("data_class", about?["data_class"].flatMap { ["green", "yellow", "red"].contains($0.text) ? $0 : nil }),
          ("score", document["score"]?.double.map { .number(String($0)) }),
        ]))
    }
  }

  private func documents(_ attributes: TracePart.Attributes) -> [TracePart.Attributes] {
    let numbered = IndexedAttributes("retrieval.documents", in: attributes)
    if !numbered.isEmpty {
      return numbered.elements.map { element in
        TracePart.Attributes(
          element.compactMap { key, value in
            key.hasPrefix("document.") ? (String(key.dropFirst("document.".count)), value) : nil
          }, uniquingKeysWith: { first, _ in first })
      }
    }
    let list =
      attributes["gen_ai.retrieval.documents"]?.unpacked
      ?? attributes["traceloop.entity.output"]?.unpacked?["documents"]
    return (list?.elements ?? []).compactMap { element in
      guard var document = element.attributes else { return nil }
      if let content = document["page_content"] { document["content"] = content }
      return document
    }
  }

  private func digest(of content: JSONValue?) -> String? {
    content?.filledText.map { ContentDigest(of: Array($0.utf8)).text }
  }
}
