/// A card as a document without a format yet: headings in their usual order, lines, tables, texts, gaps.
/// Markdown, plain text and whatever comes write this down, so that they all say the same.
struct CardPage: Sendable, Equatable {
  struct Section: Sendable, Equatable {
    /// 2 for a chapter, 3 below it.
    var level: Int
    var title: String
    var blocks: [Block]
  }

  enum Block: Sendable, Equatable {
    case lines([Line])
    case table(Table)
    /// A text of several lines that people wrote to be read.
    case prose(String, source: Int)
    /// A text that must be shown as it is: a prompt's message, a schema.
    case verbatim(caption: String, text: String, source: Int)
    /// A sentence of ours.
    case note(String)
    /// Nothing is recorded; with the gap where it is obligatory.
    case missing(String, CardGap?)
    /// Shown where drawings can be; the blocks around it say the same in words.
    case chart(CardChart)
  }

  struct Line: Sendable, Equatable {
    var label: String
    var value: Value
    /// Number of the record in `records`, from 1; nil for our own arithmetic.
    var source: Int?
    /// Why it should not be relied on yet: nobody confirmed it, or what it rests on has changed.
    var doubt: String?

    enum Value: Sendable, Equatable {
      case text(String)
      case list([String])
      case pairs([NamedText])
      case missing(CardGap?)
    }
  }

  struct Table: Sendable, Equatable {
    var heads: [String]
    /// As many cells as heads.
    var rows: [[String]]
    /// The record of each row, from 1.
    var sources: [Int]
    /// The columns that hold numbers, from 0.
    var numbers: Set<Int> = []

    var isNumber: [Bool] { heads.indices.map(numbers.contains) }
  }

  /// The section that lists every gap.
  static let gapsTitle = "What is missing"

  var title: String
  var sections: [Section]
  /// What the facts were read from; the first is number 1.
  var records: [String]
}
