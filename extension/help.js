// Glue of the help page: its words only.
// @ts-check

import { speak } from './words.js';

await speak();
