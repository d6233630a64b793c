// Which item is drawn how. The tint of the tile belongs to the category, the colour to the item.
import * as shapes from './shapes.mjs';
import { motif, tile } from './shapes.mjs';

const TEA = '#dfead6';
const COFFEE = '#efe0cd';
const CERAMICS = '#d9e5ec';
const KITCHEN = '#f5e8c4';
const BOOKS = '#f3dcd6';
const DIGITAL = '#e1def2';

const tin = (color, label) => () => tile(TEA, shapes.tin(color, label), 92);
const pouch = (color, label) => () => tile(TEA, shapes.pouch(color, label), 104);
const bag = (color, label) => () => tile(COFFEE, shapes.bag(color, label), 90);
const on = (tint, thing, shadow) => () => tile(tint, thing, shadow);
const book = (color, label) => () => tile(BOOKS, shapes.book(color, label), 112);

export const drawings = {
  'TEA-EARL-100': tin('#2f4f6f', motif.citrus('#e3a32b')),
  'TEA-ASSAM-100': tin('#8c3b2a', motif.twoLeaves('#8c3b2a')),
  'TEA-DARJ-100': tin('#b9962f', motif.hill('#7d9b52')),
  'TEA-BREAK-100': tin('#d9822b', motif.sun('#e3a32b')),
  'TEA-SMOKY-100': tin('#45413f', motif.smoke('#6f6863')),
  'TEA-SENCHA-100': tin('#3f7d4a', motif.twoLeaves('#4f9a57')),
  'TEA-JASMINE-100': tin('#6fa08b', motif.flower('#cfe0d2')),
  'TEA-GENMAI-100': tin('#8a9440', motif.rice('#c59a4e')),
  'TEA-MATCHA-30': on(TEA, shapes.smallTin('#6f9a35', motif.leaf('#6f9a35')), 106),
  'TEA-OOLONG-100': tin('#b0662c', motif.leaf('#b0662c')),
  'TEA-WHITE-50': tin('#a9b7a4', motif.flower('#e6c8cf', '#d58c9b')),
  'TEA-ROOIBOS-100': tin('#b5442c', motif.moon('#d9822b')),
  'TEA-MINT-50': pouch('#4d9d83', motif.twoLeaves('#4d9d83')),
  'TEA-CHAM-50': pouch('#e0b23c', motif.daisy('#ece4d3')),
  'TEA-BERRY-100': tin('#7a3763', motif.berries('#8f2f55')),
  'TEA-CHAI-100': tin('#c45f3c', motif.star('#8a5430')),

  'COF-HOUSE-250': bag('#a5623a', motif.bean('#7a4526')),
  'COF-HOUSE-1000': on(COFFEE, shapes.bag('#a5623a', motif.beans('#7a4526'), { big: true }), 100),
  'COF-ESPRESSO-250': bag('#3d3532', motif.bean('#3d3532')),
  'COF-ETHIOPIA-250': bag('#5d5fa0', motif.flower('#8f90cb')),
  'COF-COLOMBIA-250': bag('#c04a3a', motif.hill('#4f8a6a')),
  'COF-DECAF-250': bag('#5f93a8', motif.moon('#5f93a8')),
  'COF-FILTER-250': bag('#d69a3f', motif.drop('#7a4526')),
  'COF-CAPS-10': on(COFFEE, shapes.capsules('#b5563b'), 122),
  'COF-TASTE-4': on(COFFEE, shapes.fourBags(['#5d5fa0', '#4f8a6a', '#d69a3f', '#c04a3a']), 150),

  'CER-CUP-SAND': on(CERAMICS, shapes.cup('#dcc29b')),
  'CER-CUP-SEA': on(CERAMICS, shapes.cup('#6fa8a3')),
  'CER-CUP-INK': on(CERAMICS, shapes.cup('#35425f')),
  'CER-CUP-ROSE': on(CERAMICS, shapes.cup('#d9a1a0')),
  'CER-ESPRESSO-2': on(CERAMICS, shapes.espressoCups('#e8dccb')),
  'CER-MUG-400': on(CERAMICS, shapes.mug('#f1e7d6', '#4c7396')),
  'CER-POT-700': on(CERAMICS, shapes.teapot('#7f9a77')),
  'CER-POT-1200': on(CERAMICS, shapes.teapot('#476a8c', { tall: true })),
  'CER-BOWL-MATCHA': on(CERAMICS, shapes.bowl('#4c4a55')),
  'CER-PLATE-18': on(CERAMICS, shapes.plate('#eadfcb'), 140),
  'CER-JUG-200': on(CERAMICS, shapes.jug('#e6ddd0'), 90),
  'CER-SUGAR': on(CERAMICS, shapes.sugarBowl('#c98a6b')),

  'KIT-KETTLE-STOVE': on(KITCHEN, shapes.stoveKettle('#c8443a'), 124),
  'KIT-KETTLE-POUR': on(KITCHEN, shapes.pourKettle('#4b4f57'), 114),
  'KIT-KETTLE-ELECTRIC': on(KITCHEN, shapes.electricKettle('#d3d9dd'), 106),
  'KIT-STRAINER': on(KITCHEN, shapes.strainer(), 70),
  'KIT-INFUSER': on(KITCHEN, shapes.infuser(), 70),
  'KIT-WHISK': on(KITCHEN, shapes.whisk(), 82),
  'KIT-GRINDER': on(KITCHEN, shapes.grinder('#4f5b66'), 76),
  'KIT-PRESS': on(KITCHEN, shapes.frenchPress('#7d8790'), 110),
  'KIT-DRIPPER': on(KITCHEN, shapes.dripper('#e3ebe9'), 96),
  'KIT-FILTERS-100': on(KITCHEN, shapes.filters(), 62),
  'KIT-SCALE': on(KITCHEN, shapes.scale(), 126),
  'KIT-TIN-250': on(KITCHEN, shapes.storageTin('#3f7c86'), 90),
  'KIT-TOWEL': on(KITCHEN, shapes.towel('#3f6f9a'), 60),

  'BOOK-CUP-AT-FOUR': book('#b8503c', motif.cup('#fbf6ec')),
  'BOOK-SLOW-WATER': book('#3d7f8f', motif.drop('#bfe0e4')),
  'BOOK-CLAY-AND-STEAM': book('#c08a5a', motif.smoke('#fbf6ec')),
  'BOOK-BEAN-ATLAS': book('#3f6249', motif.globe('#e9cf8f')),
  'BOOK-TASTING-NOTES': on(BOOKS, shapes.notebook('#54506a'), 116),

  'DIG-EBOOK-FIRST-CUPS': on(DIGITAL, shapes.reader('#c8443a', motif.leaf('#6f9a35')), 92),
  'DIG-COURSE-TEA': on(DIGITAL, shapes.laptop('#5f9a72', shapes.faces('#5f9a72')), 146),
  'DIG-COURSE-ESPRESSO': on(DIGITAL, shapes.laptop('#8a5430', shapes.play('#8a5430')), 146),
  'DIG-SOUNDS': on(DIGITAL, shapes.headphones('#6a5fb0'), 112),
  'DIG-POSTER': on(DIGITAL, shapes.poster('#4c7396'), 96),
};
