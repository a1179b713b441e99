import Testing

@testable import Evidence

@Suite("Known members of an object")
struct JSONMembersTests {
  private let names = JSONNames(["id", "at", "model"])

  @Test("are found by name, whatever their order and escapes; null counts as missing")
  func found() throws {
    let document = try JSONDocument(
      Array(#"{"x":{"id":0},"\u0061t":[1,2],"id":null,"idd":1,"model":"m"}"#.utf8), policy: .artifact)
    let members = JSONMembers(names, of: JSONDocument.root, in: document)
    #expect(members[0] == nil)
    #expect(members[1].map { document.elements(of: $0).count } == 2)
    #expect(members[2].map(document.text) == "m")
    #expect(members.unknown.map(document.text) == ["x", "idd"])
  }

  @Test("are none in an empty object")
  func empty() throws {
    let document = try JSONDocument(Array("{}".utf8), policy: .artifact)
    let members = JSONMembers(names, of: JSONDocument.root, in: document)
    #expect((0..<3).allSatisfy { members[$0] == nil } && members.unknown.isEmpty)
  }
}
