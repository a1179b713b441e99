/// Something measured beside a peer. A new one is one file and one line in the index.
protocol Measurement: Sendable {
  var name: String { get }
  /// What is compared with what, in a line.
  var about: String { get }
  /// Measures, and hands over each figure as it is known.
  func run(_ report: @Sendable (Figure) -> Void, in place: BenchPlace, on cluster: BenchCluster) async throws
}

enum MeasurementIndex {
  static let all: [any Measurement] = [
    IngestRate(), LoggedIngest(), SealedLeaves(), SealingBesideWriters(), DeliveredOverHTTP(), TracesOverHTTP(),
    AsOfReading(),
    TwoTimes(),
    ClaimAndDecide(), ConsoleStart(), ConsoleKeys(),
    ConsoleIdle(),
    ConsoleWaiting(),
    PlantedRegressions(), CardWriting(), RegistryRate(),
    LineageWalk(), LineageIngest(), RowsUsed(), DecisionRate(), PackMaking(),
    DriftDistances(), FleetBoardTime(),
  ]
}
