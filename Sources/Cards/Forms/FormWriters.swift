package import Evidence
internal import Governance

extension FormFormat {
  /// Our JSON, canonical (RFC 8785). What is withheld is listed by key and appears nowhere else.
  static let json = FormFormat("json", fileExtension: "json") { $0.value.json + "\n" }

  static let markdown = FormFormat("markdown", fileExtension: "md") { sheet in
    var blocks = [
      "# \(markdownInline(sheet.heading))", "**\(markdownInline("\(sheet.system.name) \(sheet.system.version)"))**",
    ]
    blocks.append(
      "> \(markdownInline(sheet.law.title)) (version \(sheet.law.version)). \(markdownInline(LawText.disclaimer))")
    blocks.append(sheet.filing.map { "- **\($0.label):** \(markdownInline($0.text))" }.joined(separator: "\n"))
    blocks.append(markdownInline(sheet.completenessWords))
    for line in sheet.lines {
      blocks.append("## \(line.field.point). \(markdownInline(line.field.label))")
      blocks.append("`\(line.field.key)` · _\(markdownInline(line.standing))_")
      if let value = line.value { blocks.append(markdownParagraph(value)) }
      if let record = line.record { blocks.append("Read from \(markdownInline(record.text))") }
    }
    for field in sheet.withheld {
      blocks.append("## \(field.point). \(markdownInline(field.label))")
      blocks.append("`\(field.key)` · _\(markdownInline(sheet.withheldWords))_")
    }
    blocks.append("## What its reader must know")
    blocks.append(
      (["Read from \(sheet.law.readFrom)."] + sheet.law.cautions).map { "- \(markdownInline($0))" }.joined(
        separator: "\n"))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  static let text = FormFormat("text", fileExtension: "txt") {
    FormText.lines($0, columns: 80).map { $0 + "\n" }.joined()
  }
}

/// A form as lines for people, without markup.
package enum FormText {
  package static func lines(_ sheet: FormSheet, columns: Int) -> [String] {
    var out = PlainTextLines(columns: max(20, columns))
    out.wrap(sheet.heading)
    out.rule("=")
    out.wrap(
      "\(sheet.system.name) \(sheet.system.version), team \(sheet.system.team), owner \(sheet.system.owner ?? "nobody")"
    )
    out.wrap("\(sheet.law.title) (version \(sheet.law.version)).")
    out.wrap(LawText.disclaimer)
    out.blank()
    for line in sheet.filing { out.wrap("\(line.label): \(line.text)", rest: "  ") }
    out.blank()
    out.wrap(sheet.completenessWords)
    for line in sheet.lines {
      out.blank()
      out.wrap("\(line.field.point) \(line.field.label)  (\(line.field.key))")
      out.wrap("[\(line.standing)]", first: "  ", rest: "  ")
      if let value = line.value { out.paragraphs(value, indent: "  | ") }
    }
    for field in sheet.withheld {
      out.blank()
      out.wrap("\(field.point) \(field.label)  (\(field.key))")
      out.wrap("[\(sheet.withheldWords)]", first: "  ", rest: "  ")
    }
    out.blank()
    for caution in ["Read from \(sheet.law.readFrom)."] + sheet.law.cautions {
      out.wrap(caution, first: "! ", rest: "  ")
    }
    return out.lines
  }
}

extension FormSheet {
  /// `countersign.form/1`. Fields in order of the form; times RFC 3339.
  package var value: JSONValue {
    let (settled, obligatory) = completeness
    return [
      "form": "countersign.form/1", "section": .string(section.letter.rawValue), "title": .string(section.title),
      "system": [
        "name": .string(system.name), "version": .string(system.version), "digest": .string("sha256:\(system.digest)"),
        "team": .string(system.team), "owner": system.owner.map { .string($0) } ?? .null,
      ],
      "law": [
        "version": .string(law.version), "title": .string(law.title), "read_from": .string(law.readFrom),
        "disclaimer": .string(LawText.disclaimer), "duties_from": .string(law.dutiesFrom),
        "cautions": .array(law.cautions.map { .string($0) }),
      ],
      "filed_by": .string(section.filedBy), "when": .string(section.when), "article": .string(section.article),
      "due": .array(duty.letters.map { .string($0.rawValue) }), "reasons": .array(duty.reasons.map { .string($0) }),
      "addressee": .string(duty.isNational ? "national" : duty.isSecure ? "union_secure" : "union_public"),
      "annex_iii_points": .array(system.points.map { .string($0) }),
      "readiness": .string(readiness),
      "completeness": ["settled": .integer(settled), "obligatory": .integer(obligatory)],
      "fields": .array(lines.map(\.json)),
      "withheld": .array(
        withheld.map { ["key": .string($0.key), "point": .integer($0.point), "article": .string(section.withheldBy)] }),
      "moved_parts": .array(
        system.movedParts.map {
          [
            "artifact": .string($0.dependency.artifact), "named": .string($0.dependency.label),
            "served": .string($0.served ?? ""),
          ]
        }),
    ]
  }
}

extension FormLine {
  fileprivate var json: JSONValue {
    [
      "point": .integer(field.point), "key": .string(field.key), "label": .string(field.label),
      "obligation": .string(field.obligation.rawValue), "state": .string(state.rawValue),
      "value": value.map { .string($0) } ?? .null, "record": record.map { .string($0.text) } ?? .null,
      "owner": isSettled ? .null : owner.map { .string($0) } ?? .null, "due": due.map { .string($0.rfc3339) } ?? .null,
      "fact": fact.map { .integer($0) } ?? .null, "note": .string(note),
    ]
  }
}
