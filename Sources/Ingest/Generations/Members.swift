import Evidence

/// The names of the members a format knows: cases spelled as the members are.
protocol MemberName: CaseIterable, RawRepresentable<UInt8>, Sendable {
  /// All names, made once.
  static var names: JSONNames { get }
}

extension MemberName {
  var name: String { String(describing: self) }

  static func allNames() -> JSONNames { JSONNames(allCases.map(\.name)) }
}

/// The members of one object, known ones by name.
struct Members<Name: MemberName> {
  private let members: JSONMembers

  init(of object: Int, in document: JSONDocument) {
    members = JSONMembers(Name.names, of: object, in: document)
  }

  /// The value's node; nil when the member is missing or null.
  subscript(_ name: Name) -> Int? { members[Int(name.rawValue)] }

  /// Key nodes of the members nobody knows, in the order of the text.
  var unknown: [Int] { members.unknown }
}
