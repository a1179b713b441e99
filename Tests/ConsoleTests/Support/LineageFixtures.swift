import Governance
import Lineage
import Operations

@testable import Console

extension LineageRoot {
  var words: String {
    switch self {
    case .version(let name): name.text
    case .place(let namespace, let name, let field): [namespace, name, field].compactMap(\.self).joined(separator: " ")
    }
  }
}

extension LineagePlace {
  static let known: [LineagePlace] = [
    LineagePlace(id: 41, node: .dataset("postgres://core.meridian:5432", "crm.public.accounts"), version: nil),
    LineagePlace(
      id: 11, node: .dataset("countersign://meridian/prod", "index/kyc-idx@14"),
      version: VersionName(artifact: "kyc-idx", selector: .label("14"))),
    LineagePlace(
      id: 1, node: .dataset("countersign://meridian/prod", "prompt/kyc-summary@22"),
      version: VersionName(artifact: "kyc-summary", selector: .label("22"))),
    LineagePlace(id: 90, node: .dataset("odd", "hub"), version: nil),
  ]
}

extension LineageNeighbourhood {
  private static func place(
    _ id: Int64, _ step: Int, _ kind: ArtifactKind?, _ name: String, _ label: String? = nil,
    _ facts: PlaceFacts = PlaceFacts(), at home: String = "postgres://core.meridian:5432"
  ) -> Place {
    var facts = facts
    facts.kind = kind
    let version = label.map { VersionName(artifact: name, selector: .label($0)) }
    let node: LineageNode =
      version.map { .dataset("countersign://meridian/prod", "\(kind?.words ?? "")/\($0.text)") } ?? .dataset(home, name)
    return Place(
      node: LineageAnswer.Node(id: id, place: node, version: version, distance: abs(step)), step: step, facts: facts)
  }

  private static func edge(_ from: Int64, _ to: Int64, by job: String? = nil) -> LineageAnswer.Edge {
    LineageAnswer.Edge(
      from: from, to: to, job: job.map { .job("dbt://meridian", $0) }, level: .dataset,
      basis: job == nil ? .registry : .run, transformation: LineageTransformation(), since: .minutes(-40_000),
      run: job == nil ? nil : "0192f3c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f", event: nil)
  }

  private static func written(_ job: String, _ minutes: Int, _ state: String = "complete") -> PlaceFacts.LastRun {
    PlaceFacts.LastRun(job: job, state: state, ended: .minutes(-minutes))
  }

  /// A prompt, the index it reads, the tables that was made of, and who uses it.
  static let kyc = LineageNeighbourhood(
    root: 1, level: .dataset,
    places: [
      place(1, 0, .prompt, "kyc-summary", "22", PlaceFacts(tier: .high, team: "onboarding", serving: ["staging"])),
      place(12, -1, .model, "gpt-x", "2026-08", PlaceFacts(tier: .high, team: "ai-office", serving: ["production"])),
      place(
        11, -1, .embedding_index, "kyc-idx", "14",
        PlaceFacts(tier: .high, team: "onboarding", serving: ["production"], rows: 1_180_000)),
      place(30, 1, .chain, "kyc-onboarding", "8", PlaceFacts(tier: .high, team: "onboarding", serving: ["production"])),
      place(
        21, -2, .dataset, "crm.customers", "2026-09",
        PlaceFacts(dataClass: .yellow, rows: 1_452_000, run: written("crm_export", 250))),
      place(22, -2, .dataset, "kyc.guidance", "2", PlaceFacts(dataClass: .green, rows: 327)),
      place(23, -2, .model, "policies-embed", "v2", PlaceFacts(tier: .low, team: "customer-care")),
      place(
        31, 2, .endpoint, "onboarding-desk", "3", PlaceFacts(tier: .high, team: "onboarding", serving: ["production"])),
      place(24, -2, .vendor, "northlake-ai", "2"),
      place(41, -3, nil, "crm.public.accounts", nil, PlaceFacts(columns: 14, run: written("cdc", 12))),
      place(
        42, -3, nil, "crm.public.contacts_with_a_very_long_name_that_nobody_shortened", nil, PlaceFacts(columns: 9)),
      place(
        43, -4, nil, "branch-exports/kundenstamm-2026-09.csv", nil, PlaceFacts(run: written("sftp_sync", 3000, "fail")),
        at: "s3://meridian-landing"),
    ],
    edges: [
      edge(11, 1), edge(12, 1), edge(1, 30), edge(12, 30), edge(30, 31), edge(21, 11, by: "index_build"), edge(22, 11),
      edge(23, 11),
      edge(24, 12), edge(41, 21, by: "crm_export"), edge(42, 21, by: "crm_export"), edge(43, 41, by: "cdc"),
    ], morePartsUpstream: false, morePartsDownstream: false,
    meaning: LineageMeaning(
      flow: ColumnFlow(
        edges: [
          ColumnFlow.Pair(11, 1), ColumnFlow.Pair(12, 1), ColumnFlow.Pair(1, 30), ColumnFlow.Pair(12, 30),
          ColumnFlow.Pair(30, 31), ColumnFlow.Pair(21, 11), ColumnFlow.Pair(22, 11), ColumnFlow.Pair(23, 11),
          ColumnFlow.Pair(24, 12), ColumnFlow.Pair(41, 21), ColumnFlow.Pair(42, 21), ColumnFlow.Pair(43, 41),
        ],
        columns: [
          column(41, "email", 21, "contact", "TRANSFORMATION", masking: true), column(41, "full_name", 21, "name"),
          column(41, "segment", 21, "segment"), column(41, "closed_at", 21, nil, "FILTER", type: "INDIRECT"),
          column(42, "street", 21, "address", "TRANSFORMATION"), column(42, "city", 21, "address", "TRANSFORMATION"),
        ]),
      said: [
        SaidClass(spot: ColumnSpot(41, "email"), dataClass: .red, basis: .tag),
        SaidClass(spot: ColumnSpot(41, "full_name"), dataClass: .yellow, basis: .said, saidBy: "ines.carvalho"),
        SaidClass(spot: ColumnSpot(42, "street"), dataClass: .yellow, basis: .tag),
        SaidClass(
          spot: ColumnSpot(21, "segment"), dataClass: .green, basis: .judged, saidBy: "mats.ek", reason: "Four words."),
      ], partial: false))

  private static func column(
    _ from: Int64, _ field: String, _ to: Int64, _ other: String?, _ subtype: String = "IDENTITY",
    type: String = "DIRECT",
    masking: Bool = false
  ) -> ColumnFlow.Step {
    ColumnFlow.Step(
      from: ColumnSpot(from, field), to: ColumnSpot(to, other),
      transformation: LineageTransformation(type: type, subtype: subtype, masking: masking), isWhole: false)
  }

  /// A table of forty readers, in a ring with one of its sources, and a job that reads what it writes.
  static let hub = LineageNeighbourhood(
    root: 90, level: .dataset,
    places: [place(90, 0, nil, "hub", at: "odd"), place(91, -1, nil, "mirror", at: "odd")]
      + (0..<40).map { place(100 + Int64($0), 1, nil, "reader_\($0)", at: "odd") }
      + [place(150, 2, nil, "日本の顧客データベース・月次集計表", at: "odd")],
    edges: [edge(91, 90), edge(90, 91), edge(90, 90), edge(105, 150), edge(106, 150)]
      + (0..<40).map { edge(90, 100 + Int64($0), by: "fan") },
    morePartsUpstream: false, morePartsDownstream: true)
}
