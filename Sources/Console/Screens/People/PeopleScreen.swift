import Governance
import Operations
import Terminal

/// The people with their rights, and who signs for whom.
struct PeopleScreen: TabularScreen {
  enum Message: Sendable {
    case listed(Result<[PersonRow], Problem>, PageRequest)
    case delegate
    case chosen(PersonRow, FormAnswer)
    case end
    case ended(Int64, FormAnswer)
    case recorded(Result<Recorded, Problem>)
  }

  static let name = ScreenName.people
  static let title = "People"
  static let keys = KeyTable<Self, Message>([
    Binding([.character("D")], "let them sign for you", .delegate, unless: \.whyNotDelegate),
    Binding([.character("u")], "end the delegation", .end, unless: \.whyNotEnd),
  ])

  var sight: Sight
  var list = PagedList<PersonRow>()

  init(sight: Sight) { self.sight = sight }

  var motions: [Motion] { Motion.scrolling + sidewaysMotions }

  var subject: Subject {
    list.current.map { .shown("person \($0.person) \($0.delegation ?? 0)") } ?? .nothing
  }

  var whyNotDelegate: String? {
    guard let row = list.current else { return "Nobody is chosen." }
    guard let officer = sight.officer, officer.roles.contains("approver") else {
      return "You have no signature to pass on."
    }
    if row.person == officer.person { return "Nobody signs for themselves." }
    return row.roles.contains("approver") ? "They can sign themselves: a delegation never adds a vote." : nil
  }

  var whyNotEnd: String? { list.current?.delegation == nil ? "They are in no delegation." : nil }

  mutating func update(_ message: Message) -> [Effect<Message>] {
    switch message {
    case .listed(.success(let rows), let request):
      list.take(Page(rows, next: nil, isFirst: true), for: request)
    case .listed(.failure(let problem), _):
      return problem.kind == .unreachable || problem.kind == .cancelled ? [] : [.tell(problem)]
    case .delegate:
      guard let row = list.current else { return [] }
      return [.ask(PeopleForms.delegate(to: row)) { .chosen(row, $0) }]
    case .chosen(let row, let answer):
      guard let days = Int64(answer["days"]), (1...90).contains(days) else {
        return [
          .formRefused(
            Problem(
              .usage, "delegation.until", happened: "A delegation lasts 1 to 90 days.", remedy: "Type another number."))
        ]
      }
      let until = sight.now.advanced(bySeconds: days * 86_400)
      let reason = answer["reason"]
      return [
        .write("the delegation") { desk throws(Problem) in
          try await desk.delegate(to: row.person, until: until, reason: reason)
        } then: {
          .recorded($0)
        }
      ]
    case .end:
      guard let row = list.current, let delegation = row.delegation else { return [] }
      return [.ask(PeopleForms.end(row)) { .ended(delegation, $0) }]
    case .ended(let delegation, let answer):
      let reason = answer["reason"]
      return [
        .write("the end of the delegation") { desk throws(Problem) in
          try await desk.endDelegation(delegation, reason: reason)
        } then: {
          .recorded($0)
        }
      ]
    case .recorded(.success(let recorded)): return [.formDone, .say(Notice(recorded))] + refresh()
    case .recorded(.failure(let problem)): return [.formRefused(problem)]
    }
    return []
  }

  mutating func refresh() -> [Effect<Message>] {
    let request = list.reload()
    return [
      .load("list", "the people") { desk throws(Problem) in
        try await desk.people()
      } then: {
        .listed($0, request)
      }
    ]
  }

  mutating func move(_ motion: Motion) -> [Effect<Message>] {
    _ = list.move(motion)
    return []
  }

  mutating func click(row: Int, column: Int) -> [Effect<Message>] {
    let rows = PeoplePicture.rows(sight.size)
    if rows.contains(Position(row: row, column: column)) { list.pick(row: row - rows.row) }
    return []
  }

  mutating func settle() -> [Effect<Message>] {
    fitList(PeoplePicture.rows(sight.size))
    return []
  }

  var reader: ListReader<PersonRow> {
    { desk, _, _ throws(Problem) in Page(rows: try await desk.people()) }
  }

  func render(in size: Size) -> Frame { PeoplePicture(screen: self, size: size).frame() }
}

/// What is asked before a signature is passed on, and before that ends.
enum PeopleForms {
  static func delegate(to row: PersonRow) -> FormSpec {
    FormSpec(
      id: "delegate-\(row.person)", title: "let \(row.name) sign for you",
      sentence:
        "\(row.name) may sign promotions for you, shown as theirs for yours. It adds no vote: what you may not sign they may "
        + "not either.",
      fields: [
        FormSpec.Field(name: "days", label: "days", kind: .number(7, within: 1...90)),
        FormSpec.Field(
          name: "reason", label: "reason", kind: .words(numbered: ["on leave", "ill", "at another task"])),
      ], verb: "delegate")
  }

  static func end(_ row: PersonRow) -> FormSpec {
    let words =
      row.signsFor.map { "\(row.name) signs for \($0) no more." }
      ?? "\(row.deputy ?? "") signs for \(row.name) no more."
    return FormSpec(
      id: "delegation-\(row.delegation ?? 0)", title: "end the delegation", sentence: words,
      fields: [
        FormSpec.Field(name: "reason", label: "reason", kind: .words(numbered: ["back again", "no longer needed"]))
      ],
      verb: "end")
  }
}

/// Draws the list of people.
struct PeoplePicture {
  let screen: PeopleScreen
  let size: Size

  static func rows(_ size: Size) -> Area {
    Area(row: 0, column: 0, rows: size.rows, columns: size.columns).inset().split(top: 1).bottom
  }

  func frame() -> Frame {
    var frame = Frame(size)
    let all = Area(row: 0, column: 0, rows: size.rows, columns: size.columns)
    frame.box(all, title: "People \(screen.list.countWords)", focused: true)
    screen.drawList(
      into: &frame, head: all.inset().split(top: 1).top, area: PeoplePicture.rows(size), focused: true,
      empty: ["There is nobody yet: countersign catalog grant."])
    return frame
  }
}
