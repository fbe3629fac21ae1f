// How a report looks: for paper first (A4, PDF), and in a browser as the same sheet. Light, one accent, nothing that depends on
// colour alone. Sizes in print are points of the sheet; the margins are the printer's (electron/main/print-pdf.ts).
export const REPORT_STYLE = `
:root { color-scheme: light; --ink: #16202c; --dim: #55606e; --line: #d5dae1; --hair: #e8ebef; --wash: #f5f7f9; --accent: #12436d; --bad: #9b1c1c; --good: #1b5e3a; --gap: #6b4a00; }
* { box-sizing: border-box; }
body { overflow-wrap: anywhere; margin: 0 auto; padding: 32px 40px 48px; max-width: 860px; background: #fff; color: var(--ink);
  font: 14px/1.45 "Inter Variable", Inter, "Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, "DejaVu Sans Condensed", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
a { color: inherit; text-decoration: none; }
p { margin: 0; }
.cover { display: flex; flex-direction: column; margin-bottom: 40px; }
.brand { display: flex; align-items: center; gap: 10px; padding-bottom: 12px; border-bottom: 2px solid var(--accent); font-size: 15px; font-weight: 650; letter-spacing: -.01em; }
.brand svg { flex: none; width: 30px; height: 30px; display: block; }
.brand span { margin-left: auto; min-width: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; color: var(--dim); font-weight: 400; font-size: 13px; }
h1 { margin: 52px 0 8px; font-size: 34px; line-height: 1.12; letter-spacing: -.02em; font-weight: 680; overflow-wrap: anywhere; }
.period { font-size: 18px; color: var(--accent); font-weight: 560; }
.scope { margin-top: 4px; color: var(--dim); }
.partial { display: inline-block; margin-top: 12px; padding: 3px 9px; border: 1px solid var(--gap); color: var(--gap); font-weight: 600; }
.summary { display: grid; grid-template-columns: repeat(5, 1fr); gap: 0; margin: 36px 0 32px; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.summary > div { padding: 12px 10px 12px 12px; border-left: 1px solid var(--line); }
.summary > div:first-child { border-left: 0; padding-left: 0; }
.name { color: var(--dim); font-size: 12px; line-height: 1.3; overflow-wrap: anywhere; }
.value { margin-top: 3px; font-size: 22px; line-height: 1.2; font-weight: 640; letter-spacing: -.015em; overflow-wrap: anywhere; }
.value small { font-size: 12px; font-weight: 400; letter-spacing: 0; color: var(--dim); }
.value.none { font-size: 14px; font-weight: 400; letter-spacing: 0; color: var(--dim); line-height: 1.9; }
.under { margin-top: 2px; color: var(--dim); font-size: 12px; line-height: 1.35; }
.kept, .missed { font-weight: 600; white-space: nowrap; }
.kept { color: var(--good); }
.missed { color: var(--bad); }
.kept::before { content: "\\25CB\\00A0"; }
.missed::before { content: "\\25A0\\00A0"; }
.contents h2 { margin: 0 0 6px; border: 0; padding: 0; font-size: 14px; }
.contents ol { margin: 0; padding: 0; list-style: none; columns: 2; column-gap: 40px; }
.contents li { display: flex; gap: 8px; padding: 4px 0; border-bottom: 1px solid var(--hair); break-inside: avoid; }
.contents b { width: 22px; color: var(--dim); font-weight: 400; }
.made { margin-top: 28px; color: var(--dim); font-size: 12px; line-height: 1.5; overflow-wrap: anywhere; }
section { margin-top: 34px; }
h2 { margin: 0 0 6px; padding-top: 8px; border-top: 2px solid var(--ink); font-size: 19px; line-height: 1.25; letter-spacing: -.01em; break-after: avoid; }
h2 i { font-style: normal; color: var(--dim); font-weight: 400; margin-right: 8px; }
h3 { margin: 20px 0 4px; font-size: 14px; break-after: avoid; }
.lead { max-width: 68ch; font-size: 15px; }
.head { break-inside: avoid; break-after: avoid; }
.gaps { margin: 10px 0 0; padding: 7px 12px; list-style: none; border-left: 3px solid var(--gap); background: #fdf8ec; color: var(--gap); font-size: 13px; break-inside: avoid; break-after: avoid; }
.figures { display: grid; grid-template-columns: repeat(4, 1fr); margin: 14px 0 4px; border-left: 1px solid var(--line); border-top: 1px solid var(--line); break-inside: avoid; }
.figures > div { padding: 8px 10px 9px; border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.figures .value { font-size: 18px; }
figure { margin: 18px 0 6px; break-inside: avoid; }
figcaption { font-weight: 600; font-size: 13px; margin-bottom: 6px; }
figcaption span { color: var(--dim); font-weight: 400; }
figure svg { display: block; width: 100%; height: auto; }
.nothing { color: var(--dim); font-style: italic; font-size: 13px; }
table { width: 100%; border-collapse: collapse; margin: 16px 0 4px; font-size: 12.5px; line-height: 1.35; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 4px 8px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--hair); overflow-wrap: break-word; }
th:last-child, td:last-child { padding-right: 0; }
thead .caption { padding: 0 0 5px; border: 0; font-size: 13px; font-weight: 600; color: var(--ink); }
thead .caption span { color: var(--dim); font-weight: 400; }
thead tr:last-child th { border-bottom: 1px solid var(--ink); color: var(--dim); font-weight: 500; vertical-align: bottom; font-size: .92em; }
.r { text-align: right; }
td.r, td.t { white-space: nowrap; }
.wide td.at { white-space: normal; }
.r + td:not(.r), .r + th:not(.r) { padding-left: 8px; }
.short { break-inside: avoid; }
.wide { font-size: 10.5px; }
.wide th, .wide td { padding-right: 6px; }
.narrow { width: auto; min-width: 55%; }
.narrow th, .narrow td { padding-right: 22px; }
.more { margin: 2px 0 0; color: var(--dim); font-size: 12px; }
.definitions td:first-child { width: 25%; }
.definitions td:last-child { width: 19%; }
.definitions code, .sets code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .88em; color: var(--dim); overflow-wrap: anywhere; }
.sets td:first-child, .sets td:nth-child(3) { width: 17%; }
.sets td:first-child code { overflow-wrap: normal; }
.group td { padding-top: 12px; font-weight: 650; border-bottom-color: var(--ink); break-after: avoid; }
.chain p { margin: 0 0 6px; overflow-wrap: anywhere; }
@media print {
  body { padding: 0; max-width: none; font-size: 10.5px; }
  .cover { min-height: 258mm; margin: 0; break-after: page; }
  .brand { font-size: 13px; } .brand span { font-size: 10.5px; }
  h1 { margin-top: 34mm; font-size: 34px; }
  .period { font-size: 17px; } .scope { font-size: 12px; }
  .summary { margin: 14mm 0 12mm; }
  .name, .under, .made { font-size: 9px; }
  .value { font-size: 17px; } .value small { font-size: 9.5px; } .value.none { font-size: 11px; }
  .contents { font-size: 11px; } .contents h2 { font-size: 12px; }
  .made { margin-top: auto; }
  section { margin-top: 9mm; } .cover + section { margin-top: 0; }
  h2 { font-size: 15px; } h3 { font-size: 11.5px; }
  .lead { font-size: 11.5px; max-width: none; }
  .gaps { font-size: 10px; }
  .figures .value { font-size: 14px; }
  .figures > div { padding: 6px 8px; }
  figcaption { font-size: 10.5px; }
  figure { margin: 12px 0 4px; }
  table { font-size: 9.2px; } .wide { font-size: 7.8px; } thead .caption { font-size: 10.5px; } .more, .nothing { font-size: 9px; }
  .appendix { break-before: page; }
}
@media screen { html { background: #eceff3; } body { margin: 24px auto; box-shadow: 0 1px 4px rgb(0 0 0 / .16); } }
@media screen and (max-width: 700px) { body { padding: 20px; } .summary, .figures { grid-template-columns: repeat(2, 1fr); } .contents ol { columns: 1; } table { display: block; overflow-x: auto; } }
`;
