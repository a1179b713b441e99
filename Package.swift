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
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2")
  ],
  targets: [
    .target(
      name: "CNcurses",
      cSettings: [.define("_XOPEN_SOURCE_EXTENDED", to: "1"), .define("_GNU_SOURCE")],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),

    // Text files become strings of a room when it is built.
    .executableTarget(name: "EmbedText", path: "Sources/Embedding/EmbedText", swiftSettings: house),
    .plugin(
      name: "EmbedThemes", capability: .buildTool(), dependencies: ["EmbedText"],
      path: "Sources/Embedding/EmbedThemes"),

    // Pure rooms: no sockets, no SQL, no cells.
    .target(name: "Governance", swiftSettings: house),

    // What the officer sees.
    .target(
      name: "Terminal", dependencies: ["CNcurses", .product(name: "Yams", package: "Yams")],
      swiftSettings: house, plugins: ["EmbedThemes"]),

    // A real terminal emulator and a small program for it to run.
    .systemLibrary(name: "CVTerm", path: "Tests/CVTerm", pkgConfig: "vterm", providers: [.apt(["libvterm-dev"])]),
    .target(
      name: "TestTerminal", dependencies: ["CNcurses", "CVTerm", "Terminal"], path: "Tests/TestTerminal",
      swiftSettings: house),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal"], path: "Tests/TerminalProbe", swiftSettings: house),

    // Tests, a folder a room.
    .testTarget(name: "GovernanceTests", dependencies: ["Governance"], swiftSettings: house),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "TestTerminal", "TerminalProbe"],
      exclude: ["Generators"], swiftSettings: house),
  ]
)
