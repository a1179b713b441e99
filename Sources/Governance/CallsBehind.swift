/// Which calls stand behind a figure.
package struct CallsQuestion: Sendable, Equatable {
  package var watched: Watched
  /// As the figures by day call it.
  package var figure: String
  /// Empty for all calls.
  package var slice: String
  package var period: Period
  /// Nil for all.
  package var version: String?
  /// From the first up to but without the second; nil where there is no end.
  package var lowest: Double?
  package var highest: Double?
  package init(
    watched: Watched, figure: String, slice: String = "", period: Period, version: String? = nil,
    lowest: Double? = nil, highest: Double? = nil
  ) {
    self.watched = watched
    self.figure = figure
    self.slice = slice
    self.period = period
    self.version = version
    self.lowest = lowest
    self.highest = highest
  }
}

/// A call, without what it said.
package struct CallRow: Sendable, Equatable, Identifiable {
  package var id: String
  package var at: Instant
  package var version: String
  package var tier: Tier
  /// Of the figure; nil for marks.
  package var value: Double?
  package var service: String?
  package var language: String?
  package var latencyMicros: Int64?
  /// Its review, where it has one.
  package var item: Int64?
  package var state: String?
  package init(
    id: String, at: Instant, version: String, tier: Tier, value: Double?, service: String?, language: String?,
    latencyMicros: Int64?, item: Int64?, state: String?
  ) {
    self.id = id
    self.at = at
    self.version = version
    self.tier = tier
    self.value = value
    self.service = service
    self.language = language
    self.latencyMicros = latencyMicros
    self.item = item
    self.state = state
  }
}
