import ArgumentParser

/// `promote`: promotions, by script.
struct PromoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promote", abstract: "Bring a version into an environment: requested by one, signed by others.",
    subcommands: [
      ListPromotions.self, ShowPromotion.self, RequestPromotionCommand.self, SignPromotionCommand.self,
      RejectPromotionCommand.self, ShiftTrafficCommand.self, VerifyPromotion.self, PromotionBatchCommand.self,
    ])
}
