internal import Governance

/// The words of Llama Guard: `safe`, or `unsafe` and on a second line the codes. The same code means other things in another
/// version: the taxonomy must be told from outside. Whatever else it says is no answer.
enum GuardAnswer {
  static func findings(_ answer: [UInt8]) -> [CheckerFinding]? {
    let words = String(decoding: answer, as: UTF8.self)
    let lines = words.split(whereSeparator: \.isNewline).map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    // Blanks within the first line would make `unsafe S3` another word.
    guard let first = lines.first, lines.count <= 2,
      words.split(whereSeparator: \.isWhitespace).first?.lowercased() == first.lowercased()
    else { return nil }
    switch first.lowercased() {
    case "safe" where lines.count == 1: return [CheckerFinding(category: "safe", isFlagged: false)]
    case "unsafe":
      guard lines.count == 2 else { return [CheckerFinding(category: "unspecified", isFlagged: true)] }
      let codes = lines[1].split(separator: ",").map { String($0) }
      guard !codes.isEmpty, codes.allSatisfy({ $0.wholeMatch(of: /S[0-9]{1,2}/) != nil }) else { return nil }
      return codes.map { CheckerFinding(category: $0, isFlagged: true) }
    default: return nil
    }
  }
}
