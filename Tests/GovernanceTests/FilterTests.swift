import Testing

@testable import Governance

@Suite("The language lists are filtered by")
struct FilterTests {
  private func read(_ text: String, _ grammar: FilterGrammar = .review) throws(FilterFault) -> [FilterTerm] {
    try Filter(reading: text, grammar).terms
  }

  private func fault(_ text: String, _ grammar: FilterGrammar = .review) -> FilterFault? {
    do throws(FilterFault) {
      _ = try read(text, grammar)
      return nil
    } catch {
      return error
    }
  }

  @Test("reads fields, comparisons, alternatives, words in quotation marks and what is not to be")
  func reads() throws {
    #expect(
      try read(#"tier:high owner:claims age>3d text:"refund, please" -state:escalated,disagreed"#) == [
        FilterTerm(field: "tier", value: .words(["high"])), FilterTerm(field: "owner", value: .words(["claims"])),
        FilterTerm(field: "age", relation: .more, value: .span(259_200)),
        FilterTerm(field: "text", value: .words(["refund, please"])),
        FilterTerm(field: "state", isNot: true, value: .words(["escalated", "disagreed"])),
      ])
    #expect(
      try read("  toxicity  -pii TIER:HIGH due:4h age:90m claimed:no ") == [
        FilterTerm(field: "text", value: .words(["toxicity"])),
        FilterTerm(field: "text", isNot: true, value: .words(["pii"])),
        FilterTerm(field: "tier", value: .words(["high"])),
        FilterTerm(field: "due", relation: .atMost, value: .span(14_400)),
        FilterTerm(field: "age", relation: .atLeast, value: .span(5_400)),
        FilterTerm(field: "claimed", value: .truth(false)),
      ])
    #expect(
      try read("signed>=2", .promotions) == [FilterTerm(field: "signed", relation: .atLeast, value: .number(2))])
    #expect(try read("").isEmpty)
    #expect(try read("-") == [FilterTerm(field: "text", value: .words(["-"]))])
    #expect(try read("3:4") == [FilterTerm(field: "text", value: .words(["3:4"]))])
  }

  @Test(
    "points at the column of what it cannot read, and names what is near",
    arguments: [
      ("teir:high", 0, "did you mean tier?"), ("x  tier:hihg", 8, "did you mean high?"), ("tier:", 5, "needs a value"),
      ("-colour:red", 1, "known: tier, queue"), ("age>soon", 4, "90m"), ("age>3d,4d", 7, "one value"),
      ("tier>high", 4, "no order"), (#"model:a text:"open"#, 13, "not closed"), ("tier:high,", 10, "missing"),
      ("tier:,high", 5, "missing"), ("claimed:maybe", 8, "claimed:yes"), ("age>999999999w", 4, "length of time"),
      ("älter:3", 0, "no such field"), ("due<4h OR tier:high", 7, "all terms must hold"),
    ])
  func faults(text: String, column: Int, words: String) {
    let found = fault(text)
    #expect(found?.column == column, "\(text): \(String(describing: found))")
    #expect(found?.words.contains(words) == true, "\(text): \(found?.words ?? "no fault")")
  }

  @Test("never traps, whatever is typed")
  func anything() {
    let letters = Array(#"ab:=<>,-" 1d*%_\é😀"#)
    var state: UInt64 = 7
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let length = Int(state >> 33) % 12
      var text = ""
      for place in 0..<length { text.append(letters[Int(state >> UInt64(8 + place * 4)) % letters.count]) }
      if let fault = fault(text) { #expect((0...text.count).contains(fault.column), "\(text)") }
      _ = FilterCompletion(of: text, .review)
    }
  }

  @Test("completes fields, the words of a choice and names that were seen")
  func completes() {
    let review = FilterGrammar.review
    #expect(FilterCompletion(of: "ti", review).common == "tier:")
    #expect(FilterCompletion(of: "tier:h", review).common == "tier:high")
    #expect(FilterCompletion(of: "state:", review).endings == ["open", "escalated", "disagreed", "done"])
    #expect(FilterCompletion(of: "-tier:low,m", review).common == "-tier:low,medium")
    #expect(FilterCompletion(of: "x mo", review, names: [:]).common == "x model:")
    let names = ["owner": ["priya.n", "priya.k", "ada"]]
    #expect(FilterCompletion(of: "owner:p", review, names: names).common == "owner:priya.")
    #expect(FilterCompletion(of: "owner:p", review, names: names).endings == ["priya.n", "priya.k"])
    #expect(FilterCompletion(of: "nothing:x", review).endings.isEmpty)
  }

  @Test("fits names by pattern, upper and lower case alike")
  func patterns() {
    #expect(FilterPattern("claims*").fits("Claims-Triage@14") && !FilterPattern("claims").fits("claims-triage"))
    #expect(FilterPattern("*triage*").fits("claims-triage@14") && FilterPattern("a*a").fits("aa"))
    #expect(!FilterPattern("a*a").fits("a") && FilterPattern("*").fits("") && FilterPattern("").fits(""))
  }
}
