import './style/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const place = document.querySelector('#pages');
if (place !== null) createRoot(place).render(<App />);
