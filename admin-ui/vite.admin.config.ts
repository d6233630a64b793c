import { page } from './vite.page.ts';

export default page('admin', { jsx: 'react', inlineStyle: false });
