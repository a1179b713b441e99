/// A version's JSON body, written out to be read and compared line by line.
enum BodyText {
  /// One line a member, nested ones indented; a message stands under its role, text with line ends under its name.
  /// What is not JSON is shown as it is.
  static func lines(of json: String) -> [String] {
    guard let value = JSONTree(json) else {
      return json.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    var lines: [String] = []
    write(value, name: nil, margin: "", into: &lines)
    return lines
  }

  static func text(of json: String) -> String { lines(of: json).joined(separator: "\n") }

  private static func write(_ value: JSONTree, name: String?, margin: String, into lines: inout [String]) {
    let label = name.map { margin + $0 + ":" }
    switch value {
    case .word(let word): lines.append((label.map { $0 + " " } ?? margin) + word)
    case .text(let text): write(text, label: label, margin: margin, into: &lines)
    case .object(let members):
      if let message = message(members) {
        write(message.content, label: margin + message.role + ":", margin: margin, into: &lines)
        return
      }
      if let label { lines.append(members.isEmpty ? label + " none" : label) }
      let inner = label == nil ? margin : margin + "  "
      for member in members { write(member.value, name: member.name, margin: inner, into: &lines) }
    case .array(let items):
      let title = name ?? "items"
      if items.isEmpty { lines.append("\(margin)\(title): none") }
      for (place, item) in items.enumerated() {
        if case .object(let members) = item, message(members) != nil {
          write(item, name: nil, margin: margin, into: &lines)
        } else {
          write(item, name: "\(title) \(place + 1)", margin: margin, into: &lines)
        }
      }
    }
  }

  private static func write(_ text: String, label: String?, margin: String, into lines: inout [String]) {
    let rows = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard rows.count > 1 || text.count > 60 else {
      lines.append((label.map { $0 + " " } ?? margin) + text)
      return
    }
    if let label { lines.append(label) }
    lines += rows.map { margin + "  " + $0 }
  }

  /// An object of a role and a text, as prompts have them.
  private static func message(_ members: [JSONTree.Member]) -> (role: String, content: String)? {
    guard members.count == 2, case .text(let role)? = members.first(where: { $0.name == "role" })?.value,
      case .text(let content)? = members.first(where: { $0.name == "content" || $0.name == "text" })?.value
    else { return nil }
    return (role, content)
  }
}
