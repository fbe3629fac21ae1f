// How a printed report looks: black on white, for a browser, for paper and for somebody who reads it at night on a phone.
export const PAGE_STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1040px; background: #fff; color: #14181d;
  font: 14px/1.45 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { margin: 0; font-size: 24px; line-height: 1.2; overflow-wrap: anywhere; }
.sub { margin: 4px 0 20px; color: #4a5461; font-weight: 600; }
h2 { margin: 26px 0 8px; padding-bottom: 3px; border-bottom: 1px solid #c4cbd4; font-size: 16px; break-after: avoid; }
p { margin: 6px 0; }
table { width: 100%; border-collapse: collapse; margin: 8px 0; }
th, td { padding: 4px 10px 4px 0; text-align: left; vertical-align: top; border-bottom: 1px solid #e3e7ec; overflow-wrap: anywhere; }
th { color: #4a5461; font-size: 0.86em; font-weight: 600; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.facts th { width: 200px; font-size: inherit; }
tbody td { min-width: calc(6em + 10px); }
.both { white-space: nowrap; }
.matter { break-inside: avoid; margin: 10px 0 14px; padding-left: 12px; border-left: 4px solid #c4cbd4; }
.matter.unstable { border-left-color: #b3261e; }
.matter.watch { border-left-color: #8a6100; }
.matter h3 { margin: 0; font-size: 14px; overflow-wrap: anywhere; break-after: avoid; }
.stance { display: inline-block; margin-right: 6px; padding: 0 6px; border: 1px solid currentcolor; border-radius: 3px; color: #4a5461;
  font-size: 11px; font-weight: 700; text-transform: uppercase; }
.unstable .stance { color: #b3261e; }
.watch .stance { color: #8a6100; }
.stands { margin: 2px 0 4px; color: #4a5461; }
.matter .facts th { width: 130px; font-size: 0.86em; }
.matter .words { margin: 0; }
.matter .words p, .matter .words ul, .matter .words ol { margin: 0 0 3px; }
.missing { color: #6b4a00; font-style: italic; }
.words { margin: 6px 0; }
.words > :first-child { margin-top: 0; }
.words > :last-child { margin-bottom: 0; }
.words pre { padding: 8px; background: #f3f5f7; white-space: pre-wrap; overflow-wrap: anywhere; }
.words code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 12px; }
.output { margin: 4px 0; padding: 8px; background: #f3f5f7; border-left: 3px solid #c4cbd4; white-space: pre-wrap; overflow-wrap: anywhere;
  font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 11.5px; line-height: 1.35; }
.words ul, .words ol { margin: 4px 0; padding-left: 20px; }
.words blockquote { margin: 6px 0; padding-left: 10px; border-left: 3px solid #c4cbd4; }
.words h1, .words h2, .words h3, .words h4 { margin: 10px 0 4px; border: 0; font-size: 14px; }
.time { width: 150px; white-space: nowrap; font-variant-numeric: tabular-nums; }
.local { width: 180px; color: #4a5461; }
.seq { width: 56px; color: #4a5461; font-variant-numeric: tabular-nums; }
.who { width: 110px; }
.kind { width: 110px; color: #4a5461; }
.mark { display: block; color: #6b4a00; font-size: 0.86em; }
.pin { font-weight: 700; }
figure { margin: 12px 0; break-inside: avoid; }
figcaption { font-weight: 600; font-size: 13px; }
figure svg { display: block; width: 100%; max-width: 900px; height: auto; }
img { display: block; max-width: 100%; max-height: 640px; margin: 6px 0; border: 1px solid #c4cbd4; }
.file { font-size: 12px; color: #4a5461; overflow-wrap: anywhere; }
footer { margin-top: 30px; padding-top: 8px; border-top: 1px solid #c4cbd4; color: #4a5461; font-size: 12px; overflow-wrap: anywhere; }
@media (max-width: 700px) { .local, .kind, .seq { display: none; } }
@media print { body { padding: 0; max-width: none; font-size: 11px; } .matter .facts { margin: 4px 0; } .matter .facts th, .matter .facts td { padding-top: 2px; padding-bottom: 2px; } h2 { font-size: 14px; } .time { width: 118px; } .local { width: 144px; } .seq { width: 40px; } .who, .kind { width: 76px; } }
`;
