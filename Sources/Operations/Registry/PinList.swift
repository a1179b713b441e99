internal import Evidence
internal import Governance

/// What a version pins, as the catalog's function takes it: a JSON list of {artifact, selector, role}.
enum PinList {
  static func json(_ pins: [(name: VersionName, role: String)]) -> String {
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
      writer.append(raw: "}")
    }
    writer.append(raw: "]")
    return String(decoding: writer.output, as: UTF8.self)
  }
}
