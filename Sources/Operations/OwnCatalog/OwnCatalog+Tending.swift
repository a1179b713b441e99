internal import Catalog
package import Evidence
internal import Foundation
internal import Governance

extension OwnCatalog {
  /// Does for the log what a daemon does elsewhere, until it is cancelled: seals what is recorded, and where there is a key
  /// signs a checkpoint a minute and hands it to the places outside. Beside another process that does it, it only looks on.
  ///
  /// - Parameter login: one that may seal.
  package func tendLog(as login: String, through courier: any CheckpointCourier) async {
    let desk = Workbench(connection(as: login))
    let key = try? KeyFile.signingKey(at: keys.appending(path: "log").path)
    while !Task.isCancelled {
      // A server that is gone for the moment, or another's lease, is no trouble of whoever sits at the desk: the next round
      // finds them over, and until then the screen says what waits.
      if let standing = try? await desk.logStanding() {
        if standing.waiting > 0 { _ = try? await desk.sealLog() }
        if let key { _ = try? await desk.publishCheckpoints(signedBy: key, every: 60, through: courier) }
      }
      try? await Task.sleep(for: .seconds(2))
    }
  }
}
