import { render } from 'preact';
import { Store } from './Store';

const root = document.getElementById('app');
if (root) render(<Store />, root);
