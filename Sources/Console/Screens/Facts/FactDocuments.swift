import Cards
import Governance
import Terminal

/// What the pane beside the list says about one debt.
enum FactDocuments {
  static func debt(_ debt: Debt, columns: Int, now: Instant) -> Document {
    var document = Document(columns: columns)
    document.field("for", debt.paper)
    document.field("fact", debt.key)
    document.field("state", debt.state.words, debt.state.role)
    document.field("owed by", debt.owner)
    if let due = debt.due {
      let isOverdue = due < now
      document.field("due", due.day + (isOverdue ? ", past its day" : ""), isOverdue ? .failed : .text)
    }
    if let fact = debt.fact {
      if let asker = fact.askedBy {
        document.blank()
        document.section(Piece("Asked by \(asker)", .title))
        document.paragraph(fact.question)
      }
      if !fact.cause.isEmpty {
        document.blank()
        document.section(Piece("Stale", .title))
        document.paragraph(fact.cause, .warning)
      }
      if let answer = fact.answer {
        document.blank()
        document.section(Piece(debt.state == .answered ? "To be confirmed" : "Answered before", .title))
        document.paragraph(answer.value)
        document.paragraph(
          "\(answer.by), \(TimeWords.ago(answer.at, now: now)), for version \(answer.givenFor): \(answer.reason)", .dim)
        if let confirmer = answer.confirmedBy { document.paragraph("confirmed by \(confirmer)", .dim) }
      }
    }
    if let proposal = debt.proposal {
      document.blank()
      document.section(Piece("The catalog proposes", .title))
      document.paragraph(proposal)
    }
    document.blank()
    document.paragraph(debt.asks ?? "Only a record can say it: an evaluation, a signature, a registration.", .dim)
    return document
  }
}
