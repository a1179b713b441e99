import Governance
import Terminal

extension Shell {
  static let smallest = Size(rows: 10, columns: 40)

  var isTooSmall: Bool { size.rows < Shell.smallest.rows || size.columns < Shell.smallest.columns }

  /// Where the screen stands: under header, tabs and banner, above notice and footer.
  var bodyArea: Area {
    let above = 2 + (lost == nil ? 0 : 1)
    return Area(row: above, column: 0, rows: max(0, size.rows - above - 2), columns: size.columns)
  }

  var bodySize: Size {
    isTooSmall ? Shell.smallest : Size(rows: bodyArea.rows, columns: bodyArea.columns)
  }

  /// The whole picture. It opens nothing, waits for nothing, remembers nothing.
  func render() -> Frame {
    var frame = Frame(size)
    guard !isTooSmall else {
      drawTooSmall(into: &frame)
      return frame
    }
    drawHeader(into: &frame)
    drawTabs(into: &frame)
    if let lost { drawBanner(lost, into: &frame) }
    let body = bodyArea
    if let seat = frontSeat {
      frame.paste(seat.render(in: bodySize), at: Position(row: body.row, column: body.column))
    }
    drawNotice(into: &frame)
    drawFooter(into: &frame)
    for layer in layers {
      switch layer {
      case .form(let form, _, _): form.draw(into: &frame, over: body)
      case .line(let prompt, _, _): prompt.draw(into: &frame, row: size.rows - 2, columns: size.columns)
      case .moment(let prompt), .viewName(let prompt), .find(let prompt):
        prompt.draw(into: &frame, row: size.rows - 2, columns: size.columns)
      case .palette(let palette): palette.draw(into: &frame, over: body)
      case .columns(let chooser): chooser.draw(into: &frame, over: body)
      case .help(let help): help.draw(into: &frame, over: body)
      case .problem(let view): view.draw(into: &frame, over: body)
      }
    }
    return frame
  }

  private func drawTooSmall(into frame: inout Frame) {
    let lines = [
      "countersign needs \(Shell.smallest.columns) × \(Shell.smallest.rows)",
      "this is \(size.columns) × \(size.rows)",
    ]
    for (row, line) in lines.enumerated() {
      frame.write([Piece(line, .warning)], row: row, column: 0, columns: size.columns)
    }
  }

  private func drawHeader(into frame: inout Frame) {
    let bar: Role = sight.asOf == nil ? .header : .headerPast
    frame.fill(Area(row: 0, column: 0, rows: 1, columns: size.columns), as: bar)
    var place: String
    if let officer {
      place = "  \(officer.catalog) ● \(officer.isDemo ? "demo" : "live")"
    } else {
      place = "  opening the catalog"
    }
    if sight.asOf != nil { place = place.replacing("● live", with: "○ past").replacing("● demo", with: "○ past") }
    let left = [Piece(" countersign", bar), Piece(lost == nil ? place : place.replacing("●", with: "○"), bar)]
    let middle =
      sight.asOf.map { "as of \(TimeWords.dated($0)), \(sight.key("@")) leads back" }
      ?? "\(TimeWords.quarter(sight.now)) · \(TimeWords.clock(sight.now))"
    var right = ""
    if let officer {
      let roles = officer.roles.isEmpty ? "no rights yet" : officer.roles.joined(separator: ", ")
      right = "\(officer.login)  \(roles) "
    }
    let used = frame.write(left, row: 0, column: 0, columns: size.columns)
    let wanted = columns(of: Cutting.line(right))
    let clock = columns(of: middle)
    if used + wanted + clock + 4 <= size.columns {
      let gap = size.columns - used - wanted - clock
      frame.write([Piece(middle, bar)], row: 0, column: used + gap / 2, columns: clock)
      frame.write([Piece(right, bar)], row: 0, column: size.columns - wanted, columns: wanted)
    } else {
      let time = sight.asOf.map { "as of \(TimeWords.dated($0)) " } ?? sight.now.clock + " UTC "
      let short = [Piece(officer.map { $0.login + " · " } ?? "", bar), Piece(time, bar)]
      let room = size.columns - used - 2
      let width = min(room, short.columns)
      if width > 0 { frame.write(short, row: 0, column: size.columns - width, columns: width) }
    }
  }

  /// Where the titles do not fit, all but the one in front are cut to as many letters as do.
  private var tabs: [(title: String, name: ScreenName)] {
    let all = digits.sorted { $0.key < $1.key }.compactMap { digit, name in
      seat(name).map { (digit: digit, title: seats[$0].title, name: name) }
    }
    let whole = all.map { (title: " \($0.digit) \($0.title) ", name: $0.name) }
    let beside = columns(of: unlistedTitle) + keyHint.count + 1
    func fit(_ tabs: [(title: String, name: ScreenName)]) -> Bool {
      tabs.reduce(beside) { $0 + columns(of: $1.title) } <= size.columns
    }
    if fit(whole) { return whole }
    for letters in stride(from: 8, through: 1, by: -1) {
      let cut = all.map {
        (title: " \($0.digit) \($0.name == front ? $0.title : String($0.title.prefix(letters)))", name: $0.name)
      }
      if fit(cut) { return cut }
    }
    return all.map { (title: " \($0.digit)", name: $0.name) }
  }

