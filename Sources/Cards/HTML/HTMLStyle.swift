/// How our pages look: one column of text as wide as a page of paper, no colour that carries a meaning alone.
enum HTMLStyle {
  static let css = """
    :root { --ink: #1b2026; --soft: #59626d; --rule: #cfd5dc; --deep: #1d3b5c; --tint: #f3f6f9;
      --good: #1c6a3c; --bad: #9c2a1f; --due: #8a5400; --duetint: #fff6e3; }
    * { box-sizing: border-box; }
    html { background: #e9ecef; }
    body { margin: 2rem auto; max-width: 52rem; padding: 3.2rem 3.6rem 2.6rem; background: #fff; color: var(--ink);
      font: 15px/1.5 "Liberation Serif", "Source Serif 4", Georgia, "Times New Roman", serif;
      overflow-wrap: anywhere; box-shadow: 0 1px 6px rgba(0,0,0,.16); counter-reset: chapter; }
    .sans, header, table, dl, figure, .chip, .callout, footer, h3 { font-family: "Liberation Sans", "Inter", "Helvetica Neue", Arial, sans-serif; }
    header { border-top: 6px solid var(--deep); padding-top: 1.1rem; margin-bottom: 1.6rem; }
    .eyebrow { display: flex; justify-content: space-between; gap: 1rem; font-size: 12px; letter-spacing: .12em;
      text-transform: uppercase; color: var(--deep); font-weight: 700; }
    .eyebrow span + span { color: var(--soft); font-weight: 400; letter-spacing: .04em; text-transform: none; text-align: right; }
    h1 { font: 600 31px/1.2 "Liberation Serif", Georgia, serif; margin: .35rem 0 .5rem; }
    h1 .version { color: var(--soft); font-weight: 400; }
    h1.long { font-size: 17px; }
    .chips { display: flex; flex-wrap: wrap; gap: .45rem; margin: .5rem 0 1.1rem; }
    .chip { font-size: 12px; padding: .12rem .6rem; border: 1px solid var(--rule); border-radius: 1rem; background: var(--tint); }
    .chip.good { border-color: var(--good); color: var(--good); background: #eef7f1; }
    .chip.bad { border-color: var(--bad); color: var(--bad); background: #fcefed; }
    .chip.due { border-color: var(--due); color: var(--due); background: var(--duetint); }
    .grid { display: grid; grid-template-columns: repeat(4, 1fr); gap: .1rem 1.4rem; margin: 0; padding: .8rem 0;
      border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); font-size: 13px; }
    .grid div { padding: .2rem 0; min-width: 0; }
    .grid dt { color: var(--soft); font-size: 11px; letter-spacing: .03em; }
    .grid dd { margin: 0; font-weight: 600; }
    .digest { font: 12px/1.5 "Liberation Mono", "DejaVu Sans Mono", Consolas, monospace; color: var(--soft); margin: .6rem 0 0; }
    .meter { display: flex; align-items: center; gap: .8rem; margin: .9rem 0 0; font-size: 13px; }
    .meter svg { flex: 0 0 auto; }
    .callout { border: 1px solid var(--due); border-left-width: 5px; background: var(--duetint); padding: .7rem 1rem .8rem;
      margin: 0 0 1.8rem; font-size: 13px; break-inside: avoid; }
    .callout h2 { all: unset; display: block; font-weight: 700; font-size: 14px; color: var(--due); margin-bottom: .3rem; }
    .callout h2::before { content: none; }
    .callout table { margin: .2rem 0 0; }
    .callout th, .callout td { border-color: #ecd9b0; padding-top: .2rem; padding-bottom: .2rem; }
    .callout.plain { border-color: var(--rule); background: var(--tint); }
    .callout.plain h2 { color: var(--deep); }
    h2 { counter-increment: chapter; counter-reset: section; font: 600 20px/1.3 "Liberation Serif", Georgia, serif;
      color: var(--deep); margin: 2rem 0 .6rem; padding-bottom: .25rem; border-bottom: 1px solid var(--rule); break-after: avoid; }
    h2::before { content: counter(chapter) "\\2002"; color: var(--soft); font-weight: 400; }
    h3 { counter-increment: section; font-size: 14px; margin: 1.3rem 0 .4rem; break-after: avoid; }
    h3::before { content: counter(chapter) "." counter(section) "\\2002"; color: var(--soft); font-weight: 400; }
    p { margin: .5rem 0; }
    p.said { white-space: pre-line; }
    dl.lines { display: grid; grid-template-columns: 11.5rem 1fr; margin: .4rem 0; font-size: 13.5px; }
    dl.lines > dt { color: var(--soft); padding: .22rem 1rem .22rem 0; border-top: 1px solid #eef0f3; min-width: 0; }
    dl.lines > dd { margin: 0; padding: .22rem 0; border-top: 1px solid #eef0f3; min-width: 0; white-space: pre-line; }
    dl.lines > dt:first-of-type, dl.lines > dd:first-of-type { border-top: 0; }
    dd ul { margin: 0; padding-left: 1.05rem; white-space: normal; }
    dd li { white-space: pre-line; }
    dl.steps > dt { white-space: nowrap; }
    table { border-collapse: collapse; width: 100%; margin: .5rem 0 .8rem; font-size: 12.5px; line-height: 1.4; }
    th { text-align: left; font-weight: 600; color: var(--soft); border-bottom: 1.5px solid var(--ink); padding: .3rem .7rem .3rem 0; vertical-align: bottom; }
    td { border-bottom: 1px solid var(--rule); padding: .3rem .7rem .3rem 0; vertical-align: top; min-width: 2.6rem; }
    td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
    td.pre { white-space: pre-line; }
    table.form { table-layout: fixed; }
    table.form th:nth-child(1) { width: 3.4rem; } table.form th:nth-child(2) { width: 9.5rem; } table.form th:nth-child(4) { width: 12rem; }
    tr { break-inside: avoid; }
    thead { display: table-header-group; }
    figure { margin: .6rem 0 1rem; break-inside: avoid; }
    figure svg { width: 100%; height: auto; display: block; }
    figcaption { font-size: 12px; color: var(--soft); margin-top: .2rem; }
    pre { font: 12px/1.5 "Liberation Mono", "DejaVu Sans Mono", Consolas, monospace; background: var(--tint); border-left: 3px solid var(--rule);
      padding: .6rem .9rem; margin: .3rem 0 .9rem; white-space: pre-wrap; overflow-wrap: anywhere; }
    .caption { font: 12.5px/1.4 "Liberation Sans", Arial, sans-serif; color: var(--soft); margin: .9rem 0 0; }
    .missing { color: var(--due); font-style: italic; }
    .quiet { color: var(--soft); font-style: italic; }
    .stale { color: var(--due); }
    .good { color: var(--good); } .bad { color: var(--bad); }
    sup { line-height: 0; font-size: 10px; margin-left: .12em; }
    sup a { color: var(--deep); text-decoration: none; font-family: "Liberation Sans", Arial, sans-serif; }
    ol.records { font-size: 12px; line-height: 1.45; color: var(--soft); padding-left: 2rem; }
    ol.records li { padding-left: .3rem; }
    ol.records li:target { background: var(--duetint); color: var(--ink); }
    footer { margin-top: 2.2rem; padding-top: .7rem; border-top: 1px solid var(--rule); font-size: 11.5px; color: var(--soft); }
    @page { size: A4; margin: 19mm 18mm 20mm; @bottom-left { font: 8pt "Liberation Sans", Arial, sans-serif; color: #59626d; }
      @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Liberation Sans", Arial, sans-serif; color: #59626d; } }
    @media print { html { background: #fff; } body { margin: 0; padding: 0; max-width: none; box-shadow: none; font-size: 10.5pt; } }
    @media (max-width: 46rem) { body { margin: 0; padding: 1.4rem 1.1rem; } .grid { grid-template-columns: repeat(2, 1fr); }
      dl.lines { grid-template-columns: 1fr; } dl.lines > dd { border-top: 0; padding-top: 0; } }
    """
}
