import Evidence

/// The names of the members a format knows: cases spelled as the members are.
protocol MemberName: CaseIterable, RawRepresentable<UInt8>, Sendable {
  static var table: MemberTable<Self> { get }
}

extension MemberName {
  var name: String { String(describing: self) }
}

/// Finds a known member by the bytes of its key, without making a string of it.
struct MemberTable<Name: MemberName>: Sendable {
  private struct Entry: Sendable {
    var bytes: [UInt8]
    var name: Name
  }
  private var byLength: [[Entry]] = []

  init() {
    for name in Name.allCases {
      let bytes = Array(name.name.utf8)
      while byLength.count <= bytes.count { byLength.append([]) }
      byLength[bytes.count].append(Entry(bytes: bytes, name: name))
    }
  }

  func name(of key: ArraySlice<UInt8>) -> Name? {
    guard key.count < byLength.count else { return nil }
    for entry in byLength[key.count] where key.elementsEqual(entry.bytes) { return entry.name }
    return nil
  }
}

/// The members of one object, known ones by name.
struct Members<Name: MemberName> {
  private var values: [Int32]
  /// Key nodes of the members nobody knows, in the order of the text.
  private(set) var unknown: [Int] = []

  init(of object: Int, in document: JSONDocument) {
    values = [Int32](repeating: -1, count: Name.allCases.count)
    let table = Name.table
    document.forEachMember(of: object) { key, value in
      if let name = table.name(of: document.textBytes(of: key)) {
        values[Int(name.rawValue)] = document.kind(of: value) == .null ? -1 : Int32(value)
      } else {
        unknown.append(key)
      }
    }
  }

  /// The value's node; nil when the member is missing or null.
  subscript(_ name: Name) -> Int? {
    let node = values[Int(name.rawValue)]
    return node < 0 ? nil : Int(node)
  }
}
