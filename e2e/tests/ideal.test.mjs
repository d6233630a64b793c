import { sessionThat } from '../lib/api.mjs';
