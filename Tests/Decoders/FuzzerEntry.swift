import Foundation

/// The decoder that `COUNTERSIGN_DECODER` names; without one the fuzzer says what there is and ends.
private let chosen: Decoder? = getenv("COUNTERSIGN_DECODER").flatMap {
  DecoderIndex.decoder(named: String(cString: $0))
}

@_cdecl("fuzzer_begins")
func fuzzerBegins() -> Int32 {
  if chosen != nil { return 0 }
  print("Set COUNTERSIGN_DECODER to one of: \(DecoderIndex.all.map(\.name).joined(separator: " "))")
  exit(2)
}

/// A promise that is broken ends the process as a crash does, so that the fuzzer keeps the bytes.
@_cdecl("fuzzer_gives")
func fuzzerGives(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
  do {
    try chosen?.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
  } catch {
    FileHandle.standardError.write(Data("A promise is broken: \(error)\n".utf8))
    abort()
  }
}
