internal import Evidence
package import Governance
internal import Mustache

/// A page of one's own: a mustache template in the place of our HTML page, for a letterhead or another order.
///
/// Every text in it comes without characters that act instead of showing; `{{name}}` escapes HTML as well. What is drawn
/// or laid out already (`{{{html}}}` of a section, `{{{style}}}`) is HTML and stands in three braces.
package struct CardTemplate: Sendable {
  private let template: MustacheTemplate

  /// - Throws: `template.syntax` where the text is no mustache.
  package init(_ text: String) throws(Problem) {
    do {
      template = try MustacheTemplate(string: text)
    } catch {
      throw Problem(
        .badData, "template.syntax", happened: "The template cannot be read.", because: "\(error)".prefixed(200),
        remedy: "Compare it with `countersign card template`.")
    }
  }

  package func write(_ facts: CardFacts) -> [UInt8] {
    Array(template.render(CardTemplate.context(facts.withoutSecrets)).utf8)
  }

  /// What a template may name.
  private static func context(_ facts: CardFacts) -> [String: Any] {
    let page = CardPage(facts)
    let (settled, obligatory) = facts.completeness
    var stated: [String: Any] = [:]
    for (key, statement) in facts.statements { stated[key.rawValue] = shown(statement.value) }
    var context: [String: Any] = [
      "title": shown(page.title), "noun": facts.kind.noun, "kind": facts.kind.rawValue, "name": shown(facts.name),
      "version": shown(facts.version), "digest": facts.digest, "tier": facts.tier?.rawValue ?? "",
      "owner": shown(facts.owner ?? ""), "team": shown(facts.team), "settled": settled, "obligatory": obligatory,
      "latest": facts.latest?.rfc3339 ?? "", "facts": stated, "style": HTMLStyle.css,
    ]
    context["masked"] = facts.masked.map { shown($0.words) }
    context["gaps"] = facts.gaps.map {
      [
        "key": $0.key.rawValue, "label": $0.key.label, "owed_by": shown($0.owedBy), "due": $0.due?.day ?? "",
        "words": $0.words,
      ]
    }
    context["sections"] = page.sections.filter { $0.title != CardPage.gapsTitle }.map { section -> [String: Any] in
      [
        "title": shown(section.title), "level": section.level, "is_chapter": section.level == 2,
        "html": section.blocks.map(HTMLBlocks.html).joined(separator: "\n"),
      ]
    }
    context["records"] = page.records.enumerated().map { ["number": String($0 + 1), "text": shown($1)] }
    return context
  }

  private static func shown(_ text: String) -> String { visible(text, oneLine: true) }

  private static func shown(_ value: Statement.Value) -> Any {
    switch value {
    case .text(let text): visible(text)
    case .list(let items): items.map(shown)
    case .pairs(let pairs): pairs.map { ["name": shown($0.name), "text": shown($0.text)] }
    }
  }

  /// A template to begin with: it makes a page much like ours.
  package static let example = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <header>
    <div class="eyebrow"><span>{{noun}} card</span><span>{{team}}</span></div>
    <h1>{{name}} <span class="version">{{version}}</span></h1>
    <p class="digest">sha256:{{digest}}</p>
    <p>{{settled}} of {{obligatory}} obligatory facts are on record.</p>
    </header>
    {{#gaps}}
    <p class="missing">{{label}}: {{words}}, owed by {{owed_by}}{{#due}}, due {{due}}{{/due}}</p>
    {{/gaps}}
    {{#sections}}
    {{#is_chapter}}<h2>{{title}}</h2>{{/is_chapter}}{{^is_chapter}}<h3>{{title}}</h3>{{/is_chapter}}
    {{{html}}}
    {{/sections}}
    <h2>Records</h2>
    <ol class="records">
    {{#records}}
    <li id="r{{number}}">{{text}}</li>
    {{/records}}
    </ol>
    </body>
    </html>

    """
}

extension String {
  fileprivate func prefixed(_ count: Int) -> String { String(prefix(count)) }
}
