import { page } from './vite.page';

export default page('checkout', { jsx: 'preact', inlineStyle: true });
