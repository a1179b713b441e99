import Foundation
import Governance
import Operations

/// What is to be written of a list, and where.
struct ExportWish: Sendable {
  var listing: Listing
  var answer: FormAnswer
}

/// `E` on a list: all of it goes to a file, as it is narrowed and ordered, with the columns that are shown.
extension Shell {
  /// Rows read at a time: screens wait no longer than these take.
  static let exportPage = 500

  mutating func askExport() {
    guard let listing = frontSeat?.listing else {
      say(Notice(.refusal, "Nothing is listed here that could be exported."))
      return
    }
    if let errand {
      say(Notice(.refusal, "Wait for \(errand.what), or stop it by Esc."))
      return
    }
    let count = listing.about.map { " It has \(NumberWords.count($0)) rows." } ?? ""
    let spec = FormSpec(
      id: "export-\(listing.name)", title: "export · \(listing.title)",
      sentence: "Writes the list as it is narrowed and ordered now, with the columns shown, from its beginning to its "
        + "end.\(count) A file that is there is left alone.",
      fields: [
        FormSpec.Field(
          name: "format", label: "format",
          kind: .choice(ListFormat.allCases.map { FormSpec.Choice(code: $0.rawValue, words: $0.words) })),
        FormSpec.Field(
          name: "file", label: "file", kind: .line("\(listing.name)-\(clock.day.replacing("-", with: ""))")),
      ], verb: "write the file", isRecorded: false)
    layers.append(
      .form(Form(spec, draft: drafts.draft(draftName(spec))), owner: front) { ExportWish(listing: listing, answer: $0) }
    )
  }

  mutating func export(_ wish: ExportWish, by screen: ScreenName) {
    let listing = wish.listing
    do throws(Problem) {
      let format = ListFormat(rawValue: wish.answer["format"]) ?? .csv
      var path = wish.answer["file"].trimmingCharacters(in: .whitespaces)
      if !path.hasSuffix("." + format.rawValue) { path += "." + format.rawValue }
      let file = try ListFile(path, format, heads: listing.heads)
      let cursor = NextPage()
      perform([.formDone], by: screen)
      begin(
        Errand("the export of \(listing.title)", unit: "rows", total: listing.about, at: sight.uptime) {
          desk throws(Problem) in
          let page = try await listing.read(desk, cursor.place, Shell.exportPage)
          let done = try file.add(page.rows)
          guard let next = page.next else {
            let bytes = NumberWords.bytes(try file.finish())
            return Errand.Progress(
              done: done, ending: "\(NumberWords.of(done, "row")) went to \(file.path) (\(bytes)).")
          }
          cursor.place = next
          return Errand.Progress(done: done)
        } abandon: {
          file.abandon()
        })
    } catch {
      perform([.formRefused(error)], by: screen)
    }
  }
}

extension ListFormat {
  fileprivate var words: String {
    switch self {
    case .csv: "comma-separated values (.csv)"
    case .json: "JSON (.json)"
    }
  }
}
