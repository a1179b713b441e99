/// JSON on a terminal.
enum PrintedJSON {
  /// The same document with DEL and the C1 controls as escapes: the grammar lets them stand in a string as they are, and a
  /// terminal obeys them.
  ///
  /// - Takes: a document in UTF-8 whose other controls are escaped already.
  static func escaped(_ document: [UInt8]) -> [UInt8] {
    guard document.contains(where: { $0 == 0x7F || $0 == 0xC2 }) else { return document }
    var printed: [UInt8] = []
    printed.reserveCapacity(document.count + 64)
    var rest = document[...]
    while let byte = rest.popFirst() {
      if byte == 0x7F {
        printed += Array("\\u007f".utf8)
      } else if byte == 0xC2, let next = rest.first, (0x80...0x9F).contains(next) {
        rest.removeFirst()
        printed += Array("\\u00\(String(next, radix: 16))".utf8)
      } else {
        printed.append(byte)
      }
    }
    return printed
  }
}
