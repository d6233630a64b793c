import { page } from './vite.page';

export default page('store', { jsx: 'preact', inlineStyle: true });
