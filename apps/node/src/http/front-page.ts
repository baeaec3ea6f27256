/** What the first page of a node says. */
export interface FrontPage {
  hospital: string;
  member: string;
  height: number;
  unanchored: number;
  why: string | undefined;
  members: readonly { name: string; status: string; origin: string }[];
  demo: readonly { user: string; role: string; password: string | undefined }[];
}

const escape = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const style = `
:root{color-scheme:light dark;--ink:#16202a;--soft:#51606e;--paper:#fbfbf9;--line:#d9dee3;--mark:#0b6e6e}
@media (prefers-color-scheme:dark){:root{--ink:#e8edf1;--soft:#9fb0be;--paper:#12181d;--line:#2c3740;--mark:#5cc2c0}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem}
h1{font-size:1.7rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p{margin:.4rem 0}.soft{color:var(--soft)}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line);font-weight:normal}
th{color:var(--soft)}code{font-family:ui-monospace,monospace;font-size:.92em}
pre{overflow-x:auto;padding:.9rem 1rem;border:1px solid var(--line);border-radius:.5rem}
a{color:var(--mark)}.state{border-left:4px solid var(--mark);padding:.25rem 0 .25rem .9rem}`;

/** The page that `/` of a node serves: what it is, its state, what to try. */
export function frontPage(page: FrontPage): string {
  const name = escape(page.hospital);
  const state =
    page.why === undefined
      ? `Ledger at height ${page.height}. ${page.unanchored === 0 ? 'Everything is anchored.' : `${page.unanchored} acts are not yet anchored; they will be.`}`
      : escape(page.why);
  const members = page.members
    .map(
      (m) =>
        `<tr><td>${escape(m.name)}</td><td>${escape(m.status)}</td><td><a href="${escape(m.origin)}/">${escape(m.origin)}</a></td></tr>`,
    )
    .join('');
  const people = page.demo
    .map(
      (p) =>
        `<tr><td><code>${escape(p.user)}</code></td><td>${escape(p.role)}</td><td><code>${escape(p.password ?? 'passkey')}</code></td></tr>`,
    )
    .join('');
  const demo =
    page.demo.length === 0
      ? ''
      : `<h2>Sign-ins of this demonstration</h2><table><thead><tr><th scope="col">User</th><th scope="col">Role</th><th scope="col">Password</th></tr></thead><tbody>${people}</tbody></table>
<p class="soft">All patients are synthetic.</p>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${name} · CareLedger</title><style>${style}</style></head><body><main>
<h1>${name}</h1><p class="soft">A CareLedger node: this hospital's records, and its place in the consortium.</p>
<h2>State</h2><p class="state">${state}</p>
<h2>Members</h2><table><thead><tr><th scope="col">Hospital</th><th scope="col">Status</th><th scope="col">Address</th></tr></thead><tbody>${members}</tbody></table>
<h2>What to try</h2><pre><code>npx careledger patients --at ${escape(page.member)}
npx careledger status
npx careledger directory
npx careledger verify
npm run demo</code></pre>
<p>Records speak FHIR R4 at <code>/fhir/R4</code>: <a href="/fhir/R4/metadata">capability statement</a>.</p>
${demo}</main></body></html>`;
}
