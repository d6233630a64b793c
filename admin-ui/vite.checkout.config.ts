import { page } from './vite.page.ts';

export default page('checkout', { jsx: 'preact', inlineStyle: true, after: ['client-hints'] });
