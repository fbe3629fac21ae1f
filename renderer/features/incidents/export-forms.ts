// Pure: the forms an incident leaves in, as the export dialog offers them.
import type { ExportForm } from '../../../electron/contract/api/incidents.ts';
import type { FormGroup } from '../../forms/form-choice.tsx';

export const FORM_GROUPS: readonly FormGroup<ExportForm>[] = [
  {
    title: 'The incident',
    forms: [
      { form: 'pdf', name: 'PDF', about: 'Facts, timeline, pictures and charts, printed on numbered pages.' },
      { form: 'html', name: 'HTML', about: 'The same in one file for any browser. Nothing in it runs or is fetched.' },
      { form: 'markdown', name: 'Markdown', about: 'Facts and timeline as text. Files are listed, not included.' },
      {
        form: 'json',
        name: 'JSON',
        about: 'With the hash chain, all words and files: to keep, to verify, to bring into another Watchfloor.',
      },
    ],
  },
  {
    title: 'Post-incident review',
    forms: [
      {
        form: 'review-pdf',
        name: 'PDF',
        about: 'Every section, printed. A section nobody wrote says what is missing.',
      },
      { form: 'review-html', name: 'HTML', about: 'The same in one file for any browser.' },
      { form: 'review-markdown', name: 'Markdown', about: 'The same as text, to be gone on with.' },
    ],
  },
  {
    title: 'For another system',
    forms: [
      { form: 'servicenow', name: 'ServiceNow', about: 'Two bodies for its Table API: to create, and to update.' },
      { form: 'jira', name: 'Jira', about: 'Two bodies for its REST API: to create, and to edit.' },
    ],
  },
];
