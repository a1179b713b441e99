internal import Foundation

/// Keys of model services, taken from the environment of the program: they are never in the catalog, where whoever sets an
/// endpoint could send one elsewhere. `COUNTERSIGN_KEY_MODELS_EXAMPLE` is for the host `models.example`.
package enum ModelKeys {
  package static func from(_ environment: [String: String]) -> ModelClient.Keys {
    { url in
      guard let host = host(of: url), let key = environment[variable(host)], !key.isEmpty, isSafe(url, host),
        isPlain(key)
      else { return nil }
      return key
    }
  }

  /// `user:password` of `COUNTERSIGN_LOGIN_MODELS_EXAMPLE`, for the host `models.example`.
  static func login(_ environment: [String: String], _ url: String) -> String? {
    guard let host = host(of: url), isSafe(url, host), let login = environment[variable(host, "LOGIN")],
      login.contains(":")
    else { return nil }
    return login
  }

  /// Fit for a header.
  static func isPlain(_ key: String) -> Bool { !key.isEmpty && key.utf8.allSatisfy { $0 > 32 && $0 < 127 } }

  static func isSafe(_ url: String) -> Bool { host(of: url).map { isSafe(url, $0) } ?? false }

  /// The variable that holds the key of a host.
  package static func variable(_ host: String, _ what: String = "KEY") -> String {
    "COUNTERSIGN_\(what)_"
      + host.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined()
  }

  /// Without user, port and path; nil when there is none.
  private static func host(of url: String) -> String? {
    guard let start = url.range(of: "://")?.upperBound else { return nil }
    let authority = url[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@"), !authority.contains("\\") else { return nil }
    let host = authority.hasPrefix("[") ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    return host.isEmpty ? nil : String(host)
  }

  /// A key crosses no network in the clear.
  private static func isSafe(_ url: String, _ host: String) -> Bool {
    url.hasPrefix("https://") || ["localhost", "127.0.0.1", "::1"].contains(host)
  }
}
