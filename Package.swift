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
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Text files become strings of a room when it is built: SQL of the Catalog, themes of the Terminal.
    .executableTarget(name: "EmbedText", path: "Sources/Embedding/EmbedText", swiftSettings: house),
    .plugin(
      name: "EmbedSQL", capability: .buildTool(), dependencies: ["EmbedText"],
      path: "Sources/Embedding/EmbedSQL"),

    // Pure rooms: no sockets, no SQL, no cells.
    .target(name: "Governance", swiftSettings: house),
    .target(
      name: "Evidence",
      dependencies: ["Governance", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: house),
    .target(name: "Ingest", dependencies: ["Governance", "Evidence"], swiftSettings: house),
    .target(name: "Cards", dependencies: ["Governance", "Evidence"], swiftSettings: house),
    .target(name: "Drift", dependencies: ["Governance"], swiftSettings: house),

    .target(name: "SampleWorld", dependencies: ["Governance"], swiftSettings: house),

    // The catalog and what is done with it.
    .target(
      name: "Catalog", dependencies: ["Governance", "Evidence", "Ingest", "CPostgres"],
      exclude: ["SQL"], swiftSettings: house, plugins: ["EmbedSQL"]),
    .target(
      name: "Operations",
      dependencies: ["Governance", "Evidence", "Ingest", "Cards", "Catalog", "SampleWorld", "CZlib"],
      swiftSettings: house),

    // Tests, a folder a room.
    .target(
      name: "TestSupport", dependencies: ["Governance", "Catalog", "CPostgres"], path: "Tests/TestSupport",
      swiftSettings: house),
    .testTarget(
      name: "CatalogTests", dependencies: ["Governance", "Catalog", "CPostgres", "TestSupport"], exclude: ["Golden"],
      swiftSettings: house),
    .testTarget(
      name: "OperationsTests", dependencies: ["Governance", "Cards", "Catalog", "Operations", "CZlib", "TestSupport"],
      swiftSettings: house),
  ]
)
