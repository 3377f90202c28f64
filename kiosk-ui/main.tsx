import { render } from 'preact';
import '../ui-kit/fonts.css';
import './kiosk.scss';

function App() {
  return (
    <main class="container">
      <h1>Sportello</h1>
    </main>
  );
}

const root = document.getElementById('app');
if (root) render(<App />, root);
