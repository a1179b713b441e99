/// A JSON value to be written once, keys in the order given.
indirect enum JSONText: Sendable {
  case text(String)
  case whole(Int)
  case number(Double)
  case truth(Bool)
  case list([JSONText])
  case object([(String, JSONText)])

  var written: String {
    switch self {
    case .text(let text): JSONText.quoted(text)
    case .whole(let number): String(number)
    case .number(let number): "\(number)"
    case .truth(let truth): truth ? "true" : "false"
    case .list(let values): "[" + values.map(\.written).joined(separator: ",") + "]"
    case .object(let pairs):
      "{" + pairs.map { JSONText.quoted($0) + ":" + $1.written }.joined(separator: ",") + "}"
    }
  }

  static func quoted(_ text: String) -> String { "\"" + escaped(text) + "\"" }

  /// RFC 8259 escapes for what must be escaped, everything else as it is.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          result += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}

extension JSONText: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .whole(value) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(booleanLiteral value: Bool) { self = .truth(value) }
  init(arrayLiteral elements: JSONText...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, JSONText)...) { self = .object(elements) }
}
