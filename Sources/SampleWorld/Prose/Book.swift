/// What people ask and how the assistant answers at one desk in one language, read from a page of prose.
///
/// A page has one item a line; the line's first mark says what it is:
/// `=` opening of an answer (within a scene: of its answers) · `.` closing · `@` a new scene · `?` what starts the scene · `-` a sentence of the answer ·
/// `>` what is asked next and `<` its answer, which `~` may lead into · `!KIND` a sentence that should not have been in an answer ·
/// `!KIND?` something said to the assistant that a checker will flag and `!KIND=` the answer to it.
/// `{claim}` and the like are slots; `¶` is a new paragraph.
struct Book: Sendable {
  struct Scene: Sendable {
    /// Its own openings; where there are none the book's are used.
    var openings = Lexicon.Choice.none
    var asks = Lexicon.Choice.none
    var bodies = Lexicon.Choice.none
    var nextAsks = Lexicon.Choice.none
    var nextAnswers = Lexicon.Choice.none
  }
  var openings = Lexicon.Choice.none
  var closings = Lexicon.Choice.none
  var leads = Lexicon.Choice.none
  var scenes: [Scene] = []
  /// By `Taint.rawValue`: sentences in an answer.
  var slips: [Lexicon.Choice]
  /// By `Taint.rawValue`: what was said, and the answer to it, of equal number.
  var provocations: [Lexicon.Choice]
  var replies: [Lexicon.Choice]

  init(_ page: String, into lexicon: inout Lexicon) {
    let found = Page(page)
    openings = lexicon.add(found.openings)
    closings = lexicon.add(found.closings)
    leads = lexicon.add(found.leads)
    for scene in found.scenes {
      scenes.append(
        Scene(
          openings: lexicon.add(scene.openings), asks: lexicon.add(scene.asks), bodies: lexicon.add(scene.bodies),
          nextAsks: lexicon.add(scene.nextAsks),
          nextAnswers: lexicon.add(scene.nextAnswers)))
    }
    if scenes.isEmpty { scenes.append(Scene()) }
    slips = Taint.allCases.map { lexicon.add(found.slips[$0, default: []]) }
    provocations = Taint.allCases.map { lexicon.add(found.provocations[$0, default: []]) }
    replies = Taint.allCases.map { lexicon.add(found.replies[$0, default: []]) }
  }

  func has(_ taint: Taint) -> Bool {
    slips[taint.rawValue].count > 0 || provocations[taint.rawValue].count > 0
  }

  /// The lines of a page, sorted by their marks.
  struct Page {
    struct Scene {
      var openings: [String] = [], asks: [String] = [], bodies: [String] = [], nextAsks: [String] = [],
        nextAnswers: [String] = []
    }
    var openings: [String] = [], closings: [String] = [], leads: [String] = []
    var scenes: [Scene] = []
    var slips: [Taint: [String]] = [:], provocations: [Taint: [String]] = [:], replies: [Taint: [String]] = [:]

    init(_ text: String) {
      for line in text.split(separator: "\n") {
        guard let mark = line.first, let space = line.firstIndex(of: " ") else { continue }
        let words = line[line.index(after: space)...].split(separator: "¶").joined(separator: "\n\n")
        switch mark {
        case "=" where scenes.isEmpty: openings.append(words)
        case "=": change { $0.openings.append(words) }
        case ".": closings.append(words)
        case "~": leads.append(words)
        case "@": scenes.append(Scene())
        case "?": change { $0.asks.append(words) }
        case "-": change { $0.bodies.append(words) }
        case ">": change { $0.nextAsks.append(words) }
        case "<": change { $0.nextAnswers.append(words) }
        case "!": file(words, under: line[line.index(after: line.startIndex)..<space])
        default: continue
        }
      }
    }

    private mutating func change(_ edit: (inout Scene) -> Void) {
      if scenes.isEmpty { scenes.append(Scene()) }
      edit(&scenes[scenes.count - 1])
    }

    private mutating func file(_ words: String, under key: Substring) {
      let isQuestion = key.hasSuffix("?")
      let isAnswer = key.hasSuffix("=")
      let name = isQuestion || isAnswer ? key.dropLast() : key
      guard let taint = Taint(name: String(name)) else { return }
      if isQuestion {
        provocations[taint, default: []].append(words)
      } else if isAnswer {
        replies[taint, default: []].append(words)
      } else {
        slips[taint, default: []].append(words)
      }
    }
  }
}

/// What can be wrong with a generation, as its text goes.
enum Taint: Int, Sendable, CaseIterable {
  case leak, invented, advice, defame, curt, bias, rude, nudge, harm, threat, crime, jailbreak

  init?(name: String) {
    guard let found = Taint.allCases.first(where: { "\($0)" == name }) else { return nil }
    self = found
  }
}
