import Evidence

/// Lists that are spread over keys: `llm.input_messages.10.message.role`.
struct IndexedAttributes {
  /// Attributes of each element by the rest of their keys, in the order of the numbers; gaps are left out.
  private(set) var elements: [TracePart.Attributes]

  /// Largest number that is read: what is larger is no list.
  private static let most = 9999

  init(_ prefix: String, in attributes: TracePart.Attributes) {
    var found: [Int: TracePart.Attributes] = [:]
    let head = prefix + "."
    for (key, value) in attributes where key.utf8.starts(with: head.utf8) {
      let rest = key.dropFirst(head.count)
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard !digits.isEmpty, digits.utf8.count <= 4, let index = Int(digits), index <= IndexedAttributes.most else {
        continue
      }
      let name = rest.dropFirst(digits.count)
      guard name.isEmpty || name.first == "." else { continue }
      found[index, default: [:]][String(name.dropFirst())] = value
    }
    elements = found.sorted { $0.key < $1.key }.map(\.value)
  }

  var isEmpty: Bool { elements.isEmpty }
}
