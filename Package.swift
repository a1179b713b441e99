// swift-tools-version: 6.2
import PackageDescription

/// Rooms that tell libFuzzer where they have been, and a program of it: only where `soak --fuzz` builds, for it needs unsafe flags.
let isFuzzed = Context.environment["COUNTERSIGN_FUZZ"] != nil

/// Every target: explicit imports only, existentials marked, and nothing passed on by accident.
let plain: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
]
let house = plain + (isFuzzed ? [.unsafeFlags(["-sanitize=fuzzer"])] : [])
/// Rooms that reckon and draw are optimised in debug builds, too: tests press half a million keys and watch thousands of streams.
let quick = house + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "countersign",
  products: [.executable(name: "countersign", targets: ["countersign"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0", traits: []),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // What we stand on, in C.
    .target(
      name: "CNcurses",
      cSettings: [.define("_XOPEN_SOURCE_EXTENDED", to: "1"), .define("_GNU_SOURCE")],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

    // Text files become strings of a room when it is built: SQL of the Catalog, themes of the Terminal.
    .executableTarget(name: "EmbedText", path: "Sources/Embedding/EmbedText", swiftSettings: plain),
    .plugin(
      name: "EmbedSQL", capability: .buildTool(), dependencies: ["EmbedText"],
      path: "Sources/Embedding/EmbedSQL"),
    .plugin(
      name: "EmbedThemes", capability: .buildTool(), dependencies: ["EmbedText"],
      path: "Sources/Embedding/EmbedThemes"),
    .plugin(
      name: "EmbedPolicy", capability: .buildTool(), dependencies: ["EmbedText"],
      path: "Sources/Embedding/EmbedPolicy"),
    .plugin(
      name: "EmbedLaw", capability: .buildTool(), dependencies: ["EmbedText"],
      path: "Sources/Embedding/EmbedLaw"),

    .plugin(
      name: "EmbedHandout", capability: .buildTool(), dependencies: ["EmbedText"],
      path: "Sources/Embedding/EmbedHandout"),

    // YAML as people write it, read within bounds.
    .target(name: "BoundedYAML", dependencies: [.product(name: "Yams", package: "Yams")], swiftSettings: house),

    // Pure rooms: no sockets, no SQL, no cells.
    .target(name: "Governance", swiftSettings: quick),
    .target(
      name: "Evidence",
      dependencies: [
        "Governance", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"), .product(name: "SwiftASN1", package: "swift-asn1"),
      ],
      swiftSettings: quick),
    .target(name: "Lineage", dependencies: ["Governance"], swiftSettings: house),
    // Generated once from its `otlp.proto`, and committed.
    .target(
      name: "OpenTelemetryProto", dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["otlp.proto"], swiftSettings: [.swiftLanguageMode(.v6)]),
    .target(
      name: "Ingest",
      dependencies: [
        "Governance", "Evidence", "Lineage", "OpenTelemetryProto", "BoundedYAML",
        .product(name: "SwiftProtobuf", package: "swift-protobuf"), .product(name: "Yams", package: "Yams"),
      ], swiftSettings: house),
    .target(
      name: "Cards",
      dependencies: ["Governance", "Evidence", .product(name: "Mustache", package: "swift-mustache")],
      exclude: ["Law/Texts"], swiftSettings: house, plugins: ["EmbedLaw"]),
    .target(name: "Drift", dependencies: ["Governance"], swiftSettings: quick),
    .target(
      name: "Policy", dependencies: ["Governance", "Evidence"],
      exclude: ["Bundle", "TierBundle"], swiftSettings: house, plugins: ["EmbedPolicy"]),

    // A pack for strangers: facts in, one file out, and the check of one.
    .target(
      name: "AuditPack",
      dependencies: ["Governance", "Evidence", "Cards", "CZlib", .product(name: "Crypto", package: "swift-crypto")],
      exclude: ["Handout"], swiftSettings: house, plugins: ["EmbedHandout"]),
    .target(name: "Shadow", dependencies: ["Governance", "Evidence"], swiftSettings: house),

    // What goes out: engines and services beside us, each a file.
    .target(
      name: "Exchange", dependencies: ["Governance", "Evidence", "Ingest", "Policy", "Shadow", "CCurl"],
      swiftSettings: house),

    .target(name: "SampleWorld", dependencies: ["Governance"], swiftSettings: house),

    // The catalog and what is done with it.
    .target(
      name: "Catalog", dependencies: ["Governance", "Evidence", "Lineage", "Ingest", "CPostgres"],
      exclude: ["SQL"], swiftSettings: house, plugins: ["EmbedSQL"]),
    .target(
      name: "Operations",
      dependencies: [
        "Governance", "Evidence", "Lineage", "Ingest", "Cards", "Drift", "Policy", "Shadow", "Catalog", "SampleWorld",
        "CZlib", "AuditPack",
      ],
      swiftSettings: house),

    // HTTP in front of the operations, and the schedule.
    .target(
      name: "Collector",
      dependencies: [
        "Governance", "Evidence", "Ingest", "Policy", "Catalog", "Operations",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ], swiftSettings: house),

    // What the officer sees.
    .target(
      name: "Terminal", dependencies: ["CNcurses", "BoundedYAML", .product(name: "Yams", package: "Yams")],
      swiftSettings: quick, plugins: ["EmbedThemes"]),
    .target(
      name: "Console",
      dependencies: [
        "BoundedYAML", "Governance", "Lineage", "Drift", "Cards", "Policy", "Operations", "Terminal",
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: quick),
    .executableTarget(
      name: "countersign",
      dependencies: [
        "Governance", "Evidence", "Ingest", "Lineage", "Cards", "Drift", "Policy", "Shadow", "Exchange", "Catalog",
        "Operations", "Collector", "Terminal", "Console", "AuditPack",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),

    // Everything that takes bytes from outside: tests for a moment, `make soak` under libFuzzer for ten minutes each.
    .target(
      name: "Decoders",
      dependencies: [
        "Governance", "Evidence", "Ingest", "Drift", "Policy", "Shadow", "AuditPack", "Operations", "Terminal",
        "Console",
      ], path: "Tests/Decoders", swiftSettings: house),
    .testTarget(name: "DecoderTests", dependencies: ["Decoders", "SeededNumbers"], swiftSettings: house),

    // A real terminal emulator and a small program for it to run.
    .systemLibrary(name: "CVTerm", path: "Tests/CVTerm", pkgConfig: "vterm", providers: [.apt(["libvterm-dev"])]),
    .target(
      name: "TestTerminal", dependencies: ["CNcurses", "CVTerm", "Terminal"], path: "Tests/TestTerminal",
      swiftSettings: house),
    .executableTarget(
      name: "screenshots", dependencies: ["Terminal", "TestTerminal"], path: "Tests/Screenshots", swiftSettings: house),
    .target(name: "SeededNumbers", path: "Tests/SeededNumbers", swiftSettings: quick),
    // Random keys for hours: `make soak`.
    .executableTarget(
      name: "soak",
      dependencies: [
        "Catalog", "Operations", "Terminal", "TestTerminal", "TestSupport", "SeededNumbers", "Drift", "MonitorTrials",
        "DaemonChaos", "Decoders", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Soak", swiftSettings: house),
    // Daemons and a Postgres that are killed: tests for a minute, `make soak` for half an hour.
    .target(
      name: "DaemonChaos", dependencies: ["Governance", "Catalog", "Operations", "SeededNumbers", "TestSupport"],
      path: "Tests/DaemonChaos", swiftSettings: house),
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal"], path: "Tests/TerminalProbe", swiftSettings: house),

    // Figures beside a peer's: `make bench`.
    .target(name: "CBareRego", path: "Tests/CBareRego"),
    .executableTarget(
      name: "bench",
      dependencies: [
        "Governance", "Evidence", "Cards", "AuditPack", "Lineage", "Policy", "Exchange", "Catalog", "Operations",
        "Collector", "SampleWorld", "Terminal", "TestSupport", "TestTerminal", "CBareRego", "Drift", "MonitorTrials",
        "SeededNumbers",
        .product(name: "Logging", package: "swift-log"),
      ], path: "Tests/Bench", swiftSettings: house),

    // Tests, a folder a room.
    .target(
      name: "TestSupport", dependencies: ["Governance", "Catalog", "Drift", "CPostgres"], path: "Tests/TestSupport",
      swiftSettings: house),
    .testTarget(name: "GovernanceTests", dependencies: ["Governance"], swiftSettings: house),
    .testTarget(name: "CardsTests", dependencies: ["Governance", "Cards"], exclude: ["Golden"], swiftSettings: house),
    // Made-up streams for monitors: tests, `make soak` and `make bench` look at the same.
    .target(
      name: "MonitorTrials", dependencies: ["Drift", "SeededNumbers"], path: "Tests/MonitorTrials",
      swiftSettings: quick),
    .testTarget(
      name: "DriftTests", dependencies: ["Governance", "Drift", "MonitorTrials", "SeededNumbers"],
      swiftSettings: house),
    .testTarget(name: "EvidenceTests", dependencies: ["Evidence", "SeededNumbers"], swiftSettings: house),
    .testTarget(
      name: "LineageTests",
      dependencies: [
        "Governance", "Evidence", "Lineage", "Ingest", "Catalog", "Operations", "CPostgres", "TestSupport",
        "SeededNumbers",
      ],
      swiftSettings: house),
    .testTarget(name: "PolicyTests", dependencies: ["Governance", "Evidence", "Policy"], swiftSettings: house),
    .executableTarget(
      name: "PolicyProbe", dependencies: ["Exchange"], path: "Tests/PolicyProbe", swiftSettings: house),
    .testTarget(
      name: "ExchangeTests",
      dependencies: [
        "Governance", "Evidence", "Ingest", "Policy", "Catalog", "Operations", "Exchange", "PolicyProbe", "TestSupport",
      ], exclude: ["opa_stub.py", "Sync/mlflow_stub.py"],
      swiftSettings: house),
    .testTarget(
      name: "IngestTests", dependencies: ["Governance", "Evidence", "Ingest", "SeededNumbers"], swiftSettings: house),
    .testTarget(
      name: "CatalogTests", dependencies: ["Governance", "Catalog", "CPostgres", "TestSupport"], exclude: ["Golden"],
      swiftSettings: house),
    .testTarget(
      name: "OperationsTests",
      dependencies: [
        "Governance", "Evidence", "Cards", "Catalog", "Drift", "Exchange", "Operations", "CZlib", "TestSupport",
        "SeededNumbers",
      ],
      exclude: ["Log/keeper.py"], swiftSettings: house),
    .testTarget(
      name: "AuditPackTests",
      dependencies: [
        "Governance", "Evidence", "Cards", "Catalog", "Operations", "AuditPack", "TestSupport", "SeededNumbers",
      ],
      swiftSettings: house),
    .testTarget(
      name: "ShadowTests",
      dependencies: [
        "Governance", "Evidence", "Drift", "Shadow", "Exchange", "Catalog", "Operations", "countersign", "TestSupport",
        "TestTerminal",
      ],
      exclude: ["stand_in.py"], swiftSettings: house),
    .testTarget(
      name: "CollectorTests",
      dependencies: [
        "Governance", "Evidence", "Ingest", "Catalog", "Operations", "Collector", "CZlib", "TestSupport", "Exchange",
        "DaemonChaos", "TestTerminal", "countersign",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: house),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "TestTerminal", "TerminalProbe", "SeededNumbers"],
      exclude: ["Generators"], swiftSettings: house),
    .testTarget(
      name: "ConsoleTests",
      dependencies: ["Governance", "Lineage", "Cards", "Policy", "Operations", "Terminal", "Console", "SeededNumbers"],
      exclude: ["Golden"],
      swiftSettings: house),
    .testTarget(
      name: "EndToEndTests", dependencies: ["countersign", "Catalog", "Terminal", "TestSupport", "TestTerminal"],
      swiftSettings: house),
    .testTarget(name: "SampleWorldTests", dependencies: ["Governance", "SampleWorld"], swiftSettings: house),
  ]
)

if isFuzzed {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["Decoders"], path: "Tests/Fuzz",
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]))
}
