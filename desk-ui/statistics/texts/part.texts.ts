import { defineCatalogue } from '../../../ui-kit/catalogue.js';

/** What is said before the statistics' own screens have come, or to whom they are not for. */
export const partTexts = defineCatalogue(
  {
    refusedTitle: 'Questa pagina è per il coordinamento',
    refusedText:
      'Le statistiche di questa sede le vede chi la coordina. Se ti servono, chiedi a chi coordina o amministra lo sportello.',
    toWork: 'Vai alla coda',
    notLoaded: 'Le statistiche non si sono caricate. Controlla il collegamento e riprova.',
  },
  {
    'zh-Hans': {
      refusedTitle: '此页面仅供协调员使用',
      refusedText: '本服务处的统计数据仅协调员可见。如有需要，请联系本处的协调员或管理员。',
      toWork: '返回队列',
      notLoaded: '统计页面未能加载。请检查网络连接后重试。',
    },
    en: {
      refusedTitle: 'This page is for coordinators',
      refusedText:
        'The statistics of this office are for those who coordinate it. If you need them, ask a coordinator or an administrator of the desk.',
      toWork: 'Go to the queue',
      notLoaded: 'The statistics did not load. Check the connection and try again.',
    },
  },
);