  /// The screen in front when it has no digit.
  private var unlistedTitle: String {
    guard !digits.values.contains(front), let seat = frontSeat else { return "" }
    return "   \(seat.title) "
  }

  private var keyHint: String { sight.key(":") + " " + sight.key("?") + " " }

  func tab(at column: Int) -> ScreenName? {
    var from = 0
    for tab in tabs {
      let width = columns(of: tab.title)
      if column >= from, column < from + width { return tab.name }
      from += width
    }
    return nil
  }

  private func drawTabs(into frame: inout Frame) {
    var column = 0
    for tab in tabs where column < size.columns {
      column += frame.write(tab.title, row: 1, column: column, as: tab.name == front ? .tabActive : .tab)
    }
    column += frame.write(unlistedTitle, row: 1, column: column, as: .tabActive)
    if column + keyHint.count < size.columns {
      frame.write(keyHint, row: 1, column: size.columns - keyHint.count, as: .key)
    }
  }

  private func drawBanner(_ lost: Lost, into frame: inout Frame) {
    frame.fill(Area(row: 2, column: 0, rows: 1, columns: size.columns), as: .banner)
    let seconds = max(0, (lost.retryAt - sight.uptime + 999) / 1000)
    let next =
      sight.calm ? "It is tried again." : seconds == 0 ? "Trying again now." : "Trying again in \(seconds) s."
    frame.write(
      [Piece(" ✗ No catalog since \(lost.since.clock). \(next) What you see is from before.", .banner)], row: 2,
      column: 0,
      columns: size.columns)
  }

  private static let spinner = Glyphs.unicode.spinner

  private func drawNotice(into frame: inout Frame) {
    let row = size.rows - 2
    var busy: [Piece] = []
    if let now = work.running, now.isWanted, let start = now.startedAt, sight.uptime - start >= Shell.spinnerAfter {
      let turn = Int((sight.uptime - start) / 120) % Shell.spinner.count
      let mark = sight.calm ? "…" : Shell.spinner[turn]
      busy = [Piece("\(mark) \(now.job.writes ? "recording" : "loading") \(now.job.what) ", .dim)]
    }
    if let errand {
      busy = progress(of: errand, columns: size.columns * (notice == nil ? 1 : 2) / (notice == nil ? 1 : 3))
    }
    guard let notice else {
      frame.write([], right: busy, row: row, column: 0, columns: size.columns)
      return
    }
    let text = " \(notice.mark) \(notice.text)"
    let room = size.columns - busy.columns
    let isCut = notice.problem != nil && columns(of: Cutting.line(text)) > room
    frame.write(
      [Piece(text, notice.role)], right: isCut ? [Piece("\(sight.key("Ctrl-O")) all of it ", .key)] : busy, row: row,
      column: 0,
      columns: size.columns)
  }

  /// Verbs that work now first, then ways to move, then the console's keys, as many as fit.
  private func drawFooter(into frame: inout Frame) {
    let row = size.rows - 1
    frame.fill(Area(row: row, column: 0, rows: 1, columns: size.columns), as: .footer)
    guard let seat = frontSeat else { return }
    let usable = seat.verbs.filter { $0.line.refused == nil && !isFixed($0.key, on: seat) }.map(\.line)
    let closing = [Piece(sight.key("?"), .footerKey), Piece(" help ", .footer)]
    var column = 1
    let lineage =
      seat.topic != nil && seat.name != .lineage ? [HelpLine(keys: "L", words: "lineage")] : []
    for line in (usable + lineage + motionLines).filter({ !$0.isQuiet }).map(sight.keymap.shown) {
      let pieces = [Piece(line.keys, .footerKey), Piece(" \(line.words)  ", .footer)]
      guard column + pieces.columns + closing.columns <= size.columns else { continue }
      column += frame.write(pieces, row: row, column: column, columns: size.columns - column)
    }
    frame.write(closing, row: row, column: max(0, size.columns - closing.columns), columns: closing.columns)
  }

  /// Whether a key would record something while a past moment is shown: such a verb is not offered.
  private func isFixed(_ key: Key, on seat: any Seat) -> Bool {
    guard sight.asOf != nil else { return false }
    var seat = seat
    guard case .acts(let acts) = seat.press(key) else { return false }
    return acts.contains(where: \.isWrite)
  }
}
