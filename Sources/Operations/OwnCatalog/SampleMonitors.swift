internal import Catalog
internal import Governance

/// What the sample world's office watches: of all that production serves, how many calls are of high tier and how long
/// answers are.
struct SampleMonitors {
  private static let lead = "jonas.weber"
  /// Days before the present on which they are set.
  static let age: Int64 = 30

  let own: OwnCatalog

  func set(at moment: Instant) async throws(Problem) {
    let desk = Workbench(own.connection(as: Self.lead))
    var filter = ArtifactFilter()
    filter.inProduction = true
    for row in try await desk.artifacts(filter, at: .first, limit: 200).rows {
      guard let kind = Watched.Kind(rawValue: row.kind.rawValue) else { continue }
      let watched = Watched(name: row.name, kind: kind)
      for (metric, name) in [("tier.high", "high"), ("tokens_out", "length")] {
        var terms = MonitorDefaults.terms(of: metric, watched)
        terms.reference = MonitorDefaults.reference(until: moment)
        terms.minimal = 30
        _ = try await desk.setMonitor(
          row.name.lowercased().replacing("/", with: ".") + "-" + name, terms,
          reason: "Whatever serves production is watched.", channel: .command)
      }
    }
  }

  /// What a daemon does elsewhere each minute.
  func look() async throws(Problem) {
    let daemon = Workbench(own.connection(as: OwnCatalog.collector))
    try await daemon.keepFigures()
    _ = try await daemon.runMonitors()
  }
}
