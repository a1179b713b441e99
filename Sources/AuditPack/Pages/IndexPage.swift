internal import Governance

/// The page a reader begins with. It holds no script and asks nothing of any other place.
struct IndexPage {
  let statement: PackStatement
  let digest: String
  let tables: [(table: FactTable, rows: Int, late: Int)]
  let cards: [(name: String, links: [(words: String, path: String)])]

  var html: String {
    let title = "Audit pack \(statement.quarter)"
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width">
      <title>\(title)</title>
      <style>
      \(EmbeddedHandout.style)</style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>
      <p>What was true from \(statement.starts.rfc3339) until \(statement.ends.rfc3339) (borders in \
      \(HTMLText.escaped(statement.zone))), as \(HTMLText.escaped(statement.catalog)) had it on record at \
      \(statement.frozenAt.rfc3339). How to check it stands in <a href="README.txt">README.txt</a>.</p>
      \(facts)
      <h2>Tables</h2>
      <table>
      <thead><tr><th scope="col">what</th><th scope="col">rows</th><th scope="col">recorded after the quarter's end</th></tr></thead>
      <tbody>
      \(tables.map(line).joined(separator: "\n"))
      </tbody>
      </table>
      <h2>Cards</h2>
      <table>
      <thead><tr><th scope="col">version</th><th scope="col">as</th></tr></thead>
      <tbody>
      \(cards.map(line).joined(separator: "\n"))
      </tbody>
      </table>
      </main>
      </body>
      </html>

      """
  }

  private var facts: String {
    var lines = [
      ("Frozen by", "\(statement.askedBy), then \(statement.frozenBy)"), ("Snapshot", "\(statement.snapshot)"),
      ("Facts in the snapshot", "\(statement.facts)"), ("Digest of the snapshot", "sha256:" + digest),
    ]
    if let corrects = statement.corrects { lines.append(("Puts right", "snapshot \(corrects)")) }
    if !statement.scope.isEmpty { lines.append(("Cut to the system", statement.scope)) }
    return "<dl>\n"
      + lines.map { "<dt>\($0.0)</dt><dd><code>\(HTMLText.escaped($0.1))</code></dd>\n" }.joined() + "</dl>"
  }

  private func line(_ entry: (table: FactTable, rows: Int, late: Int)) -> String {
    let late = entry.late == 0 ? "0" : "<span class=\"late\">\(entry.late)</span>"
    return "<tr><td><a href=\"\(entry.table.path)\">\(HTMLText.escaped(entry.table.title))</a></td>"
      + "<td>\(entry.rows)</td><td>\(late)</td></tr>"
  }

  private func line(_ entry: (name: String, links: [(words: String, path: String)])) -> String {
    let links = entry.links.map { "<a href=\"\($0.path)\">\(HTMLText.escaped($0.words))</a>" }
    return "<tr><td>\(HTMLText.escaped(entry.name))</td><td>\(links.joined(separator: " "))</td></tr>"
  }
}
