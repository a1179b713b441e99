/// Every decoder that takes bytes from outside, by name.
package enum DecoderIndex {
  package static let all: [Decoder] =
    [
      JSONBytes.decoders, LineBytes.decoders, TelemetryBytes.decoders, CheckerBytes.decoders, TrackingBytes.decoders,
      PackedBytes.decoders, TableBytes.decoders, WrittenBytes.decoders, TypedBytes.decoders, SignedBytes.decoders,
    ].flatMap { $0 }

  package static func decoder(named name: String) -> Decoder? { all.first { $0.name == name } }
}
