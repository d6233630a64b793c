// The shelf: things one can draw. Each returns the inside of an SVG of 400 by 400 and keeps between y = 60 and y = 340,
// because some pages crop to 4:3. Light comes from the left.

const GROUND = 318;
const INK = '#3a3330';
const CREAM = '#fbf6ec';
const STEEL = '#c9ced3';

/** The colour between two colours: 0 is the first, 1 the second. */
export function mix(from, to, share) {
  const part = (color, at) => parseInt(color.slice(at, at + 2), 16);
  const channels = [1, 3, 5].map((at) => Math.round(part(from, at) * (1 - share) + part(to, at) * share));
  return '#' + channels.map((it) => it.toString(16).padStart(2, '0')).join('');
}
const light = (color, share = 0.35) => mix(color, '#ffffff', share);
const dark = (color, share = 0.25) => mix(color, '#1c1512', share);

/** A thing on its tile: the tint tells the category, the circle behind makes it stand out. */
export function tile(tint, thing, shadow = 110) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400">
    <path fill="${tint}" d="M0 0h400v400H0z"/><circle cx="200" cy="200" r="150" fill="${light(tint, 0.45)}"/>
    <ellipse cx="200" cy="${GROUND}" rx="${shadow}" ry="11" fill="${dark(tint, 0.3)}" opacity=".45"/>${thing}</svg>`;
}

const at = (x, y, inside, scale = 1, turn = 0) =>
  `<g transform="translate(${x} ${y})${turn ? ` rotate(${turn})` : ''}${scale === 1 ? '' : ` scale(${scale})`}">${inside}</g>`;
const line = (d, color, width, more = '') =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${more}/>`;

export const steam = (x, y, color = '#8fa3ad') =>
  line(`M${x} ${y}c-14-16 14-26 0-44M${x + 30} ${y - 4}c-14-16 14-26 0-44`, color, 7, ' opacity=".5"');

// --- small motifs, about 60 wide around 0 0, for labels and covers ---------------------------------------------------

export const motif = {
  leaf: (c) => `<path fill="${c}" d="M-24 20C-30-14-4-30 27-29 31 4 10 28-24 20z"/>${line('M-30 28C-16 8-2-6 12-15', light(c, 0.6), 4)}`,
  twoLeaves: (c) =>
    `<path fill="${c}" d="M0 26C-30 18-34-6-28-24-6-20 4 2 0 26z"/>
    <path fill="${light(c, 0.3)}" d="M0 26C30 18 34-6 28-24 6-20-4 2 0 26z"/><path fill="${dark(c)}" d="M0 4C-8-8-6-22 0-32 6-22 8-8 0 4z"/>`,
  citrus: (c) =>
    `<circle r="29" fill="${c}"/><circle r="23" fill="${CREAM}"/>${[0, 60, 120, 180, 240, 300]
      .map((turn) => at(0, 0, `<path fill="${light(c, 0.15)}" d="M-8-6h16A20 20 0 0 0 0 0z M0-4-9-18Q0-24 9-18z"/>`, 1, turn))
      .join('')}`,
  flower: (c, heart = '#e9b93a') =>
    [0, 60, 120, 180, 240, 300].map((turn) => at(0, 0, `<ellipse cy="-19" rx="10" ry="14" fill="${c}"/>`, 1, turn)).join('') +
    `<circle r="10" fill="${heart}"/>`,
  daisy: (c) =>
    [0, 45, 90, 135].map((turn) => at(0, 0, `<rect x="-6" y="-30" width="12" height="60" rx="6" fill="${c}"/>`, 1, turn)).join('') +
    '<circle r="13" fill="#efb92e"/>',
  berries: (c) =>
    `${line('M-14-4C-8-24 4-30 18-30M16 2C14-14 16-24 18-30', '#5d7c45', 5)}<circle cx="-15" cy="8" r="15" fill="${c}"/>
    <circle cx="16" cy="14" r="15" fill="${dark(c)}"/><circle cx="-20" cy="3" r="4" fill="${light(c, 0.6)}"/><circle cx="11" cy="9" r="4" fill="${light(c, 0.5)}"/>`,
  star: (c) =>
    [0, 45, 90, 135, 180, 225, 270, 315].map((turn) => at(0, 0, `<path fill="${c}" d="M0 0C-9-10-8-22 0-31 8-22 9-10 0 0z"/>`, 1, turn)).join('') +
    `<circle r="6" fill="${dark(c)}"/>`,
  sun: (c) =>
    `<circle r="15" fill="${c}"/>${line('M0-30v6M0 24v6M-30 0h6M24 0h6M-21-21l4 4M17 17l4 4M-21 21l4-4M17-17l4-4', c, 6)}`,
  hill: (c) => `<path fill="${light(c, 0.3)}" d="M-34 24-8-26 14 24z"/><path fill="${c}" d="M-14 24 14-12 38 24z"/><path fill="${CREAM}" d="M-8-26-16-10-8-15 1-9z"/>`,
  wave: (c) => line('M-30-12q10-12 20 0t20 0 20 0M-30 6q10-12 20 0t20 0 20 0M-30 24q10-12 20 0t20 0 20 0', c, 6),
  smoke: (c) => line('M-18 28c-16-18 18-28 2-54M12 28c-16-18 18-28 2-54', c, 8),
  rice: (c) =>
    [[-14, -12, 30], [12, -16, -40], [0, 4, 80], [-18, 18, -20], [18, 16, 20]]
      .map(([x, y, turn]) => at(x, y, `<ellipse rx="5" ry="10" fill="${c}"/>`, 1, turn))
      .join(''),
  bean: (c) => at(0, 0, `<ellipse rx="20" ry="29" fill="${c}"/>${line('M2-28C-12-10 12 8-2 28', light(c, 0.55), 5)}`, 1, 28),
  beans: (c) => at(-15, 6, motif.bean(c), 0.8, -30) + at(17, -4, motif.bean(dark(c)), 0.8, 24),
  moon: (c) => `<path fill="${c}" d="M10-28A29 29 0 1 0 26 16 25 25 0 0 1 10-28z"/>`,
  drop: (c) => `<path fill="${c}" d="M0-32C18-8 24 2 24 10a24 24 0 0 1-48 0C-24 2-18-8 0-32z"/>`,
  cup: (c) => `<path fill="${c}" d="M-26-8h44c0 20-8 32-22 32S-26 12-26-8z"/>${line('M18-2c14-4 14 16-4 14', c, 5)}${line('M-12-16c-6-6 6-10 0-16M4-16c-6-6 6-10 0-16', c, 4)}`,
  globe: (c) => line('M0-28a28 28 0 1 0 .1 0M-28 0h56M0-28c-20 16-20 40 0 56M0-28c20 16 20 40 0 56', c, 5),
};

