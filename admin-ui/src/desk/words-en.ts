import { en } from './messages/en';

globalThis.words = en;
