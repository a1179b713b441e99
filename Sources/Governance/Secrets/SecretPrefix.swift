/// A credential that shows by how it begins.
struct SecretPrefix {
  var text: [UInt8]
  var kind: SecretKind
  /// How many characters follow at the least.
  var length: Int
  /// Characters other than letters and digits that it may hold.
  var marks: [UInt8]
  var capitals = false

  /// By first byte, the longest first: `sk-ant-` is looked for before `sk-`.
  static let byFirst: [[SecretPrefix]] = {
    var table = Array(repeating: [SecretPrefix](), count: 256)
    for prefix in all { table[Int(prefix.text[0])].append(prefix) }
    return table.map { $0.sorted { $0.text.count > $1.text.count } }
  }()

  /// By first byte, the second bytes of all of them and of a web token (`eyJ`).
  static let secondBytes: [SmallByteSet] = (0..<128).map { first in
    SmallByteSet((all.map(\.text) + [[0x65, 0x79]]).filter { $0[0] == first }.map { $0[1] })
  }

  private init(_ text: String, _ kind: SecretKind, _ length: Int, _ marks: String = "", capitals: Bool = false) {
    self.text = Array(text.utf8)
    self.kind = kind
    self.length = length
    self.marks = Array(marks.utf8)
    self.capitals = capitals
  }

  private static let all: [SecretPrefix] = [
    SecretPrefix("AKIA", .aws_key, 16, capitals: true), SecretPrefix("ASIA", .aws_key, 16, capitals: true),
    SecretPrefix("ghp_", .github_token, 36), SecretPrefix("gho_", .github_token, 36),
    SecretPrefix("ghu_", .github_token, 36), SecretPrefix("ghs_", .github_token, 36),
    SecretPrefix("ghr_", .github_token, 36), SecretPrefix("github_pat_", .github_token, 22, "_"),
    SecretPrefix("glpat-", .gitlab_token, 20, "-_"), SecretPrefix("gldt-", .gitlab_token, 20, "-_"),
    SecretPrefix("glrt-", .gitlab_token, 20, "-_"),
    SecretPrefix("sk-", .model_key, 20), SecretPrefix("sk-proj-", .model_key, 20, "-_"),
    SecretPrefix("sk-svcacct-", .model_key, 20, "-_"), SecretPrefix("sk-ant-", .model_key, 20, "-_"),
    SecretPrefix("sk-or-", .model_key, 20, "-_"), SecretPrefix("sk-lf-", .model_key, 20, "-_"),
    SecretPrefix("lsv2_", .model_key, 30, "_"), SecretPrefix("gsk_", .model_key, 40),
    SecretPrefix("xai-", .model_key, 40),
    SecretPrefix("AIza", .google_key, 35, "-_"), SecretPrefix("ya29.", .google_key, 30, "-_."),
    SecretPrefix("hf_", .hugging_face_token, 30),
    SecretPrefix("xoxb-", .slack_token, 20, "-"), SecretPrefix("xoxp-", .slack_token, 20, "-"),
    SecretPrefix("xoxa-", .slack_token, 20, "-"), SecretPrefix("xoxr-", .slack_token, 20, "-"),
    SecretPrefix("xoxs-", .slack_token, 20, "-"), SecretPrefix("xapp-", .slack_token, 20, "-"),
    SecretPrefix("sk_live_", .stripe_key, 20), SecretPrefix("rk_live_", .stripe_key, 20),
    SecretPrefix("sk_test_", .stripe_key, 20), SecretPrefix("rk_test_", .stripe_key, 20),
    SecretPrefix("whsec_", .stripe_key, 24),
    SecretPrefix("npm_", .registry_token, 36), SecretPrefix("pypi-", .registry_token, 50, "-_"),
    SecretPrefix("rubygems_", .registry_token, 40),
    SecretPrefix("dapi", .service_token, 32), SecretPrefix("dop_v1_", .service_token, 60),
    SecretPrefix("SG.", .service_token, 50, "-_."), SecretPrefix("shpat_", .service_token, 30),
    SecretPrefix("dckr_pat_", .service_token, 24, "-_"), SecretPrefix("glsa_", .service_token, 32, "_"),
    SecretPrefix("hvs.", .service_token, 24, "-_"), SecretPrefix("sntrys_", .service_token, 40, "-_="),
  ]
}

/// ASCII bytes as bits.
struct SmallByteSet {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ bytes: [UInt8]) {
    for byte in bytes where byte < 128 {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
    }
  }

  func holds(_ byte: UInt8) -> Bool {
    byte < 64 ? low & 1 << UInt64(byte) != 0 : byte < 128 && high & 1 << UInt64(byte - 64) != 0
  }
}
