/// Safety checkers whose requests and answers are understood, by their form. Source of each: the checker's own reference.
package enum CheckerFormat: String, Sendable, CaseIterable {
  /// Azure AI Content Safety, `text:analyze` and `text:shieldPrompt`.
  case azure
  /// `POST /moderations` as OpenAI and compatible services answer it.
  case openai
  /// The words of Llama Guard 2, 3 and 4.
  case llamaGuard = "llama_guard"
  /// `POST /analyze` of Presidio's analyzer.
  case presidio
}
