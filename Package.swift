// swift-tools-version: 6.2
import PackageDescription

/// Every room: explicit imports only, existentials marked, and nothing passed on by accident.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "countersign",
  targets: [
    // What we stand on, in C.
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    // Pure rooms: no sockets, no SQL, no cells.
    .target(name: "Governance", swiftSettings: house),

    // The catalog and what is done with it.
    .target(name: "Catalog", dependencies: ["Governance", "CPostgres"], swiftSettings: house),

    // Tests, a folder a room.
    .target(
      name: "TestSupport", dependencies: ["Governance", "Catalog", "CPostgres"], path: "Tests/TestSupport",
      swiftSettings: house),
    .testTarget(name: "GovernanceTests", dependencies: ["Governance"], swiftSettings: house),
    .testTarget(
      name: "CatalogTests", dependencies: ["Governance", "Catalog", "CPostgres", "TestSupport"], swiftSettings: house),
  ]
)
