import '@mantine/core/styles.css';
import './style.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { NoAnswer, Problem } from '../shared/http';
import { App } from './App';
import { theme } from './theme';

const worthRetrying = (error: Error): boolean =>
  error instanceof NoAnswer || (error instanceof Problem && error.status >= 502);

const queries = new QueryClient({
  defaultOptions: { queries: { retry: (count, error) => count < 2 && worthRetrying(error), staleTime: 5_000 } },
});

const root = document.getElementById('app');
if (root) {
  createRoot(root).render(
    <StrictMode>
      {/* All colours stand in style.css: styles made while the page runs are not allowed by its policy. */}
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <QueryClientProvider client={queries}>
          <App />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
