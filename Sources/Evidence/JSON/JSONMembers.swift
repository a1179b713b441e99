/// The member names a reader knows, found by the bytes of a key without making a string of it.
package struct JSONNames: Sendable {
  private struct Name: Sendable {
    var bytes: [UInt8]
    var number: Int
  }
  fileprivate let count: Int
  private var byLength: [[Name]] = []

  /// A name's number is its place in `names`.
  package init(_ names: [String]) {
    count = names.count
    for (number, name) in names.enumerated() {
      let bytes = Array(name.utf8)
      while byLength.count <= bytes.count { byLength.append([]) }
      byLength[bytes.count].append(Name(bytes: bytes, number: number))
    }
  }

  fileprivate func number(of key: UnsafeBufferPointer<UInt8>) -> Int? {
    guard key.count < byLength.count else { return nil }
    for name in byLength[key.count] {
      var index = 0
      while index < key.count, key[index] == name.bytes[index] { index += 1 }
      if index == key.count { return name.number }
    }
    return nil
  }
}

/// Where the known members of one object are.
package struct JSONMembers: Sendable {
  private var values: [Int32]
  /// Key nodes of the members with other names, in the order of the text.
  package private(set) var unknown: [Int] = []

  package init(_ names: JSONNames, of object: Int, in document: JSONDocument) {
    values = [Int32](repeating: -1, count: names.count)
    document.withSource { source in
      let end = source.next(after: object)
      var key = object + 1
      while key < end {
        let number =
          source.nodes[key].escapes == .none
          ? names.number(of: source.bytes(of: key))
          : JSONEscapes.resolved(source.bytes(of: key)).withUnsafeBufferPointer(names.number(of:))
        if let number {
          values[number] = source.nodes[key + 1].kind == .null ? -1 : Int32(key + 1)
        } else {
          unknown.append(key)
        }
        key = source.next(after: key + 1)
      }
    }
  }

  /// The value's node; nil when the member is missing or null.
  package subscript(_ number: Int) -> Int? {
    values[number] < 0 ? nil : Int(values[number])
  }
}
