import { page } from './vite.page.ts';

export default page('store', { jsx: 'preact', inlineStyle: true });
