/** The page's only style sheet: light and dark, screen and A4 paper. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1c2024;--soft:#5b6470;--line:#d5dae0;--shade:#0004;--paper:#fff;--accent:#1f6feb;--s1:#b35900;--s2:#8250df;--s3:#116329}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ed;--soft:#a3adb8;--line:#3a424c;--shade:#fff5;--paper:#14181d;--accent:#6cb0ff;--s1:#f0a35e;--s2:#c29cff;--s3:#6cd08a}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:52rem;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,"Segoe UI","Noto Sans",sans-serif}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.3rem;line-height:1.3;margin:2.6rem 0 .6rem;padding-top:1rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}
p,ul{margin:.6rem 0;max-width:44rem}
ul{padding-left:1.2rem}
section.lead{margin:1.2rem 0 1.4rem;padding:.2rem 1.1rem .5rem;border-left:4px solid var(--accent)}
.lead h2{margin:.3rem 0;padding:0;border:0}
.lead li{margin:.35rem 0}
.about,.untold,figcaption,caption,nav{color:var(--soft)}
.untold{font-style:italic}
nav ol{padding-left:1.4rem;columns:2;column-gap:2rem}
a{color:var(--accent)}
.wide{overflow-x:auto;margin:.7rem 0;background:linear-gradient(90deg,var(--paper) 50%,transparent) 0 0/2rem 100% no-repeat local,linear-gradient(270deg,var(--paper) 50%,transparent) 100% 0/2rem 100% no-repeat local,linear-gradient(90deg,var(--shade),transparent) 0 0/.8rem 100% no-repeat scroll,linear-gradient(270deg,var(--shade),transparent) 100% 0/.8rem 100% no-repeat scroll}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:.2rem 0;font-size:.85rem}
th,td{text-align:left;vertical-align:top;padding:.28rem .9rem .28rem 0;border-bottom:1px solid var(--line);font-weight:400;overflow-wrap:break-word;max-width:26rem}
.whole{white-space:nowrap}
.long{min-width:9rem}
.sub{padding-left:1em;color:var(--soft)}
thead th,thead td{color:var(--soft);border-bottom:2px solid var(--line)}
.figure{text-align:right;white-space:nowrap}
.headline td.figure{font-weight:600}
abbr{text-decoration:none;color:var(--soft)}
pre{overflow-x:auto;font-size:.85rem;line-height:1.25}
figure{margin:1rem 0}
.shown{display:flex;flex-wrap:wrap;align-items:flex-start;column-gap:2.5rem}
.shown figure{flex:1 1 20rem;max-width:31rem}
.shown .wide{max-width:100%}
svg{width:100%;height:auto;max-width:31rem;font:12px system-ui,"Noto Sans",sans-serif}
svg text{fill:var(--ink);dominant-baseline:middle}
svg .end{text-anchor:end}
svg .middle{text-anchor:middle}
svg .bar{fill:var(--accent)}
svg .range{stroke:var(--ink);stroke-width:1.2;fill:none}
svg .mark{stroke:var(--s1);stroke-width:3;fill:none}
svg .axis{stroke:var(--soft)}
svg .grid{stroke:var(--line)}
svg .line{fill:none;stroke:var(--accent);stroke-width:2}
svg .band{fill:var(--accent);opacity:.15;stroke:none}
svg .line.s1{stroke:var(--s1);stroke-dasharray:6 3}
svg .line.s2{stroke:var(--s2);stroke-dasharray:2 3}
svg .line.s3{stroke:var(--s3);stroke-dasharray:9 3 2 3}
svg .band.s1{fill:var(--s1)}
svg .band.s2{fill:var(--s2)}
svg .band.s3{fill:var(--s3)}
@media (max-width:34rem){nav ol{columns:1}body{padding:1.2rem .9rem 3rem}table{font-size:.82rem}th,td{padding-right:.6rem}.name{min-width:6.2rem}.long{min-width:15rem}}
@page{size:A4;margin:16mm}
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--accent:#1f5fbf;--s1:#8a4500;--s2:#5b2fb0;--s3:#0b4a20}
body{padding:0;max-width:none;font-size:10pt}
.wide{overflow:visible;background:none}table{font-size:8.5pt}th,td{overflow-wrap:anywhere}th:not(.figure),td:not(.figure){min-width:6.8em}svg{max-width:24rem}h2,h3{break-after:avoid}figure,tr,li,.lead,.headline,.shown,.short{break-inside:avoid}.long,.name{min-width:0}p{orphans:3;widows:3}thead{display:table-header-group}nav{display:none}}
`;

/** SHA-256 of the style sheet, base64: the page's security policy lets in this one and no other. */
export const STYLE_HASH = 'J+r/WN2AEk0WGPjhGUe33IwqcfwZy+Sxc5nGc1Hg1PI=';
