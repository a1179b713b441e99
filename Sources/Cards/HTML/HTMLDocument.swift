/// One self-contained HTML page: no script, nothing loaded from anywhere, readable on a screen and on paper.
struct HTMLDocument {
  /// Plain text for the window's title.
  var title: String
  /// A short text of letters, digits, blanks and `:` for the foot of every printed page.
  var foot: String
  /// HTML.
  var body: String

  var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="Countersign">
    <title>\(htmlText(title, oneLine: true))</title>
    <style>
    \(HTMLStyle.css)
    @page { @bottom-left { content: "\(foot)"; } }
    </style>
    </head>
    <body>
    \(body)
    </body>
    </html>

    """
  }
}
