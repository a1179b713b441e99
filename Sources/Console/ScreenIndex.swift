import Terminal

/// All screens there are. A new screen is one file and one line here.
package enum ScreenIndex {
  struct Entry: Sendable {
    /// The digit that goes there; nil for screens the palette alone knows.
    var digit: Int?
    var make: @Sendable (Sight) -> any Seat
  }

  static let entries: [Entry] = [
    Entry(digit: 1) { Seated(OfficeScreen(sight: $0)) },
    Entry(digit: 2) { Seated(ReviewScreen(sight: $0)) },
    Entry(digit: 3) { Seated(PromotionsScreen(sight: $0)) },
    Entry(digit: 4) { Seated(RegistryScreen(sight: $0)) },
    Entry(digit: 5) { Seated(LineageScreen(sight: $0)) },
    Entry(digit: 6) { Seated(DriftScreen(sight: $0)) },
    Entry(digit: 7) { Seated(AuditScreen(sight: $0)) },
    Entry(digit: 8) { Seated(IncidentsScreen(sight: $0)) },
    Entry(digit: 9) { Seated(FactsScreen(sight: $0)) },
    Entry(digit: nil) { Seated(FleetScreen(sight: $0)) },
    Entry(digit: nil) { Seated(CallsScreen(sight: $0)) },
    Entry(digit: nil) { Seated(QuarantineScreen(sight: $0)) },
    Entry(digit: nil) { Seated(ShadowEvalsScreen(sight: $0)) },
    Entry(digit: nil) { Seated(DataSourcesScreen(sight: $0)) },
    Entry(digit: nil) { Seated(ScheduleScreen(sight: $0)) },
    Entry(digit: nil) { Seated(StopsScreen(sight: $0)) },
    Entry(digit: nil) { Seated(PeopleScreen(sight: $0)) },
    Entry(digit: nil) { Seated(PlaceWordsScreen(sight: $0)) },
    Entry(digit: nil) { Seated(ActivityScreen(sight: $0)) },
    Entry(digit: nil) { Seated(PoliciesScreen(sight: $0)) },
    Entry(digit: nil) { Seated(OnboardingScreen(sight: $0)) },
  ]

  /// Names of all screens, as options and settings write them.
  package static let names: [String] = entries.map { $0.make(Sight(now: Clocks.now())).name.rawValue }
}
