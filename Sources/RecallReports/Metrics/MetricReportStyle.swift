/// How the manager's page looks: on a desk, on a phone, on paper, light and dark as the reader's system
/// is. Contrast is at least 4.5 for text and 3 for what is drawn, in both; a test computes it.
enum MetricReportStyle {
  static let css = """
    :root { --ink: #1d2124; --soft: #545b60; --paper: #f7f6f2; --card: #ffffff; --line: #dcd9d1; --rail: #e6e3db; --first: #8fb8ad; --second: #17685a; --alert: #8f3d12; --alert-paper: #fdf1e9 }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #ece9e3; --soft: #b4b5b3; --paper: #15181a; --card: #1e2225; --line: #3a4044; --rail: #343a3e; --first: #3d6d61; --second: #86d3c1; --alert: #f2b48c; --alert-paper: #2c2019 }
    }
    * { box-sizing: border-box }
    html { -webkit-text-size-adjust: 100% }
    body { font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; color: var(--ink); background: var(--paper); margin: 0 }
    .skip { position: absolute; left: -999rem } .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem }
    a { color: var(--second) }
    header, main, footer { max-width: 64rem; margin: 0 auto; padding: 0 1.5rem }
    header { padding-top: 2.25rem }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; letter-spacing: -.01em }
    h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .25rem }
    h3 { font-size: 1rem; margin: 1.5rem 0 .25rem }
    .clinic { color: var(--soft); margin: 0 0 .25rem; font-weight: 600 }
    header p { margin: .35rem 0; max-width: 46rem }
    .hint { color: var(--soft); margin: 0 0 1rem; max-width: 46rem }
    section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.25rem 1.5rem; margin: 1.25rem 0 }
    .needs { background: var(--alert-paper); border-color: var(--alert); border-left-width: .4rem }
    .needs h2 { color: var(--alert) } .calm { border-left: .4rem solid var(--second) }
    .needs ul, .calm p { margin: .25rem 0 0 } .needs ul { padding-left: 1.2rem }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(13rem, 1fr)); gap: 1rem; margin: 1.25rem 0; padding: 0; list-style: none }
    .tiles li { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem }
    .tiles .name { display: block; color: var(--soft); font-size: .9rem; min-height: 2.7em }
    .tiles .value { display: block; font-size: 2rem; line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums }
    .tiles .made { display: block; font-variant-numeric: tabular-nums }
    .tiles svg { display: block; width: 100%; height: .5rem; margin-top: .5rem }
    table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
    caption { text-align: left; color: var(--soft); padding-bottom: .35rem }
    th, td { text-align: left; vertical-align: top; font-weight: normal; padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--line) }
    tbody tr:last-child > *, tfoot tr > * { border-bottom: 0 }
    thead th { color: var(--soft); font-size: .875rem; vertical-align: bottom; border-bottom: 1px solid var(--soft) }
    tfoot th, tfoot td { border-top: 1px solid var(--soft); font-weight: 600 }
    .number { text-align: right; white-space: nowrap } thead .number { white-space: normal } td:last-child, th:last-child { padding-right: 0 }
    .figure { table-layout: fixed } .figure .number { white-space: normal } .figure th:first-child { width: 46% } .figure th:nth-child(2) { width: 19% } .figure th:nth-child(3) { width: 19% }
    .wide + .wide { margin-top: 1.5rem } .wide + .hint { margin: .75rem 0 0 } .figure small { display: block; color: var(--soft); font-size: .88em; line-height: 1.4 }
    .bar { width: 22% } .figure .bar { width: 16% } td svg { display: block; width: 100%; min-width: 4.5rem; height: .6rem; margin-top: .45rem }
    .wide { overflow-x: auto } .wide:focus-visible, a:focus-visible { outline: 3px solid var(--second); outline-offset: 2px }
    figure { margin: .75rem 0 0; display: grid; grid-template-columns: minmax(0, 27rem) minmax(0, 1fr); gap: 1rem 2rem; align-items: start }
    figcaption { grid-column: 1 / -1; color: var(--soft) }
    figure > svg { width: 100%; height: auto }
    .rail { fill: var(--rail) } .due { fill: var(--rail); stroke: var(--soft) } .first { fill: var(--first) } .second { fill: var(--second) }
    .axis { stroke: var(--line) } .base { stroke: var(--soft) } svg text { fill: var(--soft); font: 13px system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif }
    .key { display: inline-block; width: .8rem; height: .8rem; border-radius: .15rem; margin-right: .35rem; vertical-align: -.05rem }
    .key svg { display: block; width: 100%; height: 100%; margin: 0; min-width: 0 }
    footer { color: var(--soft); padding-top: .5rem; padding-bottom: 2.5rem; font-size: .9rem }
    @media (max-width: 46rem) {
      header, main, footer { padding-left: .75rem; padding-right: .75rem } section { padding: 1rem .8rem }
      figure { grid-template-columns: 1fr } .tiles { grid-template-columns: 1fr 1fr; gap: .75rem } .tiles li { padding: .75rem .9rem }
      .tiles .value { font-size: 1.6rem } .bar { display: none } .wide { font-size: .83rem }
      th, td { padding-right: .22rem } thead th { white-space: normal; font-size: .7rem; line-height: 1.3; hyphens: none; overflow-wrap: normal; word-break: keep-all }
      .figure { font-size: .95rem } .figure th:first-child { width: 47% } .figure th:nth-child(2) { width: 26% } .figure th:nth-child(3) { width: 27% }
    }
    @media print {
      :root { --ink: #000; --soft: #444; --paper: #fff; --card: #fff; --line: #bbb; --rail: #e2e2e2; --first: #a9a9a9; --second: #333; --alert: #000; --alert-paper: #fff }
      html { font-size: 9.5pt } header, main, footer { max-width: none; padding: 0 } .skip { display: none }
      header { padding-top: 0 } section, .tiles li { border-radius: 0; padding: .75rem 0; border-width: 1px 0 0; background: none }
      section.needs { border-left-width: .25rem; padding-left: .75rem } .tiles { grid-template-columns: repeat(4, 1fr); gap: 0 1.25rem }
      section, tr, figure, .tiles { break-inside: avoid } tfoot { display: table-row-group } h2, h3, .hint, caption, thead, figcaption { break-after: avoid }
      th, td { padding: .25rem .6rem .25rem 0 } figure { grid-template-columns: 36% 1fr; gap: .5rem 1.25rem } .wide { overflow: visible } .bar { display: table-cell }
      svg { print-color-adjust: exact; -webkit-print-color-adjust: exact }
    }
    @page { margin: 15mm }
    """
}