// --- packings -----------------------------------------------------------------------------------------------------------

export function tin(color, label) {
  return `<path fill="${color}" d="M122 122h156v178q0 20-78 20t-78-20z"/>
    <path fill="${CREAM}" d="M122 176h156v92H122z"/><path fill="${light(color)}" d="M122 184h156v5H122zM122 255h156v5H122z"/>
    ${at(200, 222, label, 1.05)}
    <path fill="#000" opacity=".12" d="M244 122h34v178q0 12-34 17z"/><path fill="#fff" opacity=".3" d="M134 130h12v176l-12-4z"/>
    <path fill="${dark(color)}" d="M116 96q0-16 84-16t84 16v24q0 12-84 12t-84-12z"/><ellipse cx="200" cy="96" rx="84" ry="15" fill="${light(color, 0.2)}"/>
    <ellipse cx="200" cy="95" rx="22" ry="5" fill="${dark(color)}"/>`;
}

export function smallTin(color, label) {
  return `<path fill="${color}" d="M112 190h176v110q0 20-88 20t-88-20z"/><ellipse cx="200" cy="248" rx="52" ry="44" fill="${CREAM}"/>
    ${at(200, 248, label)}<path fill="#000" opacity=".12" d="M252 190h36v110q0 12-36 17z"/><path fill="#fff" opacity=".3" d="M124 196h12v110l-12-4z"/>
    <path fill="${dark(color)}" d="M104 158q0-18 96-18t96 18v24q0 14-96 14t-96-14z"/><ellipse cx="200" cy="158" rx="96" ry="17" fill="${light(color, 0.2)}"/>`;
}

export function pouch(color, label) {
  const paper = '#d9bd94';
  return `<path fill="${paper}" d="M124 112h152l14 196q0 10-90 10t-90-10z"/><path fill="#000" opacity=".1" d="M252 112h24l14 196q0 7-34 9z"/>
    <path fill="${dark(paper, 0.15)}" d="M120 82h160v34H120z"/>${line('M132 99h136', light(paper, 0.5), 4, ' stroke-dasharray="2 10"')}
    <rect x="142" y="150" width="116" height="124" rx="12" fill="${CREAM}"/><path fill="${color}" d="M142 242h116v20q0 12-12 12h-92q-12 0-12-12z"/>
    ${at(200, 196, label, 1.15)}`;
}

