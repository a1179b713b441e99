internal import CPostgres
package import Governance

extension Problem {
  /// Nothing names a catalog.
  package static var catalogNotNamed: Problem {
    Problem(
      .usage, "catalog.not-named", happened: "No catalog is named.",
      because:
        "Neither --catalog nor DATABASE_URL nor libpq's own settings (PGSERVICE, PGHOST, PGDATABASE …) say where it is.",
      remedy: "Try `countersign demo` for a sample world, or `countersign local` for an empty catalog of your own.")
  }

  static func cannotConnect(_ handle: OpaquePointer?) -> Problem {
    let words = handle.flatMap { PQerrorMessage($0) }.map { String(cString: $0).oneLine } ?? ""
    return Problem(
      .unreachable, "catalog.unreachable", happened: "The catalog cannot be reached.", because: words,
      remedy: "Check that its server runs and that the connection settings are right.")
  }

  static var catalogLost: Problem {
    Problem(
      .unreachable, "catalog.lost", happened: "The connection to the catalog was lost.",
      remedy: "Try again once it is back; what you wrote is kept.")
  }

  /// What the server answered, in our words.
  init(result: OpaquePointer) {
    func field(_ code: Int32) -> String {
      PQresultErrorField(result, code).map { String(cString: $0) } ?? ""
    }
    let state = field(Int32(UInt8(ascii: "C")))
    let message = field(Int32(UInt8(ascii: "M"))).oneLine
    let detail = field(Int32(UInt8(ascii: "D"))).oneLine
    let hint = field(Int32(UInt8(ascii: "H"))).oneLine
    let name = field(Int32(UInt8(ascii: "n")))
    switch state {
    case "CS403": self.init(.notPermitted, name, happened: message, because: detail, remedy: hint)
    case "CS404": self.init(.notFound, name, happened: message, because: detail, remedy: hint)
    case "CS409", "CS423": self.init(.conflict, name, happened: message, because: detail, remedy: hint)
    case "CS422": self.init(.badData, name, happened: message, because: detail, remedy: hint)
    case "42501":
      self.init(
        .notPermitted, "right.missing", happened: "Your login has no right to this.",
        because: message.replacing("permission denied for", with: "Its rights do not reach the") + ".",
        remedy: "Ask an administrator for `countersign catalog grant`.")
    case "3F000", "42P01", "42883":
      self.init(
        .unsuitable, "catalog.schema", happened: "This database holds no catalog this program can read.",
        because: message, remedy: "Run `countersign catalog status`, then `countersign catalog migrate` as its owner.")
    case "57014": self.init(.cancelled, "catalog.cancelled", happened: "The query was cancelled.")
    case "40001", "40P01":
      self.init(
        .conflict, "catalog.busy", happened: "Someone else changed the same thing at the same moment.",
        remedy: "Try again.")
    case "53100":
      self.init(
        .unreachable, "catalog.disk-full", happened: "The catalog's disk is full.", remedy: "Make room on its server.")
    case _ where state.hasPrefix("08") || state.hasPrefix("57P"):
      self = .catalogLost
    // Classes 22 and 23 quote values in their message; those may hold what a person wrote.
    case _ where state.hasPrefix("22") || state.hasPrefix("23"):
      self.init(
        .fault, "catalog.refused", happened: "The catalog refused the data (SQLSTATE \(state)).", because: name,
        remedy: "Report this: the program should have said it better.")
    default:
      self.init(
        .fault, "catalog.error", happened: "The catalog answered with an error (SQLSTATE \(state)).", because: message,
        remedy: "Report this: the program should have said it better.")
    }
  }
}

extension String {
  /// Without line breaks and other controls, for a message of one line.
  fileprivate var oneLine: String {
    let lines = split(whereSeparator: \.isNewline).map { $0.trimmingPrefix(while: { $0 == " " || $0 == "\t" }) }
    let text = lines.filter { !$0.isEmpty }.reduce(into: "") { text, line in
      if let last = text.last { text += ".?!:,;".contains(last) ? " " : ". " }
      text += line
    }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 })
    )
  }
}
