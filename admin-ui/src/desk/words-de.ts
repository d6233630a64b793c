import { de } from './messages/de';

globalThis.words = de;
