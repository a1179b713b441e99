internal import Evidence

extension LawText {
  /// Reads one of our own files; nil when it is not one, which a test would see.
  init?(json: String) {
    guard let said = try? JSONValue(Array(json.utf8)), let version = said["version"]?.text,
      let title = said["title"]?.text, let from = said["duties_from"]?.text, let read = said["read_from"]?.text,
      let sections = said["sections"]?.items.map(LawSection.init), !sections.contains(nil)
    else { return nil }
    self.version = version
    self.title = title
    validTo = said["valid_to"]?.text
    dutiesFrom = from
    readFrom = read
    cautions = said["cautions"].texts
    self.sections = sections.compactMap { $0 }
    points =
      said["annex_iii"]?.items.compactMap { point in
        point["point"]?.text.flatMap { name in point["words"]?.text.map { (name, $0) } }
      } ?? []
    secureAreas = Set(said["secure_areas"].texts)
    secureUses = Set(said["secure_uses"].texts)
    nationalAreas = Set(said["national_areas"].texts)
    nationalBy = said["national_by"]?.text ?? ""
  }
}

extension LawSection {
  init?(_ said: JSONValue) {
    guard let letter = said["section"]?.text.flatMap(FormLetter.init), let title = said["title"]?.text,
      let filedBy = said["filed_by"]?.text, let when = said["when"]?.text, let article = said["article"]?.text,
      let withheldBy = said["withheld_by"]?.text, let fields = said["fields"]?.items.map(LawField.init),
      !fields.contains(nil)
    else { return nil }
    self.letter = letter
    self.title = title
    self.filedBy = filedBy
    self.when = when
    self.article = article
    self.withheldBy = withheldBy
    impossibleForProfiling = said["impossible_for_profiling"]?.text
    self.fields = fields.compactMap { $0 }
  }
}

extension LawField {
  init?(_ said: JSONValue) {
    guard case .number(let point)? = said["point"], let point = Int(point), let key = said["key"]?.text,
      let label = said["label"]?.text, let asks = said["asks"]?.text, let type = FieldType(said),
      let obligation = said["obligation"]?.text.flatMap(Obligation.init),
      let source = said["source"]?.text.flatMap(Source.init), let withheld = said["withheld_in_secure_part"]
    else { return nil }
    self.point = point
    self.key = key
    self.label = label
    self.asks = asks
    self.type = type
    self.obligation = obligation
    self.source = source
    withheldInSecurePart = withheld == true
    neverFor = Set(said["never_for"].texts)
  }
}

extension FieldType {
  init?(_ said: JSONValue) {
    var longest = 4000
    if case .number(let number)? = said["max"] { longest = Int(number) ?? longest }
    switch said["type"]?.text {
    case "text"?: self = .text(longest: longest)
    case "party"?: self = .party
    case "choice"?: self = .choice(said["values"].texts)
    case "choices"?: self = .choices(said["values"].texts)
    case "countries"?: self = .countries
    case "date"?: self = .date
    case "file"?: self = .file
    case "url"?: self = .url
    default: return nil
    }
  }
}

extension JSONValue {
  var items: [JSONValue] {
    guard case .array(let items) = self else { return [] }
    return items
  }
}

extension JSONValue? {
  /// The strings of a list.
  var texts: [String] { self?.items.compactMap(\.text) ?? [] }
}
