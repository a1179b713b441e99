internal import Catalog
package import Evidence
internal import Foundation
internal import Governance

extension OwnCatalog {
  /// Does what a daemon does elsewhere, until it is cancelled: looks at what is watched once a minute, seals what is recorded, and where there is a key
  /// signs a checkpoint a minute and hands it to the places outside. Beside another process that does it, it only looks on.
  ///
  /// - Parameter login: one that may seal.
  package func tendLog(as login: String, through courier: any CheckpointCourier) async {
    let desk = Workbench(connection(as: login))
    let key = try? KeyFile.signingKey(at: keys.appending(path: "log").path)
    var round = 1
    while !Task.isCancelled {
      // A server that is gone for the moment, or another's lease, is no trouble of whoever sits at the desk: the next round
      // finds them over, and until then the screen says what waits.
      if let standing = try? await desk.logStanding() {
        if standing.waiting > 0 { _ = try? await desk.sealLog() }
        if let key { _ = try? await desk.publishCheckpoints(signedBy: key, every: 60, through: courier) }
      }
      if round.isMultiple(of: 30) {
        // So with figures and monitors: what failed is made good by the next round.
        _ = try? await desk.keepFigures()
        _ = try? await desk.runMonitors()
      }
      round += 1
      try? await Task.sleep(for: .seconds(2))
    }
  }
}
