/// How the page looks: light and dark as the reader's system is, and on paper.
enum PracticeReportStyle {
  static let css = """
    :root { --ink: #1b1b1b; --soft: #56524c; --paper: #fdfcfa; --line: #d9d4cb; --rail: #e8e3da; --done: #2f6f62 }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #ece8e1; --soft: #b3ada3; --paper: #191a1b; --line: #3b3c3e; --rail: #34363a; --done: #7cc4b4 }
    }
    * { box-sizing: border-box }
    body { font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem }
    h1 { font-size: 1.6rem; margin: 0 } h2 { font-size: 1.2rem; margin: 0 0 .75rem }
    header p { margin: .25rem 0 } .hint { color: var(--soft); max-width: 45rem }
    section { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: 1.25rem }
    .wide { overflow-x: auto; margin-bottom: 1.25rem }
    table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
    caption { text-align: left; color: var(--soft); padding-bottom: .25rem }
    th, td { text-align: left; vertical-align: baseline; font-weight: normal; padding: .35rem 1rem .35rem 0; border-bottom: 1px solid var(--line) }
    thead th { color: var(--soft); font-size: .875rem; border-bottom-color: var(--soft) }
    .number { white-space: nowrap } .measure { min-width: 11rem } .measure span { display: inline-block; min-width: 5.5rem; white-space: nowrap }
    svg { width: 5rem; height: .5rem; vertical-align: middle }
    .rail { fill: var(--rail) } .second { fill: var(--done) }
    dl { display: grid; grid-template-columns: minmax(10rem, max-content) 1fr; gap: .35rem 1.25rem; margin: 0 0 1rem }
    dt { color: var(--soft) } dd { margin: 0 }
    summary { cursor: pointer; padding: .2rem 0 } summary:focus-visible, .wide:focus-visible { outline: 2px solid var(--done); outline-offset: 2px }
    details ul { columns: 16rem; margin: .25rem 0 1rem; padding-left: 1.2rem } li { break-inside: avoid }
    code { font: .85rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
    @media (max-width: 40rem) {
      .wide { font-size: .9rem } th, td { padding-right: .5rem } .measure { min-width: 0 } .measure span { min-width: 0; white-space: normal } .measure svg { display: none }
    }
    @media (max-width: 40rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .5rem } }
    @media print {
      :root { --ink: #000; --soft: #444; --paper: #fff; --line: #bbb; --rail: #ddd; --done: #333 }
      body { font-size: 10pt; margin: 0; max-width: none; padding: 0 }
      section, tr { break-inside: avoid } svg { print-color-adjust: exact; -webkit-print-color-adjust: exact }
      .wide { overflow: visible }
    }
    @page { margin: 16mm }
    """
}
