/** A script of its own, for what can wait until an order is placed: the page loads it then, and gives it what it has (later.ts). */
import { Afterwards } from './afterwards/after';
import { Questions } from './afterwards/Questions';

const { door } = globalThis;

const draw = (): void => {
  const place = document.getElementById('afterwards');
  if (place) door.render(door.h(Questions, { after }), place);
};
const after = new Afterwards(door, draw);

door.drawn.push(draw);
void after.begin();
