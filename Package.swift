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
    .target(
      name: "CNcurses",
      cSettings: [.define("_XOPEN_SOURCE_EXTENDED", to: "1"), .define("_GNU_SOURCE")],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

    // Pure rooms: no sockets, no SQL, no cells.
    .target(name: "Governance", swiftSettings: house),

    // What the officer sees.
    .target(name: "Terminal", dependencies: ["CNcurses"], swiftSettings: house),

    // Tests, a folder a room.
    .testTarget(name: "GovernanceTests", dependencies: ["Governance"], swiftSettings: house),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"], exclude: ["Generators"], swiftSettings: house),
  ]
)