export function bag(color, label, { big = false } = {}) {
  const body = `<path fill="${color}" d="M120 108h160l10 200q0 10-90 10t-90-10z"/><path fill="#000" opacity=".14" d="M120 108l18 14-10 195q-18-3-18-9zM280 108l-18 14 10 195q18-3 18-9z"/>
    <path fill="${dark(color)}" d="M126 72h148l6 40H120z"/>${line('M128 92h144', light(color, 0.3), 4)}
    <path fill="${STEEL}" d="M104 84h16v12h-16zM280 84h16v12h-16z"/>
    <rect x="146" y="148" width="108" height="120" rx="54" fill="${CREAM}"/>${at(200, 208, label, 1.2)}
    <circle cx="200" cy="130" r="5" fill="${light(color, 0.4)}"/>`;
  return big ? at(0, 0, body) + line('M150 288h100', light(color, 0.5), 8) : `<g transform="translate(30 48) scale(.85)">${body}</g>`;
}

export function capsules(color) {
  const capsule = (x, y, c) =>
    at(x, y, `<path fill="${c}" d="M-30-30h60l-9 52q-1 8-21 8t-21-8z"/><path fill="#000" opacity=".14" d="M12-30h18l-9 52q-1 6-9 7z"/><rect x="-37" y="-38" width="74" height="12" rx="6" fill="${light(c, 0.45)}"/>`);
  return capsule(126, 286, color) + capsule(274, 286, dark(color)) + capsule(200, 286, light(color, 0.2)) +
    capsule(163, 214, dark(color, 0.15)) + capsule(237, 214, color) + capsule(200, 142, light(color, 0.1));
}

export function fourBags(colors) {
  return colors
    .map((color, i) =>
      at(96 + i * 69, 0, `<path fill="${color}" d="M-29 160h58l4 150q0 6-33 6t-33-6z"/><path fill="${dark(color)}" d="M-27 138h54l2 24h-58z"/><path fill="#000" opacity=".12" d="M14 162h15l4 148q0 4-12 5z"/><circle cy="236" r="23" fill="${CREAM}"/>${at(0, 236, motif.bean(color), 0.5)}`))
    .join('') + `<path fill="#b98a5b" d="M58 286h284v34q0 6-6 6H64q-6 0-6-6z"/><path fill="#000" opacity=".1" d="M58 286h284v8H58z"/>`;
}

// --- ceramics -----------------------------------------------------------------------------------------------------------

