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
    // Pure rooms: no sockets, no SQL, no cells.
    .target(name: "Governance", swiftSettings: house),
    .target(name: "SampleWorld", dependencies: ["Governance"], swiftSettings: house),

    // Tests, a folder a room.
    .testTarget(name: "GovernanceTests", dependencies: ["Governance"], swiftSettings: house),
    .testTarget(name: "SampleWorldTests", dependencies: ["Governance", "SampleWorld"], swiftSettings: house),
  ]
)
