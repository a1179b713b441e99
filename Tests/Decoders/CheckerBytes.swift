import Governance
import Ingest
import Shadow

/// Answers of safety checkers and of services that run models.
enum CheckerBytes {
  static let decoders =
    CheckerFormat.allCases.map { format in
      Decoder("checker-" + format.rawValue.replacing("_", with: "-"), seeds: seeds[format] ?? []) { bytes in
        try promise(!format.flags(bytes, side: "output").isEmpty || format != .llamaGuard, "it says nothing at all")
      }
    } + [
      Decoder("chat-completion", seeds: [chat]) { bytes in _ = ChatCompletion.reply(bytes) }
    ]

  private static let seeds: [CheckerFormat: [String]] = [
    .azure: [
      #"{"blocklistsMatch":[{"blocklistName":"b"}],"categoriesAnalysis":[{"category":"Hate","severity":6}]}"#,
      #"{"userPromptAnalysis":{"attackDetected":true},"documentsAnalysis":[{"attackDetected":false}]}"#,
    ],
    .openai: [
      #"{"id":"m","model":"x","results":[{"flagged":true,"categories":{"hate":true,"illicit":null},"#
        + #""category_scores":{"hate":0.9,"illicit":null}}]}"#
    ],
    .llamaGuard: ["unsafe\nS1, S10", "\n\nsafe", "UNSAFE\r\nS99,", "{\"choices\":[]}"],
    .presidio: [#"[{"entity_type":"IBAN","start":0,"end":9223372036854775807,"score":0.85}]"#, "[]"],
  ]

  private static let chat =
    #"{"choices":[{"message":{"role":"assistant","content":[{"type":"text","text":"x"}]},"finish_reason":"stop"}],"#
    + #""usage":{"prompt_tokens":1,"completion_tokens":2}}"#
}
