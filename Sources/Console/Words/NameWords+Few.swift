extension NameWords {
  /// The first names of several, and how many more: `a, b and 3 more`.
  static func few(_ names: [String]) -> String {
    names.count <= 3
      ? names.joined(separator: ", ") : "\(names.prefix(2).joined(separator: ", ")) and \(names.count - 2) more"
  }
}
