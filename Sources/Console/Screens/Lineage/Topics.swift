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
  /// The prompt the open item was made with, or else its model, where they are registered.
  var topic: LineageRoot? {
    guard let made = item?.detail.generation else { return nil }
    if made.promptRegistered, let prompt = made.prompt, let label = made.promptVersion {
      return .version(VersionName(artifact: prompt, selector: .label(label)))
    }
    return made.modelRegistered ? .version(VersionName(artifact: made.model, selector: .label(made.modelVersion))) : nil
  }
}

extension AuditScreen {
  /// The version whose card is read.
  var topic: LineageRoot? {
    (focus == .card ? reading?.name : list.current.flatMap { version(of: $0) }).map { .version($0) }
  }
}
