/// What a secret in a text looks like. Raw values are stable names, which reports and rules may use.
package enum SecretKind: String, Sendable, CaseIterable {
  case private_key = "private-key"
  case aws_key = "aws-access-key"
  case github_token = "github-token"
  case gitlab_token = "gitlab-token"
  case model_key = "model-provider-key"
  case google_key = "google-key"
  case hugging_face_token = "hugging-face-token"
  case slack_token = "slack-token"
  case stripe_key = "stripe-key"
  case registry_token = "package-registry-token"
  case service_token = "service-token"
  case web_token = "web-token"
  case authorization
  case address_password = "password-in-address"
  case password
  case assigned_secret = "assigned-secret"

  /// What people call it.
  package var label: String {
    switch self {
    case .private_key: "private key"
    case .aws_key: "AWS access key"
    case .github_token: "GitHub token"
    case .gitlab_token: "GitLab token"
    case .model_key: "model provider's key"
    case .google_key: "Google key"
    case .hugging_face_token: "Hugging Face token"
    case .slack_token: "Slack token"
    case .stripe_key: "Stripe key"
    case .registry_token: "package registry's token"
    case .service_token: "service's token"
    case .web_token: "JSON web token"
    case .authorization: "authorization header"
    case .address_password: "password in an address"
    case .password: "password"
    case .assigned_secret: "secret by its name"
    }
  }

  /// By what it is recognised.
  package var pattern: String {
    switch self {
    case .private_key: "-----BEGIN … PRIVATE KEY----- up to its end"
    case .aws_key: "AKIA or ASIA and 16 capitals and digits"
    case .github_token: "ghp_, gho_, ghu_, ghs_, ghr_ and 36 letters and digits; github_pat_"
    case .gitlab_token: "glpat-, gldt-, glrt-"
    case .model_key: "sk- and 20 letters and digits; sk-proj-, sk-svcacct-, sk-ant-, sk-or-, sk-lf-, lsv2_, gsk_, xai-"
    case .google_key: "AIza and 35 letters, digits, - and _; ya29."
    case .hugging_face_token: "hf_ and 30 letters and digits"
    case .slack_token: "xoxb-, xoxp-, xoxa-, xoxr-, xoxs-, xapp-"
    case .stripe_key: "sk_live_, rk_live_, sk_test_, rk_test_, whsec_"
    case .registry_token: "npm_, pypi-, rubygems_"
    case .service_token: "dapi, dop_v1_, SG., shpat_, dckr_pat_, glsa_, hvs., sntrys_"
    case .web_token: "three parts in base64url with points between them, the first two beginning with eyJ"
    case .authorization: "Bearer or Basic and 16 characters of a credential"
    case .address_password: "scheme://user:password@host"
    case .password: "password, passwd, pwd or passphrase with = or : and a value"
    case .assigned_secret:
      "a name that ends in secret, token, api key, access key, private key or credential, with = or : and a value that is no word"
    }
  }
}

/// A secret's place in a text.
package struct FoundSecret: Sendable, Equatable {
  package var kind: SecretKind
  /// In UTF-8 bytes from the text's beginning.
  package var range: Range<Int>
  /// From 1.
  package var line: Int
}
