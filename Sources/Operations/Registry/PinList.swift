internal import Evidence
internal import Governance

/// What versions pin, as the catalog's functions take it: a JSON list of {artifact, selector, role}, with the version's place among
/// several.
enum PinList {
  private typealias Pin = (place: Int?, name: VersionName, role: String)

  static func json(_ pins: [(name: VersionName, role: String)]) -> String {
    json(pins.map { (place: nil, name: $0.name, role: $0.role) })
  }

  /// - each: what each of several versions pins.
  static func json(each versions: [[(name: VersionName, role: String)]]) -> String {
    json(
      versions.enumerated().flatMap { place, pins in
        pins.map { (place: place + 1, name: $0.name, role: $0.role) }
      })
  }

  private static func json(_ pins: [Pin]) -> String {
    var writer = CanonicalJSON(policy: .generation)
    writer.append(raw: "[")
    for (index, pin) in pins.enumerated() {
      if index > 0 { writer.append(raw: ",") }
      writer.append(raw: "{\"artifact\":")
      writer.append(string: pin.name.artifact)
      writer.append(raw: ",\"selector\":")
      writer.append(string: String(pin.name.text.dropFirst(pin.name.artifact.count + 1)))
      writer.append(raw: ",\"role\":")
      writer.append(string: pin.role)
      if let place = pin.place {
        writer.append(raw: ",\"place\":")
        writer.append(string: String(place))
      }
      writer.append(raw: "}")
    }
    writer.append(raw: "]")
    return String(decoding: writer.output, as: UTF8.self)
  }
}
