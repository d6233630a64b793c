import { Alert, Button, createTheme } from '@mantine/core';

/** Mantine's own colours fail WCAG AA in places, so components take theirs from the tokens. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  defaultRadius: 'md',
  respectReducedMotion: true,
  components: {
    Alert: Alert.extend({
      vars: (_, { color }) => ({
        root: {
          '--alert-bg': 'var(--surface)',
          '--alert-bd': '1px solid var(--border)',
          '--alert-color': color === 'red' ? 'var(--bad)' : 'var(--warn)',
        },
      }),
    }),
    Button: Button.extend({
      vars: (_, { variant }) => ({
        root:
          variant === 'default'
            ? { '--button-bg': 'var(--bg)', '--button-hover': 'var(--surface)', '--button-color': 'var(--text)' }
            : {
                '--button-bg': 'var(--brand)',
                '--button-hover': 'var(--brand-strong)',
                '--button-color': 'var(--on-brand)',
              },
      }),
    }),
  },
});
