// The window's entry: theme first (so that nothing flashes), then the line to the engine, then the screens.
import '../ui/css/index.css';
import { createRoot } from 'react-dom/client';
import { startClock } from '../lib/now.ts';
import { startLink } from '../link/connect.ts';
import { startTheme } from '../store/theme.ts';
import { startKeys } from './key-listener.ts';
import { fetchAhead } from './later.tsx';
import { Shell } from './shell.tsx';

startTheme();
startClock();
startLink();
startKeys();
const root = document.getElementById('root');
if (root) createRoot(root).render(<Shell />);
fetchAhead();
