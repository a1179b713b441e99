import Evidence

/// Keys, signed notes and envelopes that others hand us.
enum SignedBytes {
  static let decoders = [
    Decoder(
      "ssh-key",
      seeds: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f name", "ssh-rsa AAAA"]
    ) { bytes in
      _ = (taken { try VerifyingKey(sshLine: text(bytes)) }, taken { try VerifyingKey(sshBlob: bytes) })
    },
    Decoder("private-key", seeds: [pem, pem.replacing("PRIVATE", with: "ENCRYPTED PRIVATE")]) { bytes in
      _ = (PersonalKey.isLocked(pem: text(bytes)), taken { try PersonalKey(pem: text(bytes), passphrase: nil) })
    },
    Decoder("envelope", seeds: [envelope]) { bytes in _ = DSSEEnvelope(json: bytes) },
    Decoder("signed-note", seeds: [note, note.replacing("\n", with: "\r\n")]) { bytes in
      guard let note = taken({ try SignedNote(reading: text(bytes)) }) else { return }
      guard let again = taken({ try SignedNote(reading: note.written) }) else { throw DecoderFault("unreadable") }
      try promise(again == note, "it is read back as another")
      _ = taken { try Checkpoint(text: note.text) }
    },
    Decoder("checkpoint", seeds: [checkpoint]) { bytes in _ = taken { try Checkpoint(text: text(bytes)) } },
    Decoder("note-key", seeds: ["o+00000000+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"]) { bytes in
      _ = taken { try NoteVerifierKey(text: text(bytes)) }
    },
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static let pem =
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----\n"
  private static let envelope =
    #"{"payloadType":"application/vnd.in-toto+json","payload":"e30=","signatures":[{"keyid":"k","sig":"AA=="}]}"#
  private static let checkpoint = "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
  private static let note = checkpoint + "\n— o AAAAAAA=\n"
}
