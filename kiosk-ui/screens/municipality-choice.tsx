import { TextOf } from '../../ui-kit/components/directory-text.js';
import { language } from '../../ui-kit/catalogue.js';
import { words } from '../../ui-kit/words.js';
import { choice, chooseMunicipality, municipalities } from '../kiosk-store.js';
import { t } from '../texts.js';

/** Where the visitor lives or works; the last choice is for whoever does not know. */
export function MunicipalityChoice() {
  const offered = choice.value.service?.municipalities ?? [];
  return (
    <>
      <h1>{t('chooseMunicipality')}</h1>
      <div class="large-choices">
        {municipalities.value.map(({ code, name, localName }) => (
          <button type="button" key={code} class="large-choice" onClick={() => chooseMunicipality(code)}>
            {language.value === 'zh-Hans' ? <TextOf text={localName} /> : <span lang="it">{name}</span>}
            {language.value === 'zh-Hans' ? <small lang="it">{name}</small> : null}
            {offered.includes(code) ? null : <small>{t('otherMunicipality')}</small>}
          </button>
        ))}
        <button type="button" class="large-choice large-choice-other" onClick={() => chooseMunicipality(null)}>
          {words('municipalityUnknown')}
        </button>
      </div>
    </>
  );
}
