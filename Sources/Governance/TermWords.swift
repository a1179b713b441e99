extension String {
  /// A term of the catalog in words: `prompt_injection` as *prompt injection*.
  ///
  /// Byte by byte: a list writes dozens of them a key, and a search through characters took a tenth of its drawing.
  package var termWords: String {
    var text = self
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { room in
        for (place, byte) in bytes.enumerated() { room[place] = byte == UInt8(ascii: "_") ? UInt8(ascii: " ") : byte }
        return bytes.count
      }
    }
  }
}
