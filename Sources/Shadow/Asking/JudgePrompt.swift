internal import Foundation
internal import Evidence
package import Governance

/// A judge's registered prompt: asks a model to rate an answer.
///
/// Its version's body holds `prompt_template`, and may hold `system_prompt` and `scale`, two numbers (1 and 10 unless
/// told). `{question}` stands for what the person said last, `{answer}` for the answer, `{conversation}` for all before it.
package struct JudgePrompt: Sendable, Equatable {
  package var system: String?
  package var template: String
  package var scale: ClosedRange<Double>

  /// - Throws: `shadow.judge` when the body is no judge's prompt.
  package init(body: [UInt8]) throws(Problem) {
    guard let document = try? JSONValue(body, policy: .generation), let template = document["prompt_template"]?.text,
      template.contains("{answer}")
    else {
      throw Problem(
        .badData, "shadow.judge", happened: "The judge's version is not a prompt that rates an answer.",
        because: "Its body has no prompt_template with {answer} in it.",
        remedy: "Name another version, or register one.")
    }
    self.template = template
    system = document["system_prompt"]?.text
    scale = 1...10
    if case .array(let ends)? = document["scale"], ends.count == 2, case .number(let low) = ends[0],
      case .number(let high) = ends[1], let least = Double(low), let most = Double(high), least < most
    {
      scale = least...most
    }
  }

  package func messages(conversation: [ChatMessage], answer: String) -> [ChatMessage] {
    let question = conversation.last { $0.role == "user" }?.content ?? ""
    let before = conversation.map { "\($0.role): \($0.content)" }.joined(separator: "\n\n")
    let filled = Self.fill(template, ["question": question, "answer": answer, "conversation": before])
    return (system.map { [ChatMessage(role: "system", content: $0)] } ?? []) + [
      ChatMessage(role: "user", content: filled)
    ]
  }

  /// The rating `[[7]]` or `[[7.5]]` that stands last in the judge's words; nil when there is none on the scale.
  package func rating(in words: String) -> Double? {
    guard let end = words.range(of: "]]", options: .backwards),
      let start = words[..<end.lowerBound].range(of: "[[", options: .backwards),
      let value = Double(words[start.upperBound..<end.lowerBound].filter { $0 != " " }), scale.contains(value)
    else { return nil }
    return value
  }

  /// Each slot once, in the template alone: what is filled in may hold braces of its own.
  private static func fill(_ template: String, _ slots: [String: String]) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      if let close = rest[open...].firstIndex(of: "}"), let value = slots[String(rest[rest.index(after: open)..<close])]
      {
        text += value
        rest = rest[rest.index(after: close)...]
      } else {
        text.append("{")
        rest = rest[rest.index(after: open)...]
      }
    }
    return text + rest
  }
}
