internal import Foundation
package import Governance

/// Where a repository is, in a form that git cannot take for anything else: an option, a program to run.
package enum GitAddress {
  /// An URL of https, ssh or file, `user@host:path`, or the whole path of a folder.
  ///
  /// - folder: what a path that is not whole begins at.
  /// - Throws: `sync.address` for all else: other transports, passwords, options.
  package static func checked(_ text: String, in folder: String = "/") throws(Problem) -> String {
    guard !text.isEmpty, text.utf8.count <= 1000, !text.hasPrefix("-"),
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    else { throw unfit("It is empty or too long, begins with a hyphen, or holds what is no letter.") }
    if text.contains("://") { return try url(text) }
    if let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") {
      let fits =
        text.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^:\-].*/) != nil
      guard fits else { throw unfit("Before its colon stands no user@host.") }
      return text
    }
    let path = URL(fileURLWithPath: text, relativeTo: URL(fileURLWithPath: folder, isDirectory: true))
      .standardizedFileURL.path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw Problem(
        .notFound, "sync.address", happened: "There is no folder \(path).",
        remedy: "Name the folder of a repository, or its URL.")
    }
    return path
  }

  /// It is looked at on this machine, by its folder.
  static func isLocal(_ address: String) -> Bool { address.hasPrefix("/") || address.hasPrefix("file://") }

  private static func url(_ text: String) throws(Problem) -> String {
    guard let url = URLComponents(string: text), let scheme = url.scheme, ["https", "ssh", "file"].contains(scheme)
    else {
      throw unfit("Its transport is none of https, ssh and file.")
    }
    guard url.password == nil, url.user == nil || scheme == "ssh", url.query == nil, url.fragment == nil else {
      throw unfit("It holds a user, a password or a query.")
    }
    guard url.user?.hasPrefix("-") != true, let host = url.host, !host.hasPrefix("-"), scheme == "file" || !host.isEmpty
    else { throw unfit("It names no host.") }
    return text
  }

  private static func unfit(_ because: String) -> Problem {
    Problem(
      .usage, "sync.address", happened: "This is no address of a repository.", because: because,
      remedy: "Write https://host/path, ssh://user@host/path, user@host:path or the path of a folder.")
  }
}
