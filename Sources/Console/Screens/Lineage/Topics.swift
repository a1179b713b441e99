import Governance
import Operations

// What `L` asks about on screens that list registered things.

extension RegistryScreen {
  /// The version under the cursor of *Versions*; else what runs in production, or the newest.
  var topic: LineageRoot? {
    if focus == .detail, case .version(let artifact, let label)? = reading?.pane.currentStop {
      return .version(VersionName(artifact: artifact, selector: .label(label)))
    }
    guard let row = focus == .detail ? reading?.detail.row : list.current, let label = row.production ?? row.latest
    else { return nil }
    return .version(VersionName(artifact: row.name, selector: .label(label)))
  }
}

extension PromotionsScreen {
  /// The version that asks to be promoted.
  var topic: LineageRoot? {
    guard let row = focus == .detail ? reading?.detail.row : list.current else { return nil }
    return .version(VersionName(artifact: row.artifact, selector: .label(row.label)))
  }
}

extension ReviewScreen {
  /// The prompt that the open item, or the one blocked last, was made with, or else its model, where they are registered.
  var topic: LineageRoot? {
    (item.map { HarmDone($0.detail) } ?? harmDone)?.versions.first.map { .version($0) }
  }
}

extension AuditScreen {
  /// The version whose card is read.
  var topic: LineageRoot? {
    (focus == .card ? reading?.name : list.current.flatMap { version(of: $0) }).map { .version($0) }
  }
}
