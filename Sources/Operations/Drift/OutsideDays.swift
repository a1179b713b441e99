package import Governance

/// A figure that others measured, day by day.
package struct OutsideDays: Sendable, Equatable {
  package var metric: String
  package var days: [FigureDay]
  package init(metric: String, days: [FigureDay]) {
    self.metric = metric
    self.days = days
  }
}

/// How the figures by day call what came from outside: `outside.SUITE.METRIC`, shares `outside_share.SUITE.METRIC`.
package struct OutsideName: Sendable, Equatable {
  package let name: String
  package let isShare: Bool

  /// Nil for a figure of the calls themselves.
  package init?(_ metric: String) {
    if metric.hasPrefix("outside.") {
      (name, isShare) = (String(metric.dropFirst("outside.".count)), false)
    } else if metric.hasPrefix("outside_share.") {
      (name, isShare) = (String(metric.dropFirst("outside_share.".count)), true)
    } else {
      return nil
    }
  }
}
