import Foundation
import Glibc
import Governance

/// The folder in which the server listens: nobody but its owner (and root) can enter it.
enum SocketFolder {
  /// A number libpq wants; it only names the socket's file.
  static let port = 5432

  /// The longest path of a socket in bytes: `sun_path` less its final zero.
  static let longestPath = 107

  /// Inside `home`, or where that path is too long for a socket (or holds a comma, which separates hosts in libpq)
  /// in the user's runtime folder, or in `/tmp`.
  static func candidates(home: ServerHome, account: ServerAccount, runtime: String?) -> [String] {
    let tag = fingerprint(of: home.path)
    var folders = [home.path + "/socket"]
    if let runtime, account.isRunner, FileOwner(runtime)?.user == account.user {
      folders.append("\(runtime)/countersign-\(tag)")
    }
    folders.append("/tmp/countersign-\(account.user)-\(tag)")
    return folders.filter { fits($0) }
  }

  static func fits(_ folder: String) -> Bool {
    "\(folder)/.s.PGSQL.\(port)".utf8.count <= longestPath && !folder.contains(",")
  }

  /// Makes the folder, or takes it as it is when it is a folder of this account alone.
  /// Throws `postgres.socket-path` otherwise: somebody else may have put it there.
  static func prepare(_ folder: String, for account: ServerAccount) throws(Problem) {
    if mkdir(folder, 0o700) == 0 {
      guard account.isRunner || lchown(folder, account.user, account.group) == 0 else {
        throw .socketFolder(folder, because: String(cString: strerror(errno)) + ".")
      }
    } else if errno != EEXIST {
      throw .socketFolder(folder, because: String(cString: strerror(errno)) + ".")
    }
    guard let owner = FileOwner(folder), owner.isFolder, owner.user == account.user, !owner.isOpenToOthers else {
      throw .socketFolder(folder, because: "It is not a folder of “\(account.name)” alone (mode 0700).")
    }
  }

  /// FNV-1a, 64 bits: the same for the same home in every process.
  /// Source: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/
  private static func fingerprint(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
