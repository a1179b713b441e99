import Governance
import Terminal

extension LineageScreen {
  static let columns: [ListColumn<LineagePlace>] = [
    ListColumn("place", 28...50, grows: true) { LineageWords.name(of: $0.version, $0.node) },
    ListColumn("is", 10...10, as: .dim) { place in
      // Registered versions are named `prompt/NAME@LABEL` at home.
      place.version == nil ? place.node.kind.rawValue : String(place.node.name.prefix { $0 != "/" })
    },
    ListColumn("at home in", 14...40, as: .dim) { $0.version == nil ? $0.node.namespace : "the registry" },
    ListColumn("known there as", 20...40, grows: true, isUsual: false, as: .dim) { $0.node.name },
  ]
}