const speckles = (color, places) => places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="2.6" fill="${color}"/>`).join('');

export function cup(color) {
  const glaze = dark(color, 0.15);
  return `${steam(186, 132)}${line('M276 196c58-10 54 78-18 72', dark(color, 0.12), 17)}
    <path fill="${color}" d="M112 156h176c0 92-20 162-88 162s-88-70-88-162z"/><path fill="#000" opacity=".1" d="M246 156h42c0 92-20 162-84 162 34-20 42-86 42-162z"/>
    <path fill="${glaze}" d="M112 156h176q0 20-2 40-20 16-38 2t-40 4-40-4-54 0q-2-20-2-42z"/>
    <ellipse cx="200" cy="156" rx="88" ry="20" fill="${light(color, 0.45)}"/><ellipse cx="200" cy="159" rx="74" ry="14" fill="#8a4f26"/><ellipse cx="184" cy="156" rx="34" ry="5" fill="#b57a45"/>
    ${speckles(dark(color, 0.4), [[138, 222], [160, 262], [186, 232], [216, 284], [176, 296], [234, 228], [150, 244], [206, 254]])}`;
}

export function espressoCups(color) {
  const one = (x, y, c) =>
    at(x, y, `<ellipse cy="44" rx="84" ry="14" fill="${dark(c, 0.12)}"/><ellipse cy="39" rx="84" ry="14" fill="${light(c, 0.3)}"/>
    ${line('M44-20c34-6 30 40-8 38', c, 11)}<path fill="${c}" d="M-52-36H52c0 50-14 76-52 76s-52-26-52-76z"/><path fill="#000" opacity=".1" d="M26-36h26c0 50-14 76-48 76 18-12 22-40 22-76z"/>
    <ellipse cy="-36" rx="52" ry="12" fill="${light(c, 0.45)}"/><ellipse cy="-34" rx="43" ry="8" fill="#5b3219"/><ellipse cx="-8" cy="-35" rx="20" ry="3" fill="#b57a45"/>`);
  return one(152, 180, dark(color, 0.12)) + one(236, 272, color);
}

export function mug(color, band) {
  return `${steam(184, 104)}${line('M274 166c72-8 72 110-4 104', dark(color, 0.1), 20)}
    <path fill="${color}" d="M116 124h168v172q0 24-24 24H140q-24 0-24-24z"/><path fill="${band}" d="M116 226h168v46H116z"/><path fill="#000" opacity=".1" d="M250 124h34v172q0 24-24 24h-22q12-8 12-24z"/>
    <path fill="#fff" opacity=".3" d="M132 146h12v150q-12 0-12-12z"/><ellipse cx="200" cy="124" rx="84" ry="17" fill="${light(color, 0.5)}"/><ellipse cx="200" cy="126" rx="71" ry="12" fill="#6a3d1f"/>`;
}

export function teapot(color, { tall = false } = {}) {
  const body = tall
    ? '<path d="M112 196q0-48 88-48t88 48v64q0 60-46 60h-84q-46 0-46-60z"/>'
    : '<path d="M104 236c0-60 40-88 96-88s96 28 96 88c0 52-30 84-56 84h-80c-26 0-56-32-56-84z"/>';
  return `<g fill="${color}">${body}<path d="M282 226c34 0 32-64 60-76l14 14c-18 18-18 112-78 122z"/></g>
    ${line(tall ? 'M116 186c-74-20-74 108-4 102' : 'M116 200c-66-14-62 96 6 88', tall ? '#b98a5b' : dark(color, 0.1), 17)}
    <path fill="#000" opacity=".1" d="M248 160c30 14 48 40 48 76 0 52-30 84-56 84h-28c38-20 58-90 36-160z"/>
    <path fill="#fff" opacity=".3" d="M138 198c6-16 18-26 34-30l4 9c-16 6-24 16-28 30z"/>
    <path fill="${dark(color, 0.14)}" d="M140 152q0-28 60-28t60 28q-60 16-120 0z"/><circle cx="200" cy="112" r="15" fill="${tall ? '#b98a5b' : color}"/>
    ${speckles(dark(color, 0.35), [[150, 260], [180, 292], [170, 226], [214, 268], [238, 236], [204, 232], [246, 290], [140, 236]])}`;
}

export function bowl(color) {
  return `<path fill="${dark(color)}" d="M160 296h80l8 22h-96z"/><path fill="${color}" d="M84 190h232c0 74-46 114-116 114S84 264 84 190z"/>
    <path fill="#000" opacity=".12" d="M270 190h46c0 74-46 114-112 114 44-18 66-60 66-114z"/><path fill="${light(color, 0.3)}" d="M86 204q58 26 114 8t114-2q2-10 2-20H84z"/>
    <ellipse cx="200" cy="190" rx="116" ry="28" fill="${light(color, 0.5)}"/><ellipse cx="200" cy="194" rx="98" ry="20" fill="#8fae4c"/>
    <path fill="#b9cf80" d="M150 190q20-10 46-8t50 4q-20 12-46 8t-50-4z"/>${speckles(CREAM, [[120, 236], [146, 262], [178, 248], [210, 280], [240, 254], [160, 286]])}`;
}

export function plate(color) {
  return `<ellipse cx="200" cy="300" rx="136" ry="22" fill="${dark(color, 0.15)}"/><ellipse cx="200" cy="290" rx="136" ry="24" fill="${color}"/><ellipse cx="200" cy="288" rx="104" ry="16" fill="${light(color, 0.45)}"/>
    ${speckles(dark(color, 0.4), [[88, 290], [110, 278], [140, 270], [262, 270], [300, 282], [316, 294], [270, 306], [120, 304]])}
    <path fill="#e7b970" d="M126 216l150-26v84q-76 20-150 12z"/><path fill="#c98f47" d="M276 190l18 20v56l-18 8z"/><path fill="${CREAM}" d="M126 240l150-22v16l-150 20z"/>
    <path fill="#f6e3c8" d="M122 206q36-46 150-40 30 14 26 46-6 12-14 0-8 16-18 2-10 18-22 4-10 20-24 4-10 18-24 4-12 18-24 2-12 16-24 0-22 8-26-22z"/>
    <circle cx="222" cy="160" r="17" fill="#b8323f"/>${line('M222 144c0-16 10-24 22-26', '#5d7c45', 5)}<circle cx="216" cy="154" r="4" fill="#f3b9bd"/>`;
}

export function jug(color) {
  const daisy = (x, y, s) => at(x, y, motif.daisy('#ffffff'), s);
  return `${line('M186 176C180 140 172 120 160 104M204 176c2-40 4-60 8-86M220 176c8-30 20-44 36-58', '#5d7c45', 6)}${daisy(158, 98, 0.85)}${daisy(213, 86, 0.95)}${daisy(260, 116, 0.8)}
    ${line('M258 214c58-12 58 78-6 74', dark(color, 0.1), 15)}<path fill="${color}" d="M126 166l34 8h92q0 30 14 66c20 52-10 78-30 78h-72c-20 0-50-26-30-78 12-32 14-50-8-74z"/>
    <path fill="#000" opacity=".1" d="M232 174h20q0 30 14 66c20 52-10 78-30 78h-22c26-10 40-40 30-78-8-28-12-44-12-66z"/><path fill="${dark(color, 0.25)}" d="M126 166l34 8h92q-46 14-92 8-20-6-34-16z"/>`;
}

export function sugarBowl(color) {
  return `${line('M262 126 300 84', '#b98a5b', 9)}<ellipse cx="306" cy="76" rx="13" ry="17" fill="#b98a5b" transform="rotate(40 306 76)"/>
    <path fill="${color}" d="M106 196h188c8 70-14 122-60 122h-68c-46 0-68-52-60-122z"/><path fill="#000" opacity=".1" d="M256 196h38c8 70-14 122-60 122h-30c44-14 58-66 52-122z"/><path fill="#fff" opacity=".3" d="M124 212h12c0 40 6 60 16 76-18-10-28-36-28-76z"/>
    <path fill="${dark(color, 0.15)}" d="M98 196q0-72 102-72t102 72q0 8-8 8H106q-8 0-8-8z"/><path fill="#fff" opacity=".25" d="M122 178q8-28 40-36l2 8q-24 10-30 28z"/><circle cx="200" cy="114" r="17" fill="${color}"/>
    ${speckles(dark(color, 0.4), [[150, 236], [176, 268], [206, 240], [232, 276], [190, 296], [246, 234]])}`;
}

// --- kitchen ------------------------------------------------------------------------------------------------------------

export function stoveKettle(color) {
  return `${line('M128 168c-8-110 152-110 144 0', INK, 15)}<path fill="${color}" d="M272 212l54-52 22 14-52 96z"/>
    <path fill="${color}" d="M92 286c0-74 44-124 108-124s108 50 108 124q0 32-32 32H124q-32 0-32-32z"/><path fill="#000" opacity=".12" d="M256 180c32 20 52 60 52 106q0 32-32 32h-50c42-20 52-90 30-138z"/>
    <path fill="#fff" opacity=".35" d="M118 258c4-32 20-54 42-64l4 10c-20 12-30 30-32 56z"/><path fill="${dark(color)}" d="M146 174q0-24 54-24t54 24q-54 14-108 0z"/><circle cx="200" cy="142" r="13" fill="${INK}"/>
    ${line('M324 156l24 18', dark(color), 9)}${line('M348 138c14-4 10-20 24-24M358 152c10 0 12-10 22-10', '#ffffff', 6)}<path fill="${dark(color)}" d="M96 300q6 18 28 18h152q22 0 28-18z"/>`;
}

export function pourKettle(color) {
  return `${line('M272 286c60 4 20-116 68-132', color, 15)}${line('M128 180c-70-24-76 96-26 92', '#b98a5b', 16)}
    <path fill="${color}" d="M132 160h136l24 142q0 16-16 16H124q-16 0-16-16z"/><path fill="#000" opacity=".14" d="M234 160h34l24 142q0 16-16 16h-38q10-4 8-20z"/><path fill="#fff" opacity=".35" d="M144 176h12l-16 120h-14z"/>
    <path fill="${dark(color)}" d="M136 162q0-22 64-22t64 22q-64 12-128 0z"/><path fill="#b98a5b" d="M190 112h20l6 26h-32z"/>
    ${line('M344 168v20M344 204v10', '#7fb3c8', 6)}`;
}

export function electricKettle(color) {
  return `<path fill="${INK}" d="M112 296h176v16q0 8-8 8H120q-8 0-8-8z"/>${line('M272 140c64-6 60 136 6 128', INK, 18)}
    <path fill="${color}" d="M136 124h128l18 172H118z"/><path fill="${color}" d="M136 124l-34 10 30 34z"/><path fill="#000" opacity=".1" d="M232 124h32l18 172h-40z"/><path fill="#fff" opacity=".45" d="M150 140h12l-10 140h-14z"/>
    <path fill="${INK}" d="M134 126q0-26 66-26t66 26z"/><circle cx="200" cy="98" r="10" fill="${INK}"/><rect x="178" y="178" width="44" height="66" rx="10" fill="${INK}"/>
    <path fill="#ff8a5c" d="M188 190h24v6h-24zM188 204h24v6h-24z"/><path fill="#8a817c" d="M188 218h24v6h-24zM188 230h24v4h-24z"/>${steam(150, 84)}`;
}

export function strainer() {
  return `${line('M288 176l70-40', '#b98a5b', 16)}${line('M112 178H88', STEEL, 12)}
    <path fill="#e4e7ea" d="M108 178h184c0 78-34 128-92 128s-92-50-92-128z"/>
    ${line('M140 196v58M170 196v92M200 196v104M230 196v92M260 196v58M118 214h164M126 242h148M142 270h116', '#aab1b8', 4)}
    <path fill="#6f8a4a" d="M130 190q70 28 140 0-8 30-70 30t-70-30z"/><ellipse cx="200" cy="178" rx="98" ry="19" fill="${STEEL}"/><ellipse cx="200" cy="180" rx="84" ry="13" fill="#59703a"/>
    <path fill="#87a35b" d="M160 178q16-10 30 0-14 8-30 0zM206 182q16-10 30 0-14 8-30 0z"/>`;
}

export function infuser() {
  const dots = [-1, 0, 1].flatMap((row) => [-2, -1, 0, 1, 2].map((col) => `<circle cx="${200 + col * 28}" cy="${268 + row * 24 + 2}" r="4.5"/>`)).join('');
  return `${line('M200 196c0-40 70-30 70-70s-60-36-88-22', STEEL, 8, ' stroke-dasharray="1 13"')}<circle cx="172" cy="98" r="15" fill="none" stroke="#aab1b8" stroke-width="8"/>
    <circle cx="200" cy="246" r="74" fill="#dfe3e7"/><path fill="#000" opacity=".1" d="M232 180a74 74 0 0 1-32 140 74 74 0 0 1-34-8c70-10 92-80 66-132z"/><path fill="#c3c9cf" d="M124 236h152v14H124z"/>
    <g fill="#8b939b">${dots}<circle cx="172" cy="214" r="4.5"/><circle cx="200" cy="210" r="4.5"/><circle cx="228" cy="214" r="4.5"/></g><rect x="188" y="160" width="24" height="18" rx="6" fill="#aab1b8"/>
    <rect x="266" y="230" width="22" height="26" rx="6" fill="#aab1b8"/><path fill="#fff" opacity=".6" d="M148 218c6-16 16-26 30-32l4 8c-14 8-20 16-24 28z"/>`;
}

export function whisk() {
  const prongs = [-70, -54, -38, -22, -8, 8, 22, 38, 54, 70].map((x) => `M${200 + x * 0.5} 186C${200 + x * 0.9} 220 ${200 + x * 1.1} 270 ${200 + x} 316`).join('');
  return `<path fill="#e4c98f" d="M168 76h64v116h-64z"/><path fill="#000" opacity=".1" d="M212 76h20v116h-20z"/><path fill="#cda866" d="M164 120h72v8h-72z"/><ellipse cx="200" cy="76" rx="32" ry="9" fill="#f2e0b6"/>
    <path fill="#d9ba78" opacity=".55" d="M166 186h68q20 70 36 130H130q16-60 36-130z"/>${line(prongs, '#c39b55', 5)}${line('M164 190h72M162 200h76', INK, 6)}`;
}

export function grinder(color) {
  return `${line('M200 96c30-24 60-26 92-20', '#9aa2a9', 11)}<rect x="280" y="58" width="26" height="44" rx="12" fill="#8a5a34"/><rect x="190" y="88" width="20" height="30" fill="#9aa2a9"/>
    <path fill="${color}" d="M140 126q0-14 60-14t60 14v96H140z"/><path fill="#8a5a34" d="M140 222h120v84q0 12-60 12t-60-12z"/><path fill="#000" opacity=".14" d="M228 118q32 2 32 8v180q0 8-32 11z"/>
    <path fill="#fff" opacity=".35" d="M152 128h12v84h-12z"/><path fill="#e1e5e8" d="M136 214h128v16H136z"/>${at(200, 170, motif.bean(CREAM), 0.95)}${line('M160 250h80M160 270h80M160 290h80', '#6d4426', 4)}`;
}

export function frenchPress(color) {
  return `${line('M272 150h40q12 0 12 12v96q0 12-12 12h-40', color, 17)}<path fill="#e6eef0" d="M124 120h152v190H124z"/><path fill="#5b3219" d="M124 190h152v120H124z"/><path fill="#8a5430" d="M124 190h152v10H124z"/>
    <path fill="#fff" opacity=".35" d="M138 126h12v176h-12z"/><path fill="${color}" d="M116 120h168v16H116zM116 228h168v12H116zM116 302h168q6 0 6 8t-6 8H116q-6 0-6-8t6-8z"/><path fill="${color}" d="M124 120v190h-9V120zM285 120v190h-9V120z"/>
    <path fill="${dark(color)}" d="M128 120q0-26 72-26t72 26z"/>${line('M200 94V66', '#aab1b8', 7)}<circle cx="200" cy="66" r="15" fill="${INK}"/><path fill="#c9ced3" d="M128 176h144v8H128z"/>${line('M200 120v56', '#aab1b8', 5)}<path fill="${color}" d="M116 120l-22 12 22 14z"/>`;
}

export function dripper(color) {
  return `<path fill="#dfeaec" d="M136 236h128l14 72q0 10-78 10t-78-10z"/><path fill="#6a3d1f" d="M130 274h140l8 34q0 10-78 10t-78-10z"/>
    ${line('M268 138c50-6 46 56-16 54', dark(color, 0.1), 13)}<path fill="#f0e2cb" d="M110 96h180l-16 40H126z"/><path fill="${color}" d="M104 122h192l-62 96h-68z"/><path fill="#000" opacity=".1" d="M252 122h44l-62 96h-26z"/>
    ${line('M136 134l44 74M168 134l22 74M232 134l-22 74M264 134l-44 74', dark(color, 0.14), 5)}<path fill="${dark(color, 0.1)}" d="M130 214h140q8 0 8 10t-8 10H130q-8 0-8-10t8-10z"/>
    ${line('M200 244v8M200 262v6', '#6a3d1f', 7)}<path fill="#5b3219" d="M126 96h148l-6 12H132z"/>`;
}

export function filters() {
  const sheet = (x, c) => `<path fill="${c}" d="M${x} 116h168l-46 186q-38 22-76 0z"/>`;
  return `${sheet(136, '#c9a673')}${sheet(124, '#dcbf92')}${sheet(110, '#ecd8b4')}${line('M128 132 168 290', '#c9a673', 4, ' stroke-dasharray="7 8"')}
    ${line('M162 300q32 14 64 0', '#c9a673', 4)}<path fill="#c8553d" d="M104 190h182l-8 40H114z"/>${at(195, 210, motif.drop(CREAM), 0.42)}`;
}

export function scale() {
  const seconds = [[140, 288], [152, 288], [176, 288], [188, 288]].map(([x, y]) => `<rect x="${x}" y="${y - 13}" width="8" height="26" rx="2"/>`).join('');
  return `<path fill="#e3ecee" d="M160 130h80l12 108H148z"/><path fill="#6a3d1f" d="M153 190h94l5 48H148z"/>${line('M244 156c34-4 34 54 4 54', '#d3dfe2', 9)}
    <path fill="#d7dbdf" d="M96 238h208v12H96z"/><rect x="84" y="250" width="232" height="68" rx="14" fill="${INK}"/><rect x="124" y="266" width="152" height="42" rx="8" fill="#16211c"/>
    <g fill="#8fe3b0">${seconds}<circle cx="168" cy="283" r="3"/><circle cx="168" cy="293" r="3"/><path d="M214 275h44v6h-44zM214 286h30v6h-30zM214 297h38v4h-38z"/></g>${steam(186, 118)}`;
}

export function storageTin(color) {
  return `<path fill="${color}" d="M124 136h152v170q0 14-76 14t-76-14z"/><path fill="#000" opacity=".12" d="M240 136h36v170q0 9-36 12z"/><path fill="#fff" opacity=".35" d="M138 150h12v160l-12-3z"/>
    ${line('M124 240q76 16 152 0M124 256q76 16 152 0', light(color, 0.5), 4)}<path fill="${dark(color)}" d="M118 106q0-14 82-14t82 14v34q0 12-82 12t-82-12z"/><ellipse cx="200" cy="106" rx="82" ry="14" fill="${light(color, 0.25)}"/>
    <circle cx="200" cy="94" r="15" fill="#b98a5b"/><rect x="160" y="172" width="80" height="46" rx="6" fill="${CREAM}"/>${line('M174 188h52M174 202h34', '#b8aa98', 5)}`;
}

export function towel(color) {
  return `${line('M92 84h216', '#8a5a34', 14)}<circle cx="86" cy="84" r="13" fill="#8a5a34"/><circle cx="314" cy="84" r="13" fill="#8a5a34"/>
    <path fill="#f4ecdf" d="M126 84h148v214H126z"/><path fill="#e2d6c3" d="M274 84v214h-30V84z"/><path fill="${color}" d="M146 84h12v214h-12zM166 84h6v214h-6zM228 84h6v214h-6zM242 84h12v214h-12zM126 244h148v8H126zM126 260h148v14H126z"/>
    ${line('M130 298v14M146 298v14M162 298v14M178 298v14M194 298v14M210 298v14M226 298v14M242 298v14M258 298v14M270 298v14', '#d8cab4', 5)}${at(200, 164, motif.cup(color), 0.9)}`;
}

// --- books and screens --------------------------------------------------------------------------------------------------

export function book(color, label, { lines = true } = {}) {
  return `<path fill="${dark(color)}" d="M112 66h12v252h-12q-12 0-12-12V78q0-12 12-12z"/><path fill="#f7f1e4" d="M112 296h176v22H112q-10 0-10-11t10-11z"/>${line('M124 304h162M124 311h162', '#d8cbb2', 2)}
    <path fill="${color}" d="M124 66h164q8 0 8 8v216q0 8-8 8H124z"/><path fill="${dark(color)}" d="M112 298h176v-4H112q-12 0-12 12 2-8 12-8z"/><path fill="#fff" opacity=".12" d="M124 66h12v232h-12z"/>
    ${lines ? `<path fill="${CREAM}" d="M160 98h100v9H160zM176 118h68v7h-68z"/>${at(210, 200, label, 1.7)}<path fill="${CREAM}" opacity=".8" d="M184 268h52v6h-52z"/>` : at(210, 182, label, 1.7)}`;
}

export function notebook(color) {
  return `${line('M262 318V92', '#c8553d', 9)}${book(color, `<rect x="-34" y="-24" width="68" height="48" rx="5" fill="${CREAM}"/>${line('M-22-8h44M-22 8h28', '#b8aa98', 4)}`, { lines: false })}
    <path fill="${dark(color, 0.45)}" d="M274 66h10v232h-10z"/>${line('M300 300 340 116', '#e0a43b', 13)}<path fill="${CREAM}" d="M293 298l13 3-9 17z"/><path fill="${INK}" d="M295 309l5 1-3 8z"/>`;
}

export function reader(color, label) {
  return `<rect x="116" y="62" width="168" height="256" rx="20" fill="${INK}"/><rect x="130" y="78" width="140" height="210" rx="6" fill="${CREAM}"/>
    ${at(200, 140, label, 1.2)}${line('M150 204h100M150 222h100M150 240h84M150 258h62', '#b8aa98', 6)}<circle cx="200" cy="303" r="7" fill="#6f6661"/>
    <path fill="${color}" d="M228 62h30v62l-15-13-15 13z"/>`;
}

export function laptop(color, inside) {
  return `<rect x="88" y="92" width="224" height="170" rx="14" fill="${INK}"/><rect x="102" y="106" width="196" height="142" rx="4" fill="${color}"/>${inside}
    <path fill="#d7dbdf" d="M64 262h272l14 34q4 12-10 12H60q-14 0-10-12z"/><path fill="#b5bbc1" d="M164 262h72l4 12h-80zM52 302h296q-2 6-8 6H60q-6 0-8-6z"/>`;
}

export const play = (color) => `<circle cx="200" cy="176" r="38" fill="${CREAM}"/><path fill="${color}" d="M188 156l34 20-34 20z"/>`;

export const faces = (color) =>
  [[150, 152], [200, 152], [250, 152], [150, 208], [200, 208], [250, 208]]
    .map(([x, y], i) => at(x, y, `<circle r="22" fill="${i % 2 ? light(color, 0.65) : light(color, 0.4)}"/><circle cy="-5" r="8" fill="${dark(color, 0.2)}"/><path fill="${dark(color, 0.2)}" d="M-14 16c0-18 28-18 28 0q-14 9-28 0z"/>`))
    .join('');

export function headphones(color) {
  return `${line('M104 236v-30a96 96 0 0 1 192 0v30', INK, 15)}<rect x="82" y="212" width="50" height="88" rx="23" fill="${color}"/><rect x="268" y="212" width="50" height="88" rx="23" fill="${dark(color)}"/><rect x="120" y="220" width="18" height="72" rx="9" fill="${INK}"/><rect x="262" y="220" width="18" height="72" rx="9" fill="${INK}"/>
    ${line('M164 244v24M182 224v64M200 206v100M218 230v52M236 246v20', color, 10)}`;
}

export function poster(color) {
  const row = (y, c, length) => `<circle cx="146" cy="${y}" r="11" fill="${c}"/>${line(`M170 ${y}h${length}`, light(c, 0.3), 9)}`;
  return `<path fill="#e9dfcd" d="M112 66h176v246H112z"/><path fill="${CREAM}" d="M104 62h176v246H104z"/><path fill="${color}" d="M104 62h176v52H104z"/>${at(192, 88, motif.cup(CREAM), 0.62)}
    ${row(144, '#7d9b52', 84)}${row(176, '#c98f47', 62)}${row(208, '#a5483b', 92)}${row(240, '#5c7fa3', 46)}${row(272, '#8a6a9c', 74)}<path fill="#d8cbb2" d="M252 308l28-28v28z"/><path fill="#fff" d="M252 308v-28h28z"/>`;
}
