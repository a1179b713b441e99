/// A document's bytes and nodes while they are borrowed: walking them costs no reference counting.
struct JSONSource {
  let text: UnsafeBufferPointer<UInt8>
  let nodes: UnsafeBufferPointer<JSONDocument.Node>

  /// Without the quotes of a string.
  func bytes(of node: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[Int(nodes[node].start)..<Int(nodes[node].end)])
  }

  func next(after node: Int) -> Int { Int(nodes[node].next) }

  /// The key nodes of an object, in the order of the text.
  func keys(of object: Int) -> [Int] {
    var keys: [Int] = []
    let end = next(after: object)
    var key = object + 1
    while key < end {
      keys.append(key)
      key = next(after: key + 1)
    }
    return keys
  }
}

extension JSONDocument {
  func withSource<Result, Failure: Error>(
    _ body: (JSONSource) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBufferPointer { (text) throws(Failure) -> Result in
      try nodes.withUnsafeBufferPointer { (nodes) throws(Failure) -> Result in
        try body(JSONSource(text: text, nodes: nodes))
      }
    }
  }
}
