import ArgumentParser

/// `review`: the queues, by script.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Claim, read and decide flagged generations.",
    subcommands: [
      ListReviews.self, ListReviewQueues.self, ShowReview.self, ClaimReview.self, RenewReview.self, ReleaseReview.self,
      DecideReview.self,
      AdjudicateReview.self, EscalateReview.self, UndoReview.self, CorrectReview.self, TakeOverReview.self,
      BulkReview.self, LabelReviewCommand.self, ReviewSchema.self, LowerReview.self, SimilarReviewsCommand.self,
      CommentReviewCommand.self, ReviewAgreement.self, ReviewSample.self,
      ReviewGold.self, RevealReviewCommand.self, ReviewClearance.self, ReviewAttention.self,
      ExportReviewsCommand.self, ReviewOutcomeCommand.self, ReviewTiers.self, ReviewCategory.self, SetReviewHours.self,
      SetReviewHoliday.self, SetReviewRouting.self, SetReviewQueue.self,
    ])
}
