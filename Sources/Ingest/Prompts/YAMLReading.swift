internal import BoundedYAML
internal import Evidence
internal import Governance
internal import Yams

/// YAML, of which JSON is a part, as JSON values. What aliases would blow up is refused.
enum YAMLReading {
  private static let mostNodes = 100_000
  private static let deepest = 64

  static func value(of text: String) throws(Problem) -> JSONValue {
    let node: Node?
    do {
      node = try boundedYAML(text)
    } catch let error as TooManyAliases {
      throw .promptFile("\(error)")
    } catch {
      throw .promptFile("It is no YAML.")
    }
    guard let node else { throw .promptFile("It is empty.") }
    var left = mostNodes
    return try value(of: node, depth: 0, left: &left)
  }

  private static func value(of node: Node, depth: Int, left: inout Int) throws(Problem) -> JSONValue {
    left -= 1
    guard left > 0, depth < deepest else {
      throw .promptFile("It is nested too deeply, or refers to itself too often.")
    }
    switch node {
    case .scalar(let scalar): return self.scalar(node, scalar.string)
    case .sequence(let sequence):
      var items: [JSONValue] = []
      for item in sequence { items.append(try value(of: item, depth: depth + 1, left: &left)) }
      return .array(items)
    case .mapping(let mapping):
      var members: [JSONValue.Member] = []
      for (key, item) in mapping {
        guard let name = key.string else { throw .promptFile("A key is no text.") }
        members.append(.init(name, try value(of: item, depth: depth + 1, left: &left)))
      }
      return .object(members)
    case .alias: throw .promptFile("An alias stands where a value belongs.")
    }
  }

  private static func scalar(_ node: Node, _ text: String) -> JSONValue {
    if node.tag == .init(.str) { return .string(text) }
    if node.null != nil { return .null }
    if let truth = node.bool { return .bool(truth) }
    if let whole = node.int { return .number(String(whole)) }
    if let number = node.float, number.isFinite { return .number("\(number)") }
    return .string(text)
  }
}
