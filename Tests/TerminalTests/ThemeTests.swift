import Testing

@testable import Terminal

@Suite("Themes")
struct ThemeTests {
  /// All but the one without colours.
  static let colored = ThemeIndex.names.filter { $0 != "monochrome" }

  @Test("every theme that comes along is whole", arguments: ThemeIndex.names)
  func whole(name: String) throws {
    let theme = try ThemeIndex.theme(named: name)
    #expect(theme.name == name)
    #expect(!theme.about.isEmpty)
  }

  /// Lines of a frame carry no words; WCAG asks 3 to 1 of what is not text.
  @Test("words stand out from their ground by 4.5 to 1, lines by 2", arguments: colored)
  func contrast(name: String) throws {
    let theme = try ThemeIndex.theme(named: name)
    for role in Role.allCases { #expect(theme[role].foreground != nil && theme[role].background != nil, "\(role)") }
    let faint = theme.faintRoles(least: name == "high-contrast" ? 7 : 4.5)
    #expect(faint.isEmpty, "\(faint.map { "\($0.role) \($0.words)" })")
  }

  @Test("a theme that cannot be read is found out, by role and figures")
  func faint() throws {
    let pale = Theme(
      name: "pale", about: "",
      styles: [
        .text: Style(foreground: Color(119, 119, 119), background: Color(255, 255, 255)),
        .title: Style(foreground: Color(118, 118, 118), background: Color(255, 255, 255)),
      ])
    let roles = pale.faintRoles.map(\.role)
    #expect(roles.contains(.text) && roles.contains(.dim) && !roles.contains(.title))
    #expect(pale.faintRoles.first?.words == "stands out from its ground by 4.4 to 1, and should by 4.5")
  }

  /// What must be told apart at a glance, seen as people see who lack one kind of cone; distances in CIELAB, where 2 is
  /// just noticeable. Marks and words tell it too: this is about the glance.
  @Test(
    "good and bad stay apart in color-blind-safe for every kind of colour blindness", arguments: ColorVision.allCases)
  func colorBlind(vision: ColorVision) throws {
    let theme = try ThemeIndex.theme(named: "color-blind-safe")
    let apart: [(Role, Role)] = [
      (.ok, .failed), (.ok, .warning), (.warning, .failed), (.tierHigh, .tierMedium), (.tierMedium, .tierLow),
      (.tierHigh, .tierLow), (.added, .removed), (.dataGreen, .dataYellow), (.dataYellow, .dataRed),
      (.dataGreen, .dataRed), (.chart, .chartLimit),
    ]
    for (one, two) in apart {
      let (left, right) = (try #require(theme[one].foreground), try #require(theme[two].foreground))
      let distance = vision.distance(left, right)
      #expect(distance >= 25, "\(one) and \(two) for \(vision): \(distance)")
    }
    for (one, two) in [(Role.addedWord, Role.removedWord), (.selected, .flash), (.match, .mark)] {
      let (left, right) = (try #require(theme[one].background), try #require(theme[two].background))
      #expect(vision.distance(left, right) >= 20, "\(one) and \(two) for \(vision)")
    }
  }

  @Test("the dark theme fails where color-blind-safe does not, so the measure can tell")
  func measureTells() throws {
    let dark = try ThemeIndex.theme(named: "dark")
    let (ok, failed) = (try #require(dark[.tierMedium].foreground), try #require(dark[.tierLow].foreground))
    #expect(ColorVision.allCases.contains { $0.distance(ok, failed) < 25 })
  }

  @Test("colours keep apart from their ground on every palette", arguments: colored)
  func palettes(name: String) throws {
    let theme = try ThemeIndex.theme(named: name)
    for palette in [Palette.eight, .sixteen, .indexed] {
      for role in Role.allCases where role != .border {
        let numbers = palette.numbers(of: theme[role])
        let contrast = Palette.color(numbers.foreground).contrast(with: Palette.color(numbers.background))
        #expect(contrast >= 3, "\(palette) \(role): \(contrast)")
      }
    }
  }

  /// As seen in xterm with TERM=xterm: pale grounds all come out white there, and bold black as grey.
  @Test("what is chosen, found or flagged stands out on few colours too", arguments: colored)
  func fewColors(name: String) throws {
    let theme = try ThemeIndex.theme(named: name)
    for palette in [Palette.eight, .sixteen, .indexed, .direct] {
      let text = theme.drawn(.text, on: palette)
      for role in [
        Role.selected, .selectedUnfocused, .header, .headerPast, .match, .mark, .flash, .banner, .flagged, .addedWord,
        .removedWord, .inputInvalid,
      ] {
        let drawn = theme.drawn(role, on: palette)
        let isTold =
          drawn.background != text.background || drawn.attributes.contains(.reverse)
          || drawn.attributes.contains(.underline)
        #expect(isTold, "\(role) on \(palette)")
        #expect(theme.drawn(.selected, on: palette) != theme.drawn(.selectedUnfocused, on: palette))
      }
      guard palette == .eight else { continue }
      for role in Role.allCases {
        let drawn = theme.drawn(role, on: palette)
        let isBoldBlack = drawn.foreground == 0 && drawn.attributes.contains(.bold)
        #expect(!isBoldBlack, "\(role)")
      }
    }
  }

  @Test("without colours, what matters differs by attributes")
  func monochrome() {
    let theme = ThemeIndex.monochrome
    #expect(theme[.selected].attributes.contains(.reverse))
    #expect(theme[.text].foreground == nil && theme[.text].attributes.isEmpty)
    #expect(Palette.none.numbers(of: ThemeIndex.standard[.failed]) == (-1, -1))
  }

  @Test("an error names the line and the nearest known word")
  func errors() {
    func problem(_ yaml: String) -> TerminalProblem? {
      do {
        _ = try Theme(yaml: yaml, from: "mine.yaml")
        return nil
      } catch { return error }
    }
    let unknown = problem("name: mine\nroles:\n  text: {fg: default}\n  titel: {fg: default}\n")
    #expect(unknown?.code == "theme.unknown-entry")
    #expect(unknown?.happened.contains("mine.yaml, line 4") == true)
    #expect(unknown?.remedy == "Did you mean 'title'?")
    #expect(problem("roles: {text: {fg: '#12'}}")?.code == "theme.bad-color")
    #expect(problem("roles: {text: {attributes: [blink]}}")?.code == "theme.bad-attribute")
    #expect(problem("roles: {text: {fg: default}}")?.code == "theme.incomplete")
    #expect(problem("- a\n- b")?.code == "theme.not-yaml")
    #expect(problem("a: [")?.code == "theme.not-yaml")
    #expect(problem("")?.code == "theme.not-yaml")
    // Written out it has no end: the reader compares keys whole.
    var laughs = "a0: &a0 [ha, ha]\n"
    for level in 1...9 {
      laughs += "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }
    #expect(problem(laughs + "? *a9\n: 1\n? *a8\n: 2\n")?.because == "It refers to itself more than 16 times.")
  }

  @Test("a colour finds its nearest kin by all three channels")
  func nearest() {
    func numbers(_ hex: String, _ palette: Palette) -> Int {
      palette.numbers(of: Style(foreground: Color(hex: hex))).foreground
    }
    #expect(numbers("#d6dae1", .indexed) == 253)
    #expect(numbers("#ff8f88", .indexed) == 210)
    #expect(numbers("#0000ff", .eight) == 4)
    #expect(numbers("#ff0000", .sixteen) == 9)
    #expect(numbers("#12ab34", .direct) == 0x12AB34)
  }

  @Test("white on black is 21 to 1")
  func knownContrast() {
    #expect(abs(Color(255, 255, 255).contrast(with: Color(0, 0, 0)) - 21) < 0.001)
    #expect(Color(hex: "#0a0B0c") == Color(10, 11, 12))
    #expect(Color(hex: "0a0b0c") == nil)
  }
}
