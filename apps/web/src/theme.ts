import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

// Mantine wants ten shades; our own colours come from style/tokens.css through the variables below.
const petrol: MantineColorsTuple = [
  '#e1efee',
  '#c3dfde',
  '#9cc9c9',
  '#79abad',
  '#4f9194',
  '#2c777c',
  '#0a5c63',
  '#07464c',
  '#053539',
  '#032326',
];

/** Mantine's theme: our colour, corners and type. */
export const theme = createTheme({
  primaryColor: 'petrol',
  colors: { petrol },
  defaultRadius: 6,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  focusRing: 'never',
  components: {},
});

/** Nothing is written into the page: Mantine's variables stand in style/mantine.css, so that no inline style is needed. */
export const noVariables: CSSVariablesResolver = () => ({ variables: {}, light: {}, dark: {} });
