// Templates: which checks come with which tag. The list at the left, what the one in front does at the right.
import { useMemo, useState } from 'react';
import type { TemplateId } from '../../../../electron/contract/model/ids.ts';
import type { Template } from '../../../../electron/contract/model/template.ts';
import { ListKeys } from '../../../forms/list-keys.tsx';
import { durationText } from '../../../lib/duration-text.ts';
import { count } from '../../../lib/number.ts';
import { useKinds } from '../../../link/kinds.ts';
import { openDialog } from '../../../store/dialogs.ts';
import { useKeys } from '../../../store/keys.ts';
import { goTo } from '../../../store/route.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { useHostList } from '../hosts/list-state.ts';
import { effectOf } from './template-effect.ts';

export function TemplatesView() {
  const templates = useWorld((world) => world.templates);
  const hosts = useWorld((world) => world.hosts);
  const rows = useMemo(() => {
    const carriers = (tag: string) => [...hosts.values()].filter((host) => host.tags.includes(tag)).length;
    return templates
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map((template) => ({ template, hosts: carriers(template.tag) }));
  }, [templates, hosts]);
  const [at, setAt] = useState<TemplateId | null>(null);
  const index = Math.max(
    0,
    rows.findIndex(({ template }) => template.id === at),
  );
  const front = rows[index];
  const add = () => openDialog({ type: 'template-form', templateId: null });
  const edit = () => front && openDialog({ type: 'template-form', templateId: front.template.id });
  useKeys('Templates', [
    { keys: ['Enter', 'F2'], label: 'Edit', bar: 'first', off: !front, run: () => edit() },
    { keys: ['+', 'Insert'], label: 'Add template', bar: 'always', run: add },
    {
      keys: ['Delete'],
      label: 'Remove',
      bar: 'always',
      off: !front,
      run: () => front && openDialog({ type: 'remove-template', templateId: front.template.id }),
    },
  ]);
  if (rows.length === 0) return <NoTemplates onAdd={add} />;
  return (
    <div className="inv-two">
      <ListKeys
        label="Templates"
        index={index}
        onMove={(to) => setAt(rows[to]?.template.id ?? null)}
        onOpen={() => edit()}
        head={['Template', 'Tag', 'Checks', 'Hosts']}
        rows={rows.map(({ template, hosts: carriers }) => ({
          key: template.id,
          cells: [
            <b key="n">{template.name}</b>,
            <span key="t" className="token">
              {template.tag}
            </span>,
            template.checks.length,
            carriers === 0 ? <em key="h">none</em> : carriers,
          ],
        }))}
      >
        <button type="button" className="btn pri" onClick={add}>
          <Keycap keys="+" /> Add template
        </button>
      </ListKeys>
      {front && <Details template={front.template} carriers={front.hosts} />}
    </div>
  );
}

function Details({ template, carriers }: { readonly template: Template; readonly carriers: number }) {
  const { byKind } = useKinds();
  const checks = useWorld((world) => world.checks);
  const hosts = useWorld((world) => world.hosts);
  const { made, inPlace } = useMemo(
    () => ({
      made: [...checks.values()].filter((each) => each.template === template.id).length,
      inPlace: effectOf(template, template, hosts.values(), checks.values()).inPlace,
    }),
    [checks, hosts, template],
  );
  return (
    <section className="inv-detail" aria-label={template.name}>
      <div className="ph">
        <h2>
          {template.name}
          <em>{template.checks.length}</em>
        </h2>
        <span className="sub">
          {count(carriers, 'host')} with the tag {template.tag}; {count(made, 'check')} made
          {inPlace > 0 && `, ${inPlace} stand as the hosts' own by that name`}
        </span>
      </div>
      <table className="tbl">
        <thead>
          <tr>
            <th>Check</th>
            <th>Kind</th>
            <th className="r">Every</th>
            <th className="r">Told after</th>
            <th>Switched</th>
          </tr>
        </thead>
        <tbody>
          {template.checks.map((check) => (
            <tr key={check.name}>
              <td>
                <b>{check.name}</b>
                {check.alive && <u>says whether it is up</u>}
              </td>
              <td>{byKind.get(check.kind)?.title ?? check.kind}</td>
              <td className="r">{durationText(check.policy.intervalMs)}</td>
              <td className="r">{check.policy.maxAttempts} bad</td>
              <td>{check.enabled ? 'on' : <em>off</em>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="inv-do">
        <button type="button" className="btn" onClick={() => showHosts(template.tag)}>
          Show its hosts
        </button>
      </div>
    </section>
  );
}

function showHosts(tag: string): void {
  useHostList.setState({ filter: tag.includes(' ') ? `tag:"${tag}"` : `tag:${tag}`, show: 'all' });
  goTo({ screen: 'inventory' });
}

function NoTemplates({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <div className="empty">
      <b>No template yet.</b>
      <p>
        A template is a set of checks for every host with a tag: change it once, and all of them follow. A new host gets
        its checks by its tags.
      </p>
      <button type="button" className="btn pri" onClick={onAdd}>
        <Keycap keys="+" />
        Add the first template
      </button>
    </div>
  );
}
