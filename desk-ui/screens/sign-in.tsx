import { LanguageBar } from '../../ui-kit/components/language-bar.js';
import { DemoBadge } from '../../ui-kit/components/notices.js';
import { SignInForm } from '../components/sign-in-form.js';
import { rememberLanguage } from '../state/preferences.js';
import { frameTexts as t } from '../texts/frame.texts.js';

/** The way in. */
export function SignInScreen() {
  return (
    <div class="entrance">
      <header class="entrance-bar">
        <span class="brand">Sportello</span>
        <LanguageBar onChange={rememberLanguage} />
      </header>
      <main class="entrance-main">
        <div class="card entrance-card">
          <h1>{t('signInTitle')}</h1>
          <SignInForm />
        </div>
        <DemoBadge />
      </main>
    </div>
  );
}
