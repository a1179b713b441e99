import Governance
import Testing

/// Written in two halves, so that no scanner of sources takes them for real ones.
private let fakes: [(SecretKind, String)] = [
  (.aws_key, "AKIA" + "Q3EGRIKMZDW7YTPF"),
  (.github_token, "ghp_" + "a8Kd02mNzq7Lr5Vw1XcY6Tb3Hs9Ju4Pe0Gfi"),
  (.github_token, "github_pat_" + "11AB2CD3E_f4Gh5Ij6Kl7Mn8Op9"),
  (.gitlab_token, "glpat-" + "x7Yq2-Zw4_Rt6Uv8Pa1b"),
  (.model_key, "sk-" + "T3BlbkFJa8Kd02mNzq7Lr5Vw"),
  (.model_key, "sk-proj-" + "Ab1-cD2_eF3gH4iJ5kL6m"),
  (.model_key, "sk-ant-" + "api03-Zx9Yw8Vu7Ts6Rq5Po4"),
  (.google_key, "AIza" + "SyD4k8Lm2Np6Qr0St4Uv8Wx2Yz6Ab0Cd4Ef"),
  (.hugging_face_token, "hf_" + "kLmN3pQrS7tUvW1xYzA5bCdE9fGhI2"),
  (.slack_token, "xoxb-" + "2048-40961024-a1B2c3D4e5F6"),
  (.stripe_key, "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"),
  (.service_token, "dapi" + "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
  (.web_token, "eyJ" + "hbGciOiJIUzI1NiJ9.eyJ" + "zdWIiOiIxIn0.sflKxwRJSMeKKF2QT4fwpM"),
]

@Suite("A secret in a text")
struct SecretTests {
  @Test("is found by how it begins, wherever it stands in a line, and nothing of it is left", arguments: fakes)
  func known(kind: SecretKind, secret: String) {
    for text in [
      secret, "Call it with \(secret).", "key=\(secret)\nnext", "{\"api_key\": \"\(secret)\"}", "`\(secret)`",
      "(\(secret))",
      "ä \(secret), and then", "Authorization: Bearer \(secret)",
    ] {
      let (masked, found) = SecretFinder.masked(text)
      #expect(found.map(\.kind) == [kind], "\(text)")
      #expect(!masked.contains(secret.suffix(8)), "\(masked)")
      #expect(masked.contains("[masked: \(kind.label)]"))
      #expect(SecretFinder.secrets(in: masked) == [])
    }
  }

  @Test(
    "is found by the name it stands under",
    arguments: [
      ("password: hunter2", SecretKind.password, "password: [masked: password]"),
      (#"{"db_password":"open sesame 7"}"#, .password, #"{"db_password":"[masked: password]"}"#),
      ("DB_PASSWORD=correcthorse", .password, "DB_PASSWORD=[masked: password]"),
      ("passphrase = \"tr0ub4dor\" # old", .password, "passphrase = \"[masked: password]\" # old"),
      ("the API key: 9f8e7d6c5b4a3f2e.", .assigned_secret, "the API key: [masked: secret by its name]."),
      (
        "AWS_SECRET_ACCESS_KEY=wJa1rXUtnFEMIK7MDENGbPxRfiCYzz", .assigned_secret,
        "AWS_SECRET_ACCESS_KEY=[masked: secret by its name]"
      ),
      (
        #""{\"client_secret\": \"a1b2c3d4e5f6g7\"}""#, .assigned_secret,
        #""{\"client_secret\": \"[masked: secret by its name]\"}""#
      ),
      (
        "postgres://app:s3cr3t@db:5432/x", .address_password,
        "postgres://app:[masked: password in an address]@db:5432/x"
      ),
      (
        "Authorization: Basic dXNlcjpwYXNzd29yZDEyMw==", .authorization,
        "Authorization: Basic [masked: authorization header]"
      ),
    ])
  func named(text: String, kind: SecretKind, expected: String) {
    let (masked, found) = SecretFinder.masked(text)
    #expect(masked == expected)
    #expect(found.map(\.kind) == [kind])
  }

  @Test("may have many lines, and the lines behind it are counted on")
  func privateKey() {
    let text =
      "one\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\nAAAA\n-----END OPENSSH PRIVATE KEY-----\npassword=x1y2z3\n"
    let (masked, found) = SecretFinder.masked(text)
    #expect(masked == "one\n[masked: private key]\npassword=[masked: password]\n")
    #expect(found.map(\.line) == [2, 6])
    let cut = SecretFinder.masked("-----BEGIN PRIVATE KEY-----\nMIIE")
    #expect(cut.text == "[masked: private key]")
    #expect(SecretFinder.secrets(in: "-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----") == [])
  }

  @Test(
    "is none: a slot, a placeholder, a word of a sentence, a digest, an address without a password",
    arguments: [
      "password: {{password}}", "api_key={api_key}", "token: $TOKEN", "Bearer <token>", "password: ********",
      "api_key = \"your-api-key-here-123\"", "sk-xxxxxxxxxxxxxxxxxxxxxxxx", "The password is required.",
      "Password: required",
      "max_tokens: 4000000000000", "\"token\": \"the user's token from step 2\"", "Secret: never tell anyone",
      "sha256:1f3a9c021f3a9c021f3a9c021f3a9c021f3a9c021f3a9c021f3a9c021f3a9c02",
      "550e8400-e29b-41d4-a716-446655440000", "https://example.org/a@b", "https://user@example.org",
      "https://h:443/a@b",
      "sk-learn-pipelines-are-documented-elsewhere", "basic understanding of the law",
      "postgres://app:{{password}}@db/x",
      "Tokens: input tokens and output tokens", "",
    ])
  func none(text: String) { #expect(SecretFinder.secrets(in: text) == [], "\(text)") }

  @Test("that is a member of an object shows by the member's name")
  func members() {
    #expect(SecretFinder.kind(of: "open sesame", under: "db.password") == nil, "two words are a sentence")
    #expect(SecretFinder.kind(of: "sesame", under: "DB-Password") == .password)
    #expect(SecretFinder.kind(of: "a1b2c3d4e5f6", under: "api key") == .assigned_secret)
    #expect(SecretFinder.kind(of: "a1b2c3d4e5f6", under: "model") == nil)
  }

  @Test("has a kind with a name of its own, a word for people, and a stated pattern")
  func kinds() {
    #expect(Set(SecretKind.allCases.map(\.label)).count == SecretKind.allCases.count)
    #expect(SecretKind.allCases.allSatisfy { !$0.pattern.isEmpty })
  }
}
